import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WarningState, WarningStep } from '../../schema/warning/index.ts';
import { warningLife } from '../../server/warning/life.ts';
import { City } from './city.ts';
import { ModelCity, UNITS } from './model.ts';

/*
 * Months are published in any order and corrected, people acknowledge and resolve, days pass, the consumer of the log lags behind, dies within its transaction, and is
 * made to read everything again. After every step the table of warnings is the model's.
 */

const RUNS = Number(process.env.MODEL_RUNS ?? 12);
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'];

let city: City;
beforeAll(async () => {
  city = await City.found(UNITS);
});
afterEach(() => city.empty());
afterAll(() => city.drop());

interface Real {
  city: City;
}

type Command = fc.AsyncCommand<ModelCity, Real>;

/** What a unit's month comes to: poor, medium, good, ten points down to the hundredth, a veto; nothing for not inspected. */
const OUTCOMES = [['A4', 2], ['A4', 3], ['A4', 1], [], [], ['A1', 2, 'A2', 20], ['C1', 1]] as const;
const outcome = fc.option(fc.constantFrom(...OUTCOMES), { nil: undefined, freq: 6 });

async function agree(model: ModelCity, { city: real }: Real): Promise<void> {
  expect(await real.warnings()).toEqual(model.shown());
}

const named = (name: string, check: (model: ModelCity) => boolean, run: (model: ModelCity, real: Real) => Promise<void>): Command => ({
  check,
  run: async (model, real) => {
    await run(model, real);
    await agree(model, real);
  },
  toString: () => name,
});

const publish = fc.tuple(fc.constantFrom(...MONTHS), fc.tuple(...UNITS.map(() => outcome))).map(([month, outcomes]) =>
  named(
    `publish ${month} ${JSON.stringify(outcomes)}`,
    (model) => !model.isPublished(month) && outcomes.some((each) => each),
    async (model, { city: real }) => model.publish(month, await real.publish(month, outcomes)),
  ),
);

const correct = fc.tuple(fc.nat(), fc.boolean(), fc.constantFrom('A4', 'C1', 'A2', undefined)).map(([which, retract, record]) =>
  named(
    `correct ${which} ${retract ? 'without what was found' : ''} ${record ?? ''}`,
    (model) => model.correctable(which, { retract, record }) !== undefined,
    async (model, { city: real }) => {
      const { unit, month } = model.correctable(which, { retract, record }) as { unit: string; month: string };
      model.corrected(await real.correct(unit, month, { retract, record }));
    },
  ),
);

const personal = fc.tuple(fc.constantFrom('ACKNOWLEDGE' as const, 'RESOLVE' as const), fc.nat()).map(([step, which]) =>
  named(
    `${step} ${which}`,
    (model) => model.lives.length > 0,
    async (model, { city: real }) => {
      const life = model.pick(which);
      const legal = warningLife.statesBefore(WarningStep[step]).includes(life.state as WarningState);
      const refused = await real.step(life.cause, life.life, step);
      // An illegal step is refused and names what is legal.
      const can = { RAISED: 'acknowledgeWarning', ACKNOWLEDGED: 'resolveWarning' }[life.state as string] ?? '无 nothing';
      expect(refused).toEqual(legal ? null : { code: 'WARNING_STEP_ILLEGAL', found: life.state, message: `预警状态为 ${life.state}，只能办理：${can}` });
      if (legal) model.step(life, step);
    },
  ),
);

const look = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(1, 2)).map(([days, times]) =>
  named(
    `${days} days pass, and the clock is looked at ${times} times`,
    () => true,
    async (model, { city: real }) => {
      real.wait(days);
      model.wait(days);
      for (let n = 0; n < times; n++) await real.look();
      model.look();
    },
  ),
);

/** Takes up and deals with everything that stands: so that much of what is corrected has been resolved. */
const clear = fc.constant(
  named(
    'deal with everything',
    (model) => model.lives.some(({ state }) => state === 'RAISED'),
    async (model, { city: real }) => {
      for (const life of model.lives.filter(({ state }) => state === 'RAISED')) {
        for (const step of ['ACKNOWLEDGE', 'RESOLVE'] as const) {
          expect(await real.step(life.cause, life.life, step)).toBeNull();
          model.step(life, step);
        }
      }
    },
  ),
);

const consume = fc.record({ crashes: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }), anew: fc.boolean(), processes: fc.constantFrom(1, 1, 2) }).map((how) =>
  named(
    `consume ${JSON.stringify(how)}`,
    () => true,
    async (model, { city: real }) => {
      await real.consume(how);
      model.consume();
      expect(await real.difference()).toEqual({ missing: [], unfounded: [] });
    },
  ),
);

test('after whatever is published, corrected, acknowledged and resolved, and however the consumer lags, dies and reads again, the warnings are the model’s', async () => {
  const weighted = [publish, publish, correct, correct, correct, personal, clear, look, look, consume, consume];
  await fc.assert(
    fc.asyncProperty(fc.commands(weighted, { maxCommands: 40, size: 'max' }), async (commands) => {
      await city.empty();
      const model = new ModelCity();
      await fc.asyncModelRun(() => ({ model, real: { city } }), commands);
      // Whatever was left to read, and then everything once more.
      for (const anew of [false, true]) await city.consume({ crashes: [], anew, processes: 1 });
      model.consume();
      await agree(model, { city });
    }),
    { numRuns: RUNS, endOnFailure: true, ...(process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {}) },
  );
}, 900_000);
