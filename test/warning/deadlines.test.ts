import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runCheck } from '../../server/clock.ts';
import { openDeadlines } from '../../server/rectification/index.ts';
import { type Deadline, deadlineCheck, escalationCheck } from '../../server/warning/index.ts';
import { Desk as Rectifying, type Shown } from '../rectification/desk.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { Desk } from './desk.ts';

/** A Monday in a week without holidays: what is opened then must be planned by the Monday after it. */
const OPENED = '2026-03-02T02:00:00Z';

let server: TestServer;
let desk: Desk;
let rectifying: Rectifying;
let now: Date;
let filings: Deadline[];
let unit: number;
beforeEach(async () => {
  now = new Date(OPENED);
  filings = [];
  server = await startTestServer({ now: () => now });
  const { seededUnits } = await seed(server.database.orm).city().units({ TOWNSHIP: 2 }).ruleBook(2026).round('2026-02').write();
  unit = seededUnits[0]?.id as number;
  desk = new Desk(server);
  rectifying = new Rectifying(server);
});
afterEach(() => server.stop());

const watch = deadlineCheck({ RECTIFICATION: openDeadlines, FILING: async () => filings });
const look = () => runCheck(server.database.orm, watch, now);
/** Looks at a moment: `2026-03-06` is noon of that day in China, where it is midnight at 16:00. */
async function lookOn(moment: string): Promise<void> {
  now = new Date(moment.length > 10 ? moment : `${moment}T04:00:00Z`);
  expect(await look()).toBe(true);
}

interface Row {
  cause: string;
  life: number;
  level: string;
  state: string;
  dueOn: string;
  resolution: string | null;
  lapsedAt: string | null;
  retractionReason: string | null;
  unit: { code: string };
  round: { month: string } | null;
  rectification: { id: string } | null;
  explanation: Record<string, unknown>;
}

async function warnings(): Promise<Row[]> {
  const asked =
    await server.ask(`{ warnings(first: 100) { nodes { cause life level state dueOn resolution lapsedAt retractionReason unit { code } round { month } rectification { id }
    explanation { holds level dueOn results { id } drop months rule { kind days } rectification { id } } } } }`);
  return asked.warnings.nodes;
}

/** `DUE PLAN-1 RAISED`: what each is about, and how it stands. */
const lines = async () => (await warnings()).map(({ cause, state, life, lapsedAt }) => `${short(cause)} ${state}${lapsedAt ? ' over' : ''}${life > 1 ? ` ${life}` : ''}`);
const short = (cause: string) => cause.replace(/^(?:RECTIFICATION_)?(\w+) XZ01 2026-\d\d (?:\d+-)?/, '$1 ');
/** What the log tells of warnings, in order. */
const told = async () =>
  (
    await server.database.orm.em.fork().execute<{ told: string }[]>(`
    select w.cause || ' ' || coalesce(e.data ->> 'step', 'RAISE') || ' ' || (e.data ->> 'level') as told
    from event e join warning w on w.id = (e.data ->> 'warning')::int where e.kind like 'WARNING_%' order by e.tx, e.id`)
  ).map(({ told }) => short(told));
const opened = (): Promise<Shown> => rectifying.open('XZ01', '2026-02');

test('a rectification is warned of from three days before its deadline to the day itself, by days in China, and from the day after as overdue', async () => {
  const { id } = await opened();
  await lookOn('2026-03-05T15:59:59Z');
  expect(await lines()).toEqual([]);
  await lookOn('2026-03-05T16:00:00Z');
  expect(await warnings()).toMatchObject([
    {
      cause: expect.stringMatching(/^RECTIFICATION_DUE XZ01 2026-02 \d+-PLAN-1$/),
      life: 1,
      level: 'YELLOW',
      state: 'RAISED',
      dueOn: '2026-03-09',
      unit: { code: 'XZ01' },
      rectification: { id },
    },
  ]);
  await lookOn('2026-03-09T15:59:59Z');
  expect(await lines()).toEqual(['DUE PLAN-1 RAISED']);
  await lookOn('2026-03-09T16:00:00Z');
  expect(await lines()).toEqual(['DUE PLAN-1 RESOLVED over', 'OVERDUE PLAN-1 RAISED']);
  expect(await warnings()).toMatchObject([
    { resolution: '期限已过，转为逾期。The deadline has passed: it is overdue.', round: { month: '2026-02' } },
    { level: 'ORANGE', dueOn: '2026-03-09', resolution: null, round: { month: '2026-02' } },
  ]);
  expect(await told()).toEqual(['DUE PLAN-1 RAISE YELLOW', 'DUE PLAN-1 LAPSE YELLOW', 'OVERDUE PLAN-1 RAISE ORANGE']);
});

