import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PlainTalk, TalkModel } from './model.ts';
import { TalkCity } from './talkCity.ts';

/*
 * Rounds are closed and grades corrected; talks are arranged, declined, recorded and confirmed by several persons, now and then by two at once, also when their cause has
 * just fallen away; the consumer lags, dies within its transaction, gets events twice and reads all of them again. After every step the talks are the model's.
 */

const RUNS = Number(process.env.MODEL_RUNS ?? 12);
const MONTHS = ['2026-01', '2026-02'];
const VERBS = ['arrangeTalk', 'arrangeTalk', 'declineTalk', 'recordTalk', 'recordTalk', 'confirmTalkRecord', 'confirmTalkRecord'];

let city: TalkCity;
beforeAll(async () => {
  city = await TalkCity.found();
});
afterAll(() => city.drop());

type Command = fc.AsyncCommand<TalkModel, object>;

const named = (name: string, check: (model: TalkModel) => boolean, run: (model: TalkModel) => Promise<void>): Command => ({
  check,
  run: async (model) => {
    await run(model);
    expect(await city.talks()).toEqual(model.shown());
  },
  toString: () => name,
});

/** The first person, or nobody who decides anything. */
const graderOf = (which: number) => (which ? 0 : (city.persons[0] as number));

const close = fc.tuple(fc.constantFrom(...MONTHS), fc.tuple(fc.boolean(), fc.boolean()), fc.nat({ max: 5 })).map(([month, poor, grader]) =>
  named(
    `close ${month} ${poor} ${grader}`,
    ({ graded }) => !graded.some((each) => each.month === month),
    async (model) => {
      const grades = poor.map((each, at) => ({ officer: city.officers[at] as number, poor: each, grader: graderOf(grader) }));
      await city.close(month, grades);
      for (const { officer, poor: isPoor, grader: by } of grades) model.grade(officer, month, isPoor, by);
    },
  ),
);

const correct = fc.tuple(fc.nat(), fc.boolean(), fc.nat({ max: 9 })).map(([which, poor, grader]) =>
  named(
    `correct ${which} ${poor} ${grader}`,
    ({ graded }) => graded.length > 0,
    async (model) => {
      const { officer, month } = model.graded[which % model.graded.length] as TalkModel['graded'][number];
      const by = graderOf(grader);
      await city.correct(month, { officer, poor, grader: by, version: model.grade(officer, month, poor, by).version });
    },
  ),
);

const consume = fc.record({ times: fc.constantFrom(1, 2), anew: fc.boolean(), dies: fc.boolean() }).map((how) =>
  named(
    `consume ${JSON.stringify(how)}`,
    () => true,
    async (model) => {
      await city.consume(how);
      model.follow();
    },
  ),
);

async function actAtOnce(model: TalkModel, talk: PlainTalk, verb: string, person: number, count: number): Promise<void> {
  const nth = model.talks.filter((each) => each.officer === talk.officer && each.month === talk.month).indexOf(talk);
  const key = await city.keyOf(talk, nth);
  const refusals = await Promise.all(Array.from({ length: count }, () => city.act(key, verb, person)));
  const expected = Array.from({ length: count }, () => model.act(talk, verb, person));
  expect(refusals.map(String).sort()).toEqual(expected.map(String).sort());
}

const act = fc.tuple(fc.nat(), fc.constantFrom(...VERBS), fc.nat({ max: 1 }), fc.constantFrom(1, 1, 2)).map(([which, verb, person, count]) =>
  named(
    `${person} tries ${verb} ${which}, ${count} at once`,
    ({ talks }) => talks.length > 0,
    (model) => actAtOnce(model, model.talks[which % model.talks.length] as PlainTalk, verb, city.persons[person] as number, count),
  ),
);

/** The next thing that somebody can do, so that talks come to their ends: the first writes, the second decides. */
const onward = fc.nat().map((which) =>
  named(
    `go on with ${which}`,
    ({ talks }) => talks.length > 0,
    async (model) => {
      const talk = model.talks[which % model.talks.length] as PlainTalk;
      const [verb, person] = ({ PROPOSED: ['arrangeTalk', 1], ARRANGED: ['recordTalk', 0], HELD: ['confirmTalkRecord', 1] }[talk.state] ?? ['recordTalk', 0]) as [string, number];
      await actAtOnce(model, talk, verb, city.persons[person] as number, 1);
    },
  ),
);

test('whatever is graded, corrected and done, and however often the log is read, the talks are the model’s', async () => {
  const weighted = [close, close, correct, correct, correct, consume, consume, consume, act, act, act, onward, onward, onward, onward];
  await fc.assert(
    fc.asyncProperty(fc.commands(weighted, { maxCommands: 50, size: 'max' }), async (commands) => {
      await city.empty();
      const model = new TalkModel();
      await fc.asyncModelRun(() => ({ model, real: {} }), commands);
      for (const anew of [false, true]) {
        await city.consume({ times: 1, anew, dies: false });
        model.follow();
      }
      expect(await city.talks()).toEqual(model.shown());
    }),
    { numRuns: RUNS, endOnFailure: true, ...(process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {}) },
  );
}, 900_000);
