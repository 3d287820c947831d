import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { City } from '../warning/city.ts';
import { ModelCity, UNITS } from '../warning/model.ts';
import { type PlainStudy, StudyModel } from './model.ts';
import { StudyCity } from './studyCity.ts';

/*
 * Months are published and corrected; studies are decided, declined, drafted and issued by several persons, also when their warning has just been retracted; the consumer of
 * studies lags, dies within its transaction, gets events twice and reads all of them again. After every step proposals, minutes and notices are the model's.
 */

const RUNS = Number(process.env.MODEL_RUNS ?? 12);
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'];
const ORGANS = ['XZ02', 'SZ01'];
const VERBS = ['decideStudy', 'decideStudy', 'declineStudy', 'draftMinutes', 'draftMinutes', 'issueMinutes', 'issueMinutes'];
const PERSONS = [101, 102];

let city: City;
let studies: StudyCity;
beforeAll(async () => {
  city = await City.found(UNITS);
  await city.orm.em.fork().execute(`update unit set is_political_legal_organ = code in ('XZ02', 'SZ01')`);
  studies = new StudyCity(city);
});
afterEach(() => studies.empty());
afterAll(() => city.drop());

interface Model {
  city: ModelCity;
  studies: StudyModel;
}
type Command = fc.AsyncCommand<Model, object>;

const named = (name: string, check: (model: Model) => boolean, run: (model: Model) => Promise<void>): Command => ({
  check,
  run: async (model) => {
    await run(model);
    expect(await studies.studies()).toEqual(model.studies.shown());
  },
  toString: () => name,
});

/** Mostly poor or good, so that there are rows. */
const outcome = fc.option(fc.constantFrom(['A4', 2] as const, ['A4', 3] as const, [] as const, ['A4', 1] as const), { nil: undefined, freq: 9 });

const warn = async (model: Model) => {
  await city.consume({ crashes: [], anew: false, processes: 1 });
  model.city.consume();
};

const publish = fc.tuple(fc.constantFrom(...MONTHS), fc.tuple(...UNITS.map(() => outcome))).map(([month, outcomes]) =>
  named(
    `publish ${month} ${JSON.stringify(outcomes)}`,
    (model) => !model.city.isPublished(month) && outcomes.some((each) => each),
    async (model) => {
      model.city.publish(month, await city.publish(month, outcomes));
      await warn(model);
    },
  ),
);

const correct = fc.tuple(fc.nat(), fc.boolean(), fc.constantFrom('A4', 'A1', undefined)).map(([which, retract, record]) =>
  named(
    `correct ${which} ${retract ? 'without what was found' : ''} ${record ?? ''}`,
    (model) => model.city.correctable(which, { retract, record }) !== undefined,
    async (model) => {
      const { unit, month } = model.city.correctable(which, { retract, record }) as { unit: string; month: string };
      model.city.corrected(await city.correct(unit, month, { retract, record }));
      await warn(model);
    },
  ),
);

const follow = async (model: Model, how = { times: 1, anew: false, dies: false }) => {
  await studies.consume(how);
  model.studies.follow();
};

const consume = fc.record({ times: fc.constantFrom(1, 2), anew: fc.boolean(), dies: fc.boolean() }).map((how) =>
  named(
    `consume ${JSON.stringify(how)}`,
    () => true,
    (model) => follow(model, how),
  ),
);

const act = fc.tuple(fc.nat(), fc.constantFrom(...VERBS), fc.constantFrom(...PERSONS)).map(([which, verb, person]) =>
  named(
    `${person} tries ${verb} ${which}`,
    (model) => model.studies.studies.length > 0 && (verb !== 'issueMinutes' || model.studies.pick(which).minutes !== null),
    async (model) => {
      const study = model.studies.pick(which);
      // An illegal step is refused and names what is legal.
      const refused = await studies.act(study, verb, person);
      expect(refused).toEqual(model.studies.act(study, verb, person));
    },
  ),
);

/** Brings everything that is proposed so far on its way to minutes, so that much of what is corrected has been decided or told. */
const conclude = fc.constantFrom(1, 2, 3, 3).map((steps) =>
  named(
    `conclude everything, ${steps} steps`,
    (model) => model.city.lives.length > 0,
    async (model) => {
      await follow(model);
      for (const study of model.studies.studies.filter(({ state }) => state === 'PROPOSED')) {
        for (const [verb, person] of WAY.slice(0, steps)) expect(await studies.act(study, verb, person)).toEqual(model.studies.act(study, verb, person));
      }
    },
  ),
);
const WAY = [
  ['decideStudy', 101],
  ['draftMinutes', 101],
  ['issueMinutes', 102],
] as const;

/** Takes the cause of a study away, since what was poor is not, and what was good is; somebody tries a verb before the consumer has heard of it. */
const overturn = fc.tuple(fc.nat(), fc.constantFrom(...VERBS)).map(([which, verb]) =>
  named(
    `overturn ${which}, and try ${verb}`,
    (model) => standing(model).length > 0,
    async (model) => {
      const all = standing(model);
      const study = all[which % all.length] as PlainStudy;
      const [kind, unit, month] = study.cause.split(' ') as [string, string, string];
      const how = kind === 'STREAK_POOR' ? { retract: true, record: undefined } : { retract: false, record: 'A4' };
      model.city.corrected(await city.correct(unit, month, how));
      await warn(model);
      if (verb !== 'issueMinutes' || study.minutes) expect(await studies.act(study, verb, 102)).toEqual(model.studies.act(study, verb, 102));
    },
  ),
);

/** Those that something can still become of, by a warning that was not retracted. */
const standing = ({ city: { lives }, studies: { studies: all } }: Model) =>
  all.filter(
    ({ state, cause, life }) =>
      ['PROPOSED', 'DECIDED', 'MINUTED'].includes(state) && lives.some((each) => each.cause === cause && each.life === life && each.state !== 'RETRACTED'),
  );

test('after whatever is published, corrected, decided and issued, and however the consumer lags, dies and reads again, proposals, minutes and notices are the model’s', async () => {
  const weighted = [publish, publish, publish, correct, correct, consume, consume, act, act, conclude, conclude, overturn, overturn];
  await fc.assert(
    fc.asyncProperty(fc.commands(weighted, { maxCommands: 40, size: 'max' }), async (commands) => {
      await studies.empty();
      const plain = new ModelCity();
      const model = { city: plain, studies: new StudyModel(plain, ORGANS) };
      await fc.asyncModelRun(() => ({ model, real: {} }), commands);
      for (const anew of [false, true]) await follow(model, { times: 1, anew, dies: false });
      expect(await studies.studies()).toEqual(model.studies.shown());
    }),
    { numRuns: RUNS, endOnFailure: true, ...(process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {}) },
  );
}, 900_000);