test('however often the clock is looked at, and by how many processes at once, each is raised once', async () => {
  await opened();
  for (const day of ['2026-03-06', '2026-03-07', '2026-03-10', '2026-03-11']) {
    await lookOn(day);
    const done = await Promise.all([look(), look(), look(), look()]);
    expect(done).toContain(true);
    await lookOn(day);
  }
  expect(await told()).toEqual(['DUE PLAN-1 RAISE YELLOW', 'DUE PLAN-1 LAPSE YELLOW', 'OVERDUE PLAN-1 RAISE ORANGE']);
});

test('a check that dies has raised nothing, and the next one raises it; after a week without any there is only what holds then', async () => {
  await opened();
  now = new Date('2026-03-16T04:00:00Z');
  const dying = { ...watch, run: (...asked: Parameters<typeof watch.run>) => watch.run(...asked).then(() => Promise.reject(new Error('The process dies here'))) };
  await expect(runCheck(server.database.orm, dying, now)).rejects.toThrow('The process dies here');
  expect(await told()).toEqual([]);
  await look();
  expect(await told()).toEqual(['OVERDUE PLAN-1 RAISE ORANGE']);
});

test('what is done in time or late is over by itself, and says so; what is awaited next is warned of for itself', async () => {
  const one = await opened();
  await lookOn('2026-03-07');
  const { measures } = await rectifying.planned(one, ['2026-03-12']);
  await lookOn('2026-03-08');
  expect(await warnings()).toMatchObject([{ state: 'RESOLVED', resolution: '已办理，或改以其他期限为准。Done, or another date counts now.', lapsedAt: now.toISOString() }]);
  await lookOn('2026-03-09');
  await lookOn('2026-03-13');
  expect(await lines()).toEqual(['DUE PLAN-1 RESOLVED over', 'DUE MEASURES-1-2026-03-12 RESOLVED over', 'OVERDUE MEASURES-1-2026-03-12 RAISED']);
  await rectifying.done('completeMeasure', { measure: measures.nodes[0]?.id, evidence: '现场照片' });
  await lookOn('2026-03-13');
  // It is still to be submitted.
  expect((await lines()).slice(2)).toEqual(['OVERDUE MEASURES-1-2026-03-12 RESOLVED over', 'OVERDUE SUBMIT-1 RAISED']);
  await rectifying.done('submitRectification', { rectification: one.id });
  await lookOn('2026-03-14');
  expect((await lines()).slice(3)).toEqual(['OVERDUE SUBMIT-1 RESOLVED over']);
  expect((await warnings())[3]).toMatchObject({ resolution: '逾期后已办理，或改以其他期限为准。Done after the deadline, or another date counts now.' });
  await lookOn('2026-06-01');
  expect(await lines()).toHaveLength(4);
});

