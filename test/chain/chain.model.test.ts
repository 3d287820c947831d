import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ChainCity } from './city.ts';
import { APPRAISED, ChainModel, GRADES, type Stream } from './model.ts';

/*
 * From a grade to a warning to a person helped, all of it together: months are published and published again, appraised, objected to, upheld and dismissed, closed and
 * corrected, in any order, and studies concluded between; after every step the warnings, what was taken back, the rectifications, the studies and the notices are the model's.
 */

const RUNS = Number(process.env.MODEL_RUNS ?? 10);
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04'];

let city: ChainCity;
beforeAll(async () => {
  city = await ChainCity.found();
});
afterEach(() => city.end());
afterAll(() => city.drop());

type Command = fc.AsyncCommand<ChainModel, object>;

const step = (name: string, check: (model: ChainModel) => boolean, run: (model: ChainModel) => Promise<void>): Command => ({
  check,
  run: async (model) => {
    await run(model);
    expect(await city.shown()).toEqual(model.shown());
  },
  toString: () => name,
});

const month = fc.constantFrom(...MONTHS);
/** Mostly poor or good, so that there are rows. */
const grade = fc.constantFrom(...GRADES, 'GOOD', 'POOR', 'POOR');
const stream = fc.constantFrom(...APPRAISED);

const publish = fc.tuple(month, grade).map(([m, g]) =>
  step(
    `publish ${m} ${g}`,
    (model) => !model.published.has(m),
    async (model) => model.publish(m, await city.publish(m, g)),
  ),
);

const publishAgain = fc.tuple(month, grade).map(([m, g]) =>
  step(
    `publish ${m} again ${g}`,
    (model) => model.published.has(m) && model.published.get(m)?.grade !== g,
    async (model) => model.publish(m, await city.correct(m, g)),
  ),
);

/** One of the two may not be rated. */
const appraise = fc
  .tuple(month, grade, grade, fc.constantFrom<(readonly Stream[])[]>(APPRAISED, APPRAISED, APPRAISED.slice(0, 1), APPRAISED.slice(1)))
  .map(([m, one, other, rated]) =>
    step(
      `appraise ${m} ${one} ${other} ${rated.length}`,
      (model) => !model.rounds.has(m),
      async (model) => model.appraise(m, await city.appraise(m, new Map(rated.map((each, at) => [each, at ? other : one])))),
    ),
  );

const close = month.map((m) =>
  step(
    `close ${m}`,
    (model) => model.rounds.get(m)?.state === 'IN_PUBLICITY',
    async (model) => {
      const objected = (model.rounds.get(m)?.objecting.size ?? 0) > 0;
      expect(await city.close(m)).toBe(objected ? 'APPRAISAL_OBJECTION_OPEN' : null);
      if (!objected) model.close(m);
    },
  ),
);

const inPublicity = (model: ChainModel, m: string, each: Stream, isObjecting: boolean) => {
  const round = model.rounds.get(m);
  return round?.state === 'IN_PUBLICITY' && round.grades.has(each) && round.objecting.has(each) === isObjecting;
};

const object = fc.tuple(month, stream).map(([m, s]) =>
  step(
    `object ${m} ${s}`,
    (model) => inPublicity(model, m, s, false),
    async (model) => {
      await city.object(m, s);
      model.rounds.get(m)?.objecting.add(s);
    },
  ),
);

const uphold = fc.tuple(month, stream, grade).map(([m, s, g]) =>
  step(
    `uphold ${m} ${s} ${g}`,
    (model) => inPublicity(model, m, s, true),
    async (model) => model.regrade(m, s, await city.uphold(m, s, g)),
  ),
);

const dismiss = fc.tuple(month, stream).map(([m, s]) =>
  step(
    `dismiss ${m} ${s}`,
    (model) => inPublicity(model, m, s, true),
    async (model) => {
      await city.dismiss(m, s);
      model.rounds.get(m)?.objecting.delete(s);
    },
  ),
);

const regrade = fc.tuple(month, stream, grade).map(([m, s, g]) =>
  step(
    `correct ${m} ${s} ${g}`,
    (model) => model.rounds.get(m)?.state === 'CLOSED' && model.rounds.get(m)?.grades.has(s) === true,
    async (model) => model.regrade(m, s, await city.regrade(m, s, g)),
  ),
);

const conclude = fc.constant(
  step(
    'conclude what is proposed',
    (model) => model.studies.some(({ state }) => state === 'PROPOSED'),
    async (model) => {
      await city.conclude();
      model.conclude();
    },
  ),
);

test('whatever is published, objected to, upheld and published again: streaks, warnings, retractions, help and notices are the model’s after every step', async () => {
  const weighted = [publish, publish, publishAgain, appraise, appraise, close, close, close, object, uphold, dismiss, regrade, regrade, conclude];
  await fc.assert(
    fc.asyncProperty(fc.commands(weighted, { maxCommands: 60, size: 'max' }), async (commands) => {
      await city.end();
      await city.begin();
      await fc.asyncModelRun(() => ({ model: new ChainModel(), real: {} }), commands);
    }),
    { numRuns: RUNS, endOnFailure: true, ...(process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {}) },
  );
}, 900_000);
