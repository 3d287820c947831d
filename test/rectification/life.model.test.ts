import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../../schema/problemWording.ts';
import { rectificationConsumer } from '../../server/rectification/index.ts';
import { openRectification } from '../../server/rectification/opening.ts';
import { acceptRectification, reopenRectification, sendBackRectification, withdrawRectification } from '../../server/rectification/review.ts';
import { completeMeasure, explainRectification, planMeasures, submitRectification } from '../../server/rectification/work.ts';
import { handOver } from '../testkit/handOver.ts';
import { City } from '../warning/city.ts';
import { type Life, ModelRectifications, order, type Step, UNITS } from './model.ts';

/*
 * Months are published and corrected, people open, explain, plan, complete, submit, review, reopen and withdraw, legally or not, now and then two at once; the reader of the
 * log lags behind, dies within its transactions, and reads everything again each time. After every step the tables are the model's.
 */

const RUNS = Number(process.env.MODEL_RUNS ?? 12);
const MONTHS = ['2026-01', '2026-02'];
const NOW = new Date('2026-09-28T01:00:00Z');
const DAYS = ['2026-10-09', '2026-10-20', '2026-11-02'];
const ACT = { now: NOW, account: null, name: null };

let city: City;
beforeAll(async () => {
  city = await City.found(UNITS);
});
afterEach(() => city.empty());
afterAll(() => city.drop());

interface Real {
  city: City;
}
type Command = fc.AsyncCommand<ModelRectifications, Real>;

/** Poor, medium, good. */
const OUTCOMES = [['A4', 2], ['A4', 3], ['A4', 1], []] as const;
/** Occurrences of A4, a quarter of the score each, of each unit's month. */
const occurrences = new Map<string, number>();
const isPoor = (count: number) => count >= 2;

async function tables({ city: { orm } }: Real): Promise<Life[]> {
  const rows = await orm.em.fork().execute<Life[]>(`
    select u.code as unit, r.month, r.origin, r.state, r.reopenings, r.cause_fell_at is not null as "causeFell", r.result_id as result,
      case when r.origin = 'RESULT' and r.state in ('OPENED', 'EXPLAINED') then 'plan' else to_char(r.due_on, 'YYYY-MM-DD') end as "dueOn",
      (select coalesce(jsonb_agg(jsonb_build_object('dueOn', to_char(m.due_on, 'YYYY-MM-DD'), 'done', m.completed_at is not null) order by m.position), '[]') from corrective_measure m where m.rectification_id = r.id) as measures,
      array(select s.kind from rectification_step s where s.rectification_id = r.id order by s.id) as steps
    from rectification r join unit u on u.id = r.unit_id order by r.id`);
  return rows.map((row) => ({ ...row })).sort(order);
}

async function agree(model: ModelRectifications, real: Real): Promise<void> {
  expect(await tables(real)).toEqual(model.shown());
}

/** The code that something was refused with. */
async function refused(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.problems[0]?.code as string;
    throw error;
  }
}

const named = (name: string, check: (model: ModelRectifications) => boolean, run: (model: ModelRectifications, real: Real) => Promise<void>): Command => ({
  check,
  run: async (model, real) => {
    await run(model, real);
    await agree(model, real);
  },
  toString: () => name,
});

const publish = fc.tuple(fc.constantFrom(...MONTHS), fc.tuple(...UNITS.map(() => fc.constantFrom(...OUTCOMES)))).map(([month, outcomes]) =>
  named(
    `publish ${month} ${JSON.stringify(outcomes)}`,
    (model) => !model.isPublished(month),
    async (model, { city: real }) => {
      const published = await real.publish(month, outcomes);
      for (const [unit, { id, found }] of published) {
        const count = found.reduce((sum, each) => sum + each.occurrences, 0);
        occurrences.set(`${unit} ${month}`, count);
        model.publish(unit, month, { result: id, poor: isPoor(count) });
      }
    },
  ),
);

const correct = fc.tuple(fc.nat(), fc.boolean(), fc.boolean()).map(([which, retract, record]) =>
  named(
    `correct ${which} ${retract ? 'without what was found' : ''} ${record ? 'A4' : ''}`,
    ({ months }) => months.length > 0 && (record || (retract && (occurrences.get(months[which % months.length] as string) as number) > 0)),
    async (model, { city: real }) => {
      const name = model.months[which % model.months.length] as string;
      const [unit, month] = name.split(' ') as [string, string];
      const { written } = await real.correct(unit, month, { retract, record: record ? 'A4' : undefined });
      occurrences.set(name, (retract ? 0 : (occurrences.get(name) as number)) + (record ? 1 : 0));
      model.correct(unit, month, isPoor(occurrences.get(name) as number), written);
    },
  ),
);

const follow = fc.boolean().map((dies) =>
  named(
    `read the log${dies ? ', and die within each event once' : ''}`,
    () => true,
    async (model, { city: { orm } }) => {
      await handOver(orm, rectificationConsumer, { dies });
      model.follow();
    },
  ),
);

const open = fc.tuple(fc.constantFrom(...UNITS), fc.constantFrom(...MONTHS)).map(([unitCode, month]) =>
  named(
    `open ${unitCode} ${month} by hand`,
    () => true,
    async (model, { city: { orm } }) => {
      expect(await refused(openRectification(orm.em.fork(), { month, unitCode, reason: '信访量上升' }, ACT))).toBe(model.open(unitCode, month));
    },
  ),
);