test('what somebody resolved stays as they left it while it holds, and is not raised again', async () => {
  await opened();
  await lookOn('2026-03-06');
  const [{ cause }] = (await warnings()) as [Row];
  const { id } = await desk.warning(cause);
  await desk.acknowledge(id);
  await desk.resolve(id, '已电话督促');
  await lookOn('2026-03-08');
  expect(await lines()).toEqual(['DUE PLAN-1 RESOLVED']);
  await lookOn('2026-03-10');
  expect(await lines()).toEqual(['DUE PLAN-1 RESOLVED over', 'OVERDUE PLAN-1 RAISED']);
  expect((await warnings())[0]).toMatchObject({ resolution: '已电话督促' });
  expect(await told()).toEqual(['DUE PLAN-1 RAISE YELLOW', 'DUE PLAN-1 ACKNOWLEDGE YELLOW', 'DUE PLAN-1 RESOLVE YELLOW', 'DUE PLAN-1 LAPSE YELLOW', 'OVERDUE PLAN-1 RAISE ORANGE']);
});

test('a cause that was over and holds again begins a new life, also where somebody had resolved the first', async () => {
  const one = await rectifying.planned(await opened(), ['2026-03-12']);
  await lookOn('2026-03-10');
  const [{ cause }] = (await warnings()) as [Row];
  const { id } = await desk.warning(cause);
  await desk.acknowledge(id);
  await desk.resolve(id, '已督促');
  // An earlier day comes first, is done, and the other counts again.
  const { measures } = await rectifying.done('planMeasures', { rectification: one.id, measures: [{ content: '补充', dueOn: '2026-03-11' }] });
  await lookOn('2026-03-10');
  expect(await lines()).toEqual(['DUE MEASURES-1-2026-03-12 RESOLVED over', 'DUE MEASURES-1-2026-03-11 RAISED']);
  await rectifying.done('completeMeasure', { measure: measures.nodes[1]?.id, evidence: '照片' });
  await lookOn('2026-03-11');
  expect(await lines()).toEqual(['DUE MEASURES-1-2026-03-12 RESOLVED over', 'DUE MEASURES-1-2026-03-11 RESOLVED over', 'DUE MEASURES-1-2026-03-12 RAISED 2']);
});

test('when a rectification is withdrawn all that was warned of it is taken back, also what was over', async () => {
  const { id } = await opened();
  await lookOn('2026-03-09');
  await lookOn('2026-03-10');
  await rectifying.done('withdrawRectification', { rectification: id, reason: '立项有误' });
  await lookOn('2026-03-10');
  await lookOn('2026-03-11');
  expect(await lines()).toEqual(['DUE PLAN-1 RETRACTED over', 'OVERDUE PLAN-1 RETRACTED']);
  expect((await warnings()).map(({ retractionReason }) => retractionReason)).toEqual(Array(2).fill('所属帮教整改已撤销。The rectification that it is about was withdrawn.'));
  expect((await told()).slice(3)).toEqual(['DUE PLAN-1 RETRACT YELLOW', 'OVERDUE PLAN-1 RETRACT ORANGE']);
});

test('an overdue one that nobody takes up rises after its term, from the moment it was raised, also where nobody looked before', async () => {
  await opened();
  const escalate = () => runCheck(server.database.orm, escalationCheck, now);
  await lookOn('2026-03-20');
  await escalate();
  now = new Date('2026-03-23T03:59:00Z');
  await escalate();
  expect(await warnings()).toMatchObject([{ level: 'ORANGE' }]);
  await lookOn('2026-03-23');
  await escalate();
  expect(await warnings()).toMatchObject([{ level: 'RED', state: 'RAISED' }]);
  expect(await told()).toEqual(['OVERDUE PLAN-1 RAISE ORANGE', 'OVERDUE PLAN-1 ESCALATE RED']);
});

test('a filing that is missing is warned of only after its date, and is over once it was filed', async () => {
  filings = [{ of: 'FILING', key: 'FILING', unit, code: 'XZ01', month: '2026-02', round: null, dueOn: '2026-03-06' }];
  await lookOn('2026-03-06');
  expect(await lines()).toEqual([]);
  await lookOn('2026-03-07');
  expect(await warnings()).toMatchObject([
    { cause: 'FILING_MISSING XZ01 2026-02 FILING', level: 'YELLOW', state: 'RAISED', dueOn: '2026-03-06', round: null, rectification: null },
  ]);
  filings = [];
  // Without its source nobody knows.
  await runCheck(server.database.orm, deadlineCheck({ RECTIFICATION: openDeadlines }), now);
  expect(await lines()).toEqual(['FILING_MISSING FILING RAISED']);
  await lookOn('2026-03-08');
  expect(await warnings()).toMatchObject([{ state: 'RESOLVED', resolution: '逾期后已备案。Filed, after its date.' }]);
});

