import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sql from 'sql-template-tag';
import { addWorkingDays, dayInChina } from '../../server/calendar.ts';
import { statementsOn } from '../../server/database/index.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { Desk, type Payload, type Verb } from './desk.ts';

/* What published results and their corrections open, follow and withdraw. */

let server: TestServer;
let desk: Desk;
let now = new Date();
beforeAll(async () => {
  server = await startTestServer({ now: () => now });
  await seed(server.database.orm).city().units({ TOWNSHIP: 3 }).ruleBook(2026).write();
  desk = new Desk(server);
});
afterAll(() => server.stop());

const eventCount = sql`select count(*)::int from event`;
const codes = ({ problems }: Payload) => problems.map(({ code, field, found }) => ({ code, field, found }));
const refusedWith = async (verb: Verb, variables: Record<string, unknown>) => codes(await desk.do(verb, variables));
const db = () => statementsOn(server.database.orm.em.fork().getKysely<object>());

test('a poor result opens one, once, however often the log is read and however often its reader dies', async () => {
  await desk.publish('2026-04', { XZ01: [['A4', 2]], XZ02: [], XZ03: [['A4', 1]] });
  const [opened, ...more] = await desk.of('XZ01', '2026-04');
  expect(more).toEqual([]);
  expect(opened).toMatchObject({ origin: 'RESULT', state: 'OPENED', result: { version: 1 }, steps: { nodes: [{ kind: 'OPEN', takenBy: null }] } });
  expect(opened?.dueOn).toBe(addWorkingDays(dayInChina(new Date(opened?.openedAt as string)), 5));
  for (const unit of ['XZ02', 'XZ03']) expect(await desk.of(unit, '2026-04')).toEqual([]);
  const before = await db().query(eventCount);
  for (const dies of [false, true]) await desk.follow({ dies });
  expect(await desk.of('XZ01', '2026-04')).toEqual([opened]);
  expect(await db().query(eventCount)).toEqual(before);
});

test('a correction that leaves it poor is followed, one that does not withdraws it, and poor again opens another', async () => {
  const office = await desk.publish('2026-05', { XZ01: [['A4', 2]], XZ02: [], XZ03: [] });
  const current = async () => office.resultOf('XZ01');
  const poorer = await office.correct((await current()).id, { record: [office.finding({ itemCode: 'A1' })] });
  expect(poorer.problems).toEqual([]);
  await desk.follow();
  const [first] = await desk.of('XZ01', '2026-05');
  expect(first).toMatchObject({ state: 'OPENED', result: { version: 2 }, steps: { nodes: [{ kind: 'OPEN' }, { kind: 'RESTATE' }] } });

  now = new Date(first?.openedAt as string);
  await desk.planned(first as never, [first?.dueOn as string]);
  const findings = poorer.result?.explanation.items.flatMap(({ findings: counting }) => counting.map(({ id }) => id)) as string[];
  await office.correct((await current()).id, { retract: findings });
  await desk.follow();
  const [withdrawn] = await desk.of('XZ01', '2026-05');
  expect(withdrawn).toMatchObject({ state: 'WITHDRAWN', dueOn: null, withdrawalReason: expect.stringMatching(/^更正后不再为差。/) });
  expect(withdrawn?.withdrawnAt).toBe(withdrawn?.causeFellAt);
  expect(await refusedWith('submitRectification', { rectification: withdrawn?.id })).toMatchObject([{ code: 'RECTIFICATION_STEP_ILLEGAL', found: 'WITHDRAWN' }]);

  await office.correct((await current()).id, { record: [office.finding({ itemCode: 'A4', occurrences: 3 })] });
  for (let n = 0; n < 2; n++) await desk.follow();
  expect(await desk.of('XZ01', '2026-05')).toMatchObject([
    { id: withdrawn?.id, state: 'WITHDRAWN' },
    { state: 'OPENED', result: { version: 4 }, explanation: null, measures: { nodes: [] } },
  ]);
});

test('what was closed before its cause fell away stays closed, says so, and cannot be taken up again', async () => {
  const office = await desk.publish('2026-06', { XZ01: [['A4', 2]], XZ02: [], XZ03: [] });
  const [opened] = await desk.of('XZ01', '2026-06');
  now = new Date();
  await desk.submitted(await desk.planned(opened as never, [dayInChina(now)]));
  await desk.done('acceptRectification', { rectification: opened?.id });
  const result = await office.resultOf('XZ01');
  await office.correct(result.id, { retract: result.explanation.items.flatMap(({ findings }) => findings.map(({ id }) => id)) });
  await desk.follow();
  const [closed] = await desk.of('XZ01', '2026-06');
  expect(closed).toMatchObject({ state: 'CLOSED', withdrawnAt: null, causeFellAt: expect.any(String) });
  const { problems } = await desk.do('reopenRectification', { rectification: opened?.id, reason: '再查', dueOn: dayInChina(now) });
  expect(problems).toMatchObject([{ code: 'RECTIFICATION_STEP_ILLEGAL', message: '整改状态为 CLOSED，只能办理：无 nothing' }]);
  // What follows from a result is not withdrawn by hand, nor by reading the log again.
  for (let n = 0; n < 2; n++) await desk.follow();
  expect(await desk.of('XZ01', '2026-06')).toEqual([closed]);
});

test('nobody withdraws by hand what follows from a result', async () => {
  await desk.publish('2026-07', { XZ01: [['A4', 2]], XZ02: [], XZ03: [] });
  const [opened] = await desk.of('XZ01', '2026-07');
  const { problems } = await desk.do('withdrawRectification', { rectification: opened?.id, reason: '不该立' });
  expect(problems).toMatchObject([{ code: 'RECTIFICATION_STEP_ILLEGAL', message: '整改状态为 OPENED，只能办理：explainRectification' }]);
});
