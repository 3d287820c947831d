import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Desk } from '../rectification/desk.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { type Listener, listen } from '../testkit/socket.ts';

interface Told {
  board: { __typename: string; stepKind?: string; openRectifications?: number; rectification?: { unit: { code: string } } };
}

let server: TestServer;
let desk: Desk;
let officer: string;
const open: Listener<Told>[] = [];
beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city().units({ TOWNSHIP: 3 }).officers(1).ruleBook(2026).round('2026-01').round('2026-02').write();
  desk = new Desk(server);
  officer = (await server.ask('{ officers(first: 1) { nodes { id } } }')).officers.nodes[0].id;
});
afterEach(async () => void (await Promise.all(open.splice(0).map((listener) => listener.close()))));
afterAll(() => server.stop());

const FOLLOW = `subscription ($after: EventCursor) { board(after: $after) { __typename
  ... on RectificationChanged { stepKind openRectifications rectification { unit { code } } } } }`;
async function follow(): Promise<Listener<Told>> {
  const { board } = await server.ask('{ board { cursor } }');
  const listener = await listen<Told>(server.socketUrl, FOLLOW, { after: board.cursor });
  open.push(listener);
  return listener;
}
const line = ({ board: { stepKind, openRectifications, rectification } }: Told) => `${stepKind} ${rectification?.unit.code} ${openRectifications}`;
const count = async (month?: string) =>
  (await server.ask('query ($month: YearMonth) { board(month: $month) { openRectifications } }', { month })).board.openRectifications as number;

test('the board counts the units’ rectifications under way, of all months, and tells each that is opened, reopened or ended with the count; nothing in between, and no officer’s', async () => {
  expect(await count()).toBe(0);
  const wall = await follow();
  // One after the other: the count is that of the moment when it is told.
  const tell = async (step: () => Promise<unknown>, events: number) => {
    await step();
    return (await wall.until(events)).slice(-1).map(line)[0];
  };
  const first = await desk.open('XZ01', '2026-01');
  expect((await wall.until(1)).map(line)).toEqual(['OPEN XZ01 1']);
  await desk.done('openRectification', { input: { month: '2026-02', officer, reason: '办案超期' } });
  const mistaken = desk.open('XZ02', '2026-02');
  expect(await tell(() => mistaken, 2)).toBe('OPEN XZ02 2');
  await desk.submitted(await desk.planned(first, [dayFromNow(5)]));
  expect(await tell(() => desk.done('acceptRectification', { rectification: first.id }), 3)).toBe('ACCEPT XZ01 1');
  expect(await tell(() => desk.done('reopenRectification', { rectification: first.id, reason: '反弹', dueOn: dayFromNow(9) }), 4)).toBe('REOPEN XZ01 2');
  expect(await tell(async () => desk.done('withdrawRectification', { rectification: (await mistaken).id, reason: '立项有误' }), 5)).toBe('WITHDRAW XZ02 1');
  expect([await count(), await count('2026-02'), await count('2026-01')]).toEqual([1, 1, 1]);
  const { board } = await server.ask('{ board { recent { __typename ... on RectificationChanged { stepKind } } } }');
  expect(board.recent.map(({ stepKind }: { stepKind: string }) => stepKind)).toEqual(['WITHDRAW', 'REOPEN', 'ACCEPT', 'OPEN', 'OPEN']);
});

test('one that a poor result opens counts and is told, and is not among the latest events, where the result stands', async () => {
  const before = await count();
  const wall = await follow();
  await desk.publish('2026-03', { XZ01: [], XZ02: [], XZ03: [['A4', 2]] });
  const events = await wall.until(10);
  expect(events.slice(-1).map(line)).toEqual([`OPEN XZ03 ${before + 1}`]);
  expect(await count()).toBe(before + 1);
  const { board } = await server.ask('{ board(month: "2026-03") { recent { __typename } } }');
  expect(board.recent.map(({ __typename }: { __typename: string }) => __typename)).not.toContain('RectificationChanged');
});

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