test('by which rules follows from the month: days as they say, nothing of a kind that they do not name, and what stands keeps its own', async () => {
  const rules = [{ kind: 'RECTIFICATION_DUE', level: 'ORANGE', days: 1 }];
  await opened();
  await lookOn('2026-03-06');
  expect((await desk.adopt({ title: '只提前一天', fromMonth: '2026-02', rules })).problems).toEqual([]);
  await lookOn('2026-03-07');
  expect(await lines()).toEqual(['DUE PLAN-1 RAISED']);
  await server.ask('mutation { openInspectionRound(month: "2026-03") { problems { code } } }');
  await rectifying.open('XZ01', '2026-03');
  now = new Date('2026-03-12T04:00:00Z');
  await look();
  // Opened on the 7th, a Saturday, it must be planned by the 13th.
  expect((await warnings()).map(({ cause, level, state }) => `${short(cause)} ${level} ${state}`)).toEqual(['DUE PLAN-1 YELLOW RESOLVED', 'DUE PLAN-1 ORANGE RAISED']);
  await lookOn('2026-03-14');
  expect(await lines()).toEqual(['DUE PLAN-1 RESOLVED over', 'DUE PLAN-1 RESOLVED over']);
});

test('days before a deadline are needed by its rule, within a month, and by no other', async () => {
  const { problems } = await desk.adopt({
    title: '有误',
    fromMonth: '2026-05',
    rules: [
      { kind: 'RECTIFICATION_DUE', level: 'YELLOW' },
      { kind: 'RECTIFICATION_DUE', level: 'YELLOW', days: 31 },
      { kind: 'RECTIFICATION_OVERDUE', level: 'ORANGE', days: 3 },
      { kind: 'FILING_MISSING', level: 'YELLOW', points: '3' },
    ],
  });
  expect(problems.map(({ code, field, found }: Record<string, string>) => [code, field, found])).toEqual([
    ['VALUE_MISSING', 'days', 'RECTIFICATION_DUE'],
    ['NUMBER_OUT_OF_RANGE', 'days', '31'],
    ['DUPLICATE', 'kind', 'RECTIFICATION_DUE'],
    ['NUMBER_OUT_OF_RANGE', 'days', '3'],
    ['NUMBER_OUT_OF_RANGE', 'points', '3'],
  ]);
});

test('a warning leads back to its deadline and its rectification, and is judged again by the clock', async () => {
  const { id } = await opened();
  await lookOn('2026-03-07');
  const asked = async () => (await warnings()).map(({ explanation }) => explanation);
  const due = { dueOn: '2026-03-09', results: [], drop: null, months: null, rectification: { id }, rule: { kind: 'RECTIFICATION_DUE', days: 3 } };
  expect(await asked()).toEqual([{ ...due, holds: true, level: 'YELLOW' }]);
  // The clock has gone on, and nobody has looked yet.
  now = new Date('2026-03-10T04:00:00Z');
  expect(await asked()).toEqual([{ ...due, holds: false, level: null }]);
  await look();
  expect(await asked()).toEqual([
    { ...due, holds: false, level: null },
    { ...due, rule: { kind: 'RECTIFICATION_OVERDUE', days: null }, holds: true, level: 'ORANGE' },
  ]);
});

test('a dry run leaves out what the clock decides', async () => {
  const { warningsUnder } = await server.ask(
    '{ warningsUnder(rules: [{ kind: RECTIFICATION_DUE, level: YELLOW, days: 3 }, { kind: FILING_MISSING, level: YELLOW }], from: "2026-01", to: "2026-12") { cause } }',
  );
  expect(warningsUnder).toEqual([]);
});
