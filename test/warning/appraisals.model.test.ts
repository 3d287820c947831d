import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AppraisedCity, type AppraisedLife, type Keys, SUBJECTS } from './appraisedCity.ts';
import { type PlainResult, plainCauses } from './naive.ts';

/*
 * Rounds are closed in any order, some with an objection upheld before, and corrected after; the consumer of the log lags behind, dies within its transaction, gets events twice and
 * reads all of them again. After every step the table of warnings is the model's, which hears of each change when it is consumed, as it was when it happened.
 */

const RUNS = Number(process.env.MODEL_RUNS ?? 12);
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'];
/** The reserve cadre is graded like the others, and never warned of. */
const COUNTED = SUBJECTS.slice(0, 4);
const LAST = SUBJECTS[4] as string;

class Model {
  readonly lives: AppraisedLife[] = [];
  /** Who was graded in a closed month. */
  readonly closed = new Map<string, Set<string>>();
  readonly #known = new Map<string, Map<string, PlainResult>>();
  #waiting: { about: readonly string[]; apply: () => void }[] = [];

  close(month: string, scores: ReadonlyMap<string, number>, keys: Keys): void {
    this.closed.set(month, new Set(scores.keys()));
    const results = new Map([...scores].map(([code, score]) => [code, resultOf(keys.get(code) as number, score)]));
    this.#waiting.push({ about: COUNTED, apply: () => this.#known.set(month, results) });
  }

  correct(month: string, code: string, score: number, key: number): void {
    this.#waiting.push({ about: COUNTED.filter((each) => each === code), apply: () => this.#known.get(month)?.set(code, resultOf(key, score)) });
  }

  consume(): void {
    for (const { about, apply } of this.#waiting.splice(0)) {
      apply();
      for (const code of about) this.#settle(`${code.includes('-') ? 'APPRAISAL_OF_OFFICER' : 'APPRAISAL_OF_ORGAN'} ${code}`, code);
    }
  }

  shown(): AppraisedLife[] {
    return this.lives.toSorted((a, b) => a.cause.localeCompare(b.cause) || a.life - b.life);
  }

  #settle(subject: string, code: string): void {
    const months = [...this.#known].map(([month, results]) => ({ month, result: results.get(code), expected: false }));
    const causes = new Map([...plainCauses(subject, months)].filter(([cause]) => cause.startsWith('STREAK')));
    for (const life of this.lives.filter(({ cause, state }) => cause.includes(` ${subject} `) && state !== 'RETRACTED')) {
      const cause = causes.get(life.cause);
      if (!cause) {
        life.state = 'RETRACTED';
        life.steps.push('RETRACT');
      } else if (String(cause.results) !== String(life.basis)) {
        life.basis = cause.results;
        life.steps.push('RESTATE');
      }
      causes.delete(life.cause);
    }
    for (const [cause, { results }] of causes) {
      const life = 1 + this.lives.filter((each) => each.cause === cause).length;
      this.lives.push({ cause, life, state: 'RAISED', basis: results, steps: ['RAISE'] });
    }
  }
}

const resultOf = (id: number, score: number): PlainResult => ({ id, score: score * 100, veto: false });

let city: AppraisedCity;
beforeAll(async () => {
  city = await AppraisedCity.found();
});
afterEach(() => city.empty());
afterAll(() => city.drop());

type Command = fc.AsyncCommand<Model, object>;

const named = (name: string, check: (model: Model) => boolean, run: (model: Model) => Promise<void>): Command => ({
  check,
  run: async (model) => {
    await run(model);
    expect(await city.warnings()).toEqual(model.shown());
  },
  toString: () => name,
});

/** Mostly good or poor, so that there are rows. */
const score = fc.constantFrom(95, 91, 90, 60, 50, 80);
const graded = fc.tuple(...SUBJECTS.map(() => fc.option(score, { nil: undefined, freq: 8 })));

const close = fc.tuple(fc.constantFrom(...MONTHS), graded, fc.option(fc.tuple(fc.constantFrom(...SUBJECTS), score), { nil: undefined })).map(([month, scores, upheld]) =>
  named(
    `close ${month} ${JSON.stringify(scores)}${upheld ? ` after ${upheld}` : ''}`,
    (model) => !model.closed.has(month) && scores.some((each) => each !== undefined),
    async (model) => {
      const given = new Map(SUBJECTS.flatMap((code, n) => (scores[n] === undefined ? [] : [[code, scores[n]] as const])));
      const objection = upheld && given.has(upheld[0]) ? { code: upheld[0], score: upheld[1] } : undefined;
      const keys = await city.close(month, given, objection);
      model.close(month, objection ? new Map(given).set(objection.code, objection.score) : given, keys);
    },
  ),
);

const correct = fc.tuple(fc.nat(), fc.constantFrom(...COUNTED, LAST), score).map(([which, code, points]) => {
  const target = (model: Model) => {
    const months = [...model.closed].flatMap(([month, codes]) => (codes.has(code) ? month : [])).sort();
    return months[which % months.length];
  };
  return named(
    `correct ${code} in the ${which}th to ${points}`,
    (model) => target(model) !== undefined,
    async (model) => {
      const month = target(model) as string;
      model.correct(month, code, points, await city.correct(month, code, points));
    },
  );
});

const consume = fc.record({ times: fc.constantFrom(1, 2), anew: fc.boolean(), dies: fc.boolean() }).map((how) =>
  named(
    `consume ${JSON.stringify(how)}`,
    () => true,
    async (model) => {
      await city.consume(how);
      model.consume();
      expect(await city.difference()).toEqual({ missing: [], unfounded: [] });
    },
  ),
);

test('after whatever is closed and corrected, and however the consumer lags, dies and reads again, the warnings of appraisals are the model’s', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands([close, close, close, correct, correct, correct, consume, consume], { maxCommands: 30, size: 'max' }), async (commands) => {
      await city.empty();
      const model = new Model();
      await fc.asyncModelRun(() => ({ model, real: {} }), commands);
      // Whatever was left to read, and then everything once more.
      for (const anew of [false, true]) await city.consume({ times: 1, anew, dies: false });
      model.consume();
      expect(await city.warnings()).toEqual(model.shown());
    }),
    { numRuns: RUNS, endOnFailure: true, ...(process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {}) },
  );
}, 900_000);
