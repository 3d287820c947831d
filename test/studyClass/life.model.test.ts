import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OfficerTier } from '../../schema/organisation/index.ts';
import { Refusal } from '../../schema/problemWording.ts';
import { Presence } from '../../schema/studyClass/index.ts';
import type { Act } from '../../server/act.ts';
import { openRectification } from '../../server/rectification/opening.ts';
import { withdrawRectification } from '../../server/rectification/review.ts';
import { recordAttendance } from '../../server/studyClass/attendance.ts';
import { enrolInStudyClass } from '../../server/studyClass/enrolling.ts';
import { announceStudyClass, cancelStudyClass, closeStudyClass } from '../../server/studyClass/holding.ts';
import { studyClassConsumer } from '../../server/studyClass/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { emptied } from '../testkit/emptied.ts';
import { handOver } from '../testkit/handOver.ts';
import { seed } from '../testkit/seed.ts';
import { ClassModel, type PlainClass } from './model.ts';

/*
 * A class: people are enrolled for rectifications that are opened and withdrawn, its sessions come, attendance is recorded and corrected, it is closed or cancelled, legally
 * or not, now and then by two at once; the reader of the log lags behind, dies within its transactions, and reads everything again each time. After every step it is the model's.
 */

const RUNS = Number(process.env.MODEL_RUNS ?? 12);
const SESSIONS = ['2026-10-12', '2026-10-14'];
/** Before the first session, on the day of each, and after. */
const TODAY = ['2026-10-09', ...SESSIONS];

let database: TestDatabase;
let officers: number[];
let studyClass: number;
/** Keys of what has a number in the model. */
let rectifications: number[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  await seed(database.orm).city().units({ TOWNSHIP: 1 }).officers(2).write();
  await run(`update officer set tier = 'STAFF'`);
  officers = (await run<{ id: number }>('select id from officer order by id')).map(({ id }) => id);
});
afterAll(() => database.drop());

const em = () => database.orm.em.fork();
const run = <Row>(statement: string) => em().execute<Row[]>(statement);
const actOn = ({ come }: ClassModel): Act => ({ now: new Date(`${TODAY[come]}T01:00:00Z`), account: null, name: '某某' });

async function refusal(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.problems[0]?.code as string;
    throw error;
  }
}

async function tables(): Promise<PlainClass> {
  const [row] = await run<PlainClass>(`
    select c.state,
      (select coalesce(jsonb_agg(jsonb_build_object('officer', e.officer_id, 'takenBack', e.taken_back_at is not null, 'completed', e.completed_at is not null, 'said', (
        select jsonb_agg((select coalesce(jsonb_agg(a.presence order by a.id), '[]') from study_attendance a where a.session_id = s.id and a.enrolment_id = e.id) order by s.position)
        from study_session s where s.study_class_id = c.id)) order by e.id), '[]') from study_enrolment e where e.study_class_id = c.id) as enrolments,
      array(select rtrim((e.data ->> 'step') || ' ' || coalesce(e.data ->> 'officer', '')) from event e where e.kind = 'STUDY_CLASS_CHANGED' order by e.tx, e.id) as steps
    from study_class c`);
  // Of what was said of a session one thing holds, which is the last.
  const [current] = await run<{ wrong: number }>(`
    select count(*)::int as wrong from (select superseded_at is null as holds, lead(id) over (partition by enrolment_id, session_id order by id) is null as is_last from study_attendance) a where holds <> is_last`);
  expect(current).toEqual({ wrong: 0 });
  return { ...(row as PlainClass) };
}

type Command = fc.AsyncCommand<ClassModel, object>;
const named = (name: string, check: (model: ClassModel) => boolean, work: (model: ClassModel) => Promise<void>): Command => ({
  check,
  run: async (model) => {
    await work(model);
    expect(await tables()).toEqual(model.shown);
  },
  toString: () => name,
});

/** Somebody tries, or two at once; the model tries as often. */
async function tried(count: number, real: () => Promise<unknown>, plain: () => string | null): Promise<void> {
  const refusals = await Promise.all(Array.from({ length: count }, () => refusal(real())));
  const expected = Array.from({ length: count }, plain);
  expect(refusals.map(String).sort()).toEqual(expected.map(String).sort());
}

const times = fc.constantFrom(1, 1, 2);

