import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DemoDesk } from '../../server/demo/index.ts';
import { reactions } from '../../server/reactions.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { Desk } from '../warning/desk.ts';

const never = new AbortController().signal;

let server: TestServer;
let desk: Desk;
let demo: DemoDesk;
beforeEach(async () => {
  server = await startTestServer({ reactions });
  await seed(server.database.orm).city().units({ TOWNSHIP: 3 }).ruleBook(2026).write();
  desk = new Desk(server);
  demo = new DemoDesk(server.database.orm);
  // XZ01 poor (orange) twice (red), XZ02 good twice (info), XZ03 missing once (yellow).
  await desk.publish('2026-01', { XZ01: [['A4', 2]], XZ02: [], XZ03: [] });
  await desk.publish('2026-02', { XZ01: [['A4', 2]], XZ02: [] });
});
afterEach(() => server.stop());

const states = async (month: string) => (await desk.warnings()).filter((each) => each.month === month).map(({ kind, state }) => `${kind} ${state}`);

test('what follows from older months is ended at once, and what follows from the newest is left', async () => {
  await demo.clear(never);
  expect(await states('2026-01')).toEqual(['RESULT_POOR RESOLVED']);
  const { rectifications } = await server.ask('{ rectifications(orderBy: { field: month }) { nodes { month state unit { code } } } }');
  expect(rectifications.nodes).toEqual([
    { month: '2026-01', state: 'CLOSED', unit: { code: 'XZ01' } },
    { month: '2026-02', state: 'OPENED', unit: { code: 'XZ01' } },
  ]);
  expect(await states('2026-02')).toEqual(['INSPECTION_MISSING RAISED', 'RESULT_POOR RAISED', 'STREAK_GOOD RAISED', 'STREAK_POOR RAISED']);
});

test('of the newest month what is orange or red is taken up and the rest resolved, in spite of somebody who was faster', async () => {
  const { id } = await desk.warning('RESULT_POOR XZ01 2026-02');
  await desk.acknowledge(id);
  await desk.resolve(id);
  await demo.attend(0, never);
  expect(await states('2026-02')).toEqual(['INSPECTION_MISSING RESOLVED', 'RESULT_POOR RESOLVED', 'STREAK_GOOD RESOLVED', 'STREAK_POOR ACKNOWLEDGED']);
  expect(await states('2026-01')).toEqual(['RESULT_POOR RAISED']);
});

test('it stops when it is told to, and goes on there the next time', async () => {
  const stop = new AbortController();
  stop.abort();
  await demo.clear(stop.signal);
  await demo.attend(0, stop.signal);
  expect((await desk.warnings()).every(({ state }) => state === 'RAISED')).toBe(true);
  await demo.attend(0, never);
  expect(await states('2026-02')).not.toContain('INSPECTION_MISSING RAISED');
});