const STEPS: readonly Step[] = ['EXPLAIN', 'PLAN', 'COMPLETE', 'SUBMIT', 'ACCEPT', 'SEND_BACK', 'REOPEN', 'WITHDRAW'];
/** Those after which the same is legal no more. */
const ONCE: readonly Step[] = ['EXPLAIN', 'SUBMIT', 'ACCEPT', 'SEND_BACK', 'REOPEN', 'WITHDRAW'];

async function take({ city: { orm } }: Real, key: number, step: Step, { dueOn, measure }: { dueOn: string; measure: number }): Promise<string | null> {
  const em = orm.em.fork();
  const [{ id } = { id: 0 }] = (await em.execute('select id from corrective_measure where rectification_id = ? and position = ?', [key, measure + 1])) as { id: number }[];
  const verbs: Record<Step, () => Promise<unknown>> = {
    EXPLAIN: () => explainRectification(em, key, '说明', ACT),
    PLAN: () => planMeasures(em, key, [{ content: '措施', dueOn }], ACT),
    COMPLETE: () => completeMeasure(em, id, '照片', ACT),
    SUBMIT: () => submitRectification(em, key, ACT),
    ACCEPT: () => acceptRectification(em, key, null, ACT),
    SEND_BACK: () => sendBackRectification(em, key, { reason: '佐证不足', dueOn }, ACT),
    REOPEN: () => reopenRectification(em, key, { reason: '反弹', dueOn }, ACT),
    WITHDRAW: () => withdrawRectification(em, key, '立错', ACT),
  };
  return refused(verbs[step]());
}

/** The key of a life: lives of one cause are as old as they stand in the model. */
async function keyOf({ city: { orm } }: Real, model: ModelRectifications, life: Life): Promise<number> {
  const { unit, month, origin } = life;
  const same = model.lives.filter((each) => each.unit === unit && each.month === month && each.origin === origin);
  const rows = await orm.em
    .fork()
    .execute('select r.id from rectification r join unit u on u.id = r.unit_id where u.code = ? and month = ? and origin = ? order by r.id', [unit, month, origin]);
  return (rows[same.indexOf(life)] as { id: number }).id;
}

const step = fc.tuple(fc.constantFrom(...STEPS), fc.nat(), fc.constantFrom(...DAYS), fc.nat(), fc.boolean()).map(([kind, which, dueOn, nth, atOnce]) =>
  named(
    `${kind} ${which} ${dueOn} ${nth}${atOnce ? ', two at once' : ''}`,
    ({ lives }) => lives.length > 0 && (kind !== 'COMPLETE' || (lives[which % lives.length] as Life).measures.length > 0),
    async (model, real) => {
      const life = model.lives[which % model.lives.length] as Life;
      const how = { dueOn, measure: life.measures.length ? nth % life.measures.length : 0 };
      const key = await keyOf(real, model, life);
      const takers = atOnce && ONCE.includes(kind) ? 2 : 1;
      const answers = await Promise.all(Array.from({ length: takers }, () => take(real, key, kind, how)));
      const expected = Array.from({ length: takers }, () => model.take(life, kind, how));
      expect(answers.map(String).sort()).toEqual(expected.map(String).sort());
    },
  ),
);

/** The next thing that somebody can do, so that lives come to their ends. */
const onward = fc.tuple(fc.nat(), fc.constantFrom(...DAYS), fc.nat({ max: 3 })).map(([which, dueOn, chance]) =>
  named(
    `go on with ${which}`,
    ({ lives }) => lives.length > 0,
    async (model, real) => {
      const life = model.lives[which % model.lives.length] as Life;
      const open_ = life.measures.findIndex(({ done }) => !done);
      const next: Record<string, Step> = {
        ...{ OPENED: 'EXPLAIN', EXPLAINED: 'PLAN', REOPENED: 'PLAN', PLANNED: open_ < 0 ? 'SUBMIT' : 'COMPLETE' },
        ...{ SUBMITTED: chance ? 'ACCEPT' : 'SEND_BACK', CLOSED: 'REOPEN', WITHDRAWN: 'EXPLAIN' },
      };
      const kind = next[life.state] as Step;
      if (kind === 'REOPEN' && chance) return;
      const how = { dueOn, measure: Math.max(open_, 0) };
      expect(await take(real, await keyOf(real, model, life), kind, how)).toBe(model.take(life, kind, how));
    },
  ),
);

test('whatever is published, corrected and done, and however often the log is read, the rectifications are the model’s', async () => {
  const weighted = [publish, publish, correct, correct, correct, follow, follow, open, step, step, step, onward, onward, onward, onward, onward, onward, onward, onward];
  await fc.assert(
    fc.asyncProperty(fc.commands(weighted, { maxCommands: 60, size: 'max' }), async (commands) => {
      await city.empty();
      occurrences.clear();
      const model = new ModelRectifications();
      await fc.asyncModelRun(() => ({ model, real: { city } }), commands);
      for (const dies of [true, false]) await handOver(city.orm, rectificationConsumer, { dies });
      model.follow();
      await agree(model, { city });
      // Each step is told of once, in its order.
      const [{ differing }] = (await city.orm.em.fork().execute(`
        select count(*)::int as differing from rectification r
        where array(select s.kind from rectification_step s where s.rectification_id = r.id order by s.id)
          <> array(select e.data ->> 'step' from event e where e.kind = 'RECTIFICATION_CHANGED' and (e.data ->> 'rectification')::int = r.id order by e.tx, e.id)`)) as [
        { differing: number },
      ];
      expect(differing).toBe(0);
    }),
    { numRuns: RUNS, endOnFailure: true, ...(process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {}) },
  );
}, 900_000);