const open = fc.nat().map((which) =>
  named(
    `open a rectification of ${which}`,
    () => true,
    async (model) => {
      const officer = officers[which % officers.length] as number;
      const month = `20${10 + model.rectifications.length}-01`;
      rectifications.push((await openRectification(em(), { month, officer, reason: '考核为差' }, actOn(model))).id);
      model.rectifications.push({ officer, withdrawn: false });
    },
  ),
);

const withdraw = fc.nat().map((which) =>
  named(
    `withdraw ${which}`,
    (model) => model.rectifications.some(({ withdrawn }) => !withdrawn),
    async (model) => {
      const standing = model.rectifications.flatMap(({ withdrawn }, at) => (withdrawn ? [] : at));
      const at = standing[which % standing.length] as number;
      await withdrawRectification(em(), rectifications[at] as number, '立错', actOn(model));
      model.withdraw(at);
    },
  ),
);

const enrol = fc.tuple(fc.nat(), times).map(([which, count]) =>
  named(
    `enrol ${which}, ${count} at once`,
    (model) => model.rectifications.length > 0,
    async (model) => {
      const at = which % model.rectifications.length;
      await tried(
        count,
        () => enrolInStudyClass(em(), studyClass, [rectifications[at] as number], actOn(model)),
        () => model.enrol(at),
      );
    },
  ),
);

const attend = fc.tuple(fc.nat(), fc.nat({ max: 1 }), fc.constantFrom(...Object.values(Presence), Presence.PRESENT), times).map(([which, session, presence, count]) =>
  named(
    `${which} is ${presence} at ${session}, ${count} at once`,
    ({ shown }) => shown.enrolments.length > 0,
    async (model) => {
      const at = which % model.shown.enrolments.length;
      const [enrolment] = await run<{ id: number }>(`select id from study_enrolment order by id offset ${at} limit 1`);
      const [row] = await run<{ id: number }>(`select id from study_session where position = ${session + 1}`);
      await tried(
        count,
        () => recordAttendance(em(), row?.id as number, [{ enrolment: enrolment?.id as number, presence }], actOn(model)),
        () => model.attend(at, session, presence),
      );
    },
  ),
);

const come = fc.constant(
  named(
    'the next session comes',
    (model) => model.come < SESSIONS.length,
    async (model) => {
      model.come += 1;
    },
  ),
);

const end = fc.tuple(fc.constantFrom('CLOSE' as const, 'CLOSE' as const, 'CANCEL' as const), times, fc.nat({ max: 3 })).map(([step, count, chance]) =>
  named(
    `${step}, ${count} at once`,
    // Seldom cancelled, so that much happens before.
    () => step === 'CLOSE' || chance === 0,
    (model) =>
      tried(
        count,
        () => (step === 'CLOSE' ? closeStudyClass(em(), studyClass, actOn(model)) : cancelStudyClass(em(), studyClass, '改期', actOn(model))),
        () => model.end(step),
      ),
  ),
);

const follow = fc.boolean().map((dies) =>
  named(
    `read the log${dies ? ', and die within each event once' : ''}`,
    () => true,
    async (model) => {
      await handOver(database.orm, studyClassConsumer, { dies });
      model.follow();
    },
  ),
);

test('whoever is enrolled, attends and is taken back, and however often the log is read, the class is the model’s', async () => {
  const weighted = [open, open, withdraw, enrol, enrol, enrol, attend, attend, attend, attend, attend, attend, come, end, follow, follow];
  await fc.assert(
    fc.asyncProperty(fc.commands(weighted, { maxCommands: 50, size: 'max' }), async (commands) => {
      await emptied(database.orm, 'event', 'study_class', 'rectification');
      rectifications = [];
      const model = new ClassModel(SESSIONS.length);
      const input = { tier: OfficerTier.STAFF, title: '学习班', place: '党校', sessions: SESSIONS };
      studyClass = (await announceStudyClass(em(), input, actOn(model))).id;
      await fc.asyncModelRun(() => ({ model, real: {} }), commands);
      for (const dies of [true, false]) await handOver(database.orm, studyClassConsumer, { dies });
      model.follow();
      expect(await tables()).toEqual(model.shown);
    }),
    { numRuns: RUNS, endOnFailure: true, ...(process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {}) },
  );
}, 900_000);
