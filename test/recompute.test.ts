import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reactions } from '../server/reactions.ts';
import { runCommand } from './testkit/command.ts';
import { seed } from './testkit/seed.ts';
import { startTestServer, type TestServer } from './testkit/server.ts';
import { openSession } from './testkit/sessions.ts';
import { Desk } from './warning/desk.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ reactions });
  await seed(server.database.orm).city().units({ TOWNSHIP: 4 }).ruleBook(2026).write();
  const desk = new Desk(server);
  await desk.publish('2026-01', { XZ01: [['A4', 2]], XZ02: [['A1', 1]], XZ03: [['A1', 2]], XZ04: [] });
  const office = await desk.publish('2026-02', { XZ01: [['A4', 2]], XZ02: [['A1', 1]], XZ03: [['A1', 2]], XZ04: [] });
  // Two corrections of the same class: ranks move twice, and each version was ranked among others.
  const [{ id: wrong }] = (await server.ask('{ findings(filter: { inspection: { round: { month: { eq: "2026-02" } }, unit: { code: { eq: "XZ01" } } } }) { nodes { id } } }'))
    .findings.nodes;
  expect((await office.correct((await office.resultOf('XZ01')).id, { retract: [wrong] })).problems).toEqual([]);
  expect((await office.correct((await office.resultOf('XZ04')).id, { record: [office.finding({ itemCode: 'A4' })] })).problems).toEqual([]);
  await desk.settled();
});
afterAll(() => server.stop());

const recompute = (...args: string[]) => runCommand('recomputeCommand.js', server.database.url, ...args);

/** Something changed behind everybody's back. */
async function forge(sql: string) {
  const session = await openSession(server.database.url);
  await session.query(`set session_replication_role = replica; ${sql}`);
  await session.end();
}

test('every version of every published result, its rank and its warnings compute again to themselves', async () => {
  expect(await recompute('--month', '2026-01')).toEqual({ status: 0, output: expect.stringMatching(/^2026-01: 4 项结果 .*\n.*computes again to itself\n$/) });
  const corrected = await recompute('--month', '2026-02');
  expect(corrected).toEqual({ status: 0, output: expect.stringMatching(/^2026-02: \d+ 项结果/) });
  expect(Number(/: (\d+)/.exec(corrected.output)?.[1])).toBeGreaterThan(6);
  expect((await recompute()).status).toBe(0);
});

test('a figure, a finding or a warning that was changed behind its back is named, and nothing else', async () => {
  await forge(
    "update inspection_result set score = 99.99 where version = 1 and unit_id = (select id from unit where code = 'XZ03') and round_id = (select id from inspection_round where month = '2026-01')",
  );
  const { status, output } = await recompute('--month', '2026-01');
  expect(status).toBe(1);
  // Another's rank was lost to it too.
  expect(output.split('\n').slice(1, -2)).toEqual([
    '  2026-01 XZ02 v1 rank: 已发布 published 2, 重算 recomputed 3',
    '  2026-01 XZ03 v1 score: 已发布 published 99.99, 重算 recomputed 97.00',
    '  2026-01 XZ03 v1 rank: 已发布 published 3, 重算 recomputed 2',
  ]);
  expect((await recompute('--month', '2026-02')).status).toBe(0);
  await forge("update inspection_result set score = 97.00 where score = 99.99; delete from warning where cause = 'RESULT_POOR XZ01 2026-01'");
  expect(await recompute()).toEqual({ status: 1, output: expect.stringMatching(/not warned of: RESULT_POOR XZ01 2026-01 by rules 1 of results \d+\n/) });
});

test('it says so, and compares nothing, while warnings lag behind what is published', async () => {
  // Held where it stands, as by a process that is handling; then something more is logged.
  const handling = await openSession(server.database.url);
  await handling.query("begin; select from event_consumer where name = 'warnings' for update");
  await forge("insert into event (kind, data) values ('ROUND_OPENED', '{\"round\": 1}')");
  expect(await recompute()).toEqual({ status: 2, output: expect.stringContaining('try again') });
  await handling.end();
});

test('it ends with 2 where nothing is published, and when it is asked wrongly', async () => {
  expect(await recompute('--month', '2026-12')).toEqual({ status: 2, output: expect.stringContaining('nothing published') });
  expect(await recompute('--month', '2026-13')).toEqual({ status: 2, output: expect.stringContaining('usage') });
  expect((await recompute('2026-01')).status).toBe(2);
});
