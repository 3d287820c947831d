import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../../testkit/server.ts';
import { boardOfBytes, eventWriter } from './events.ts';
import { Wire } from './wire.ts';

const BOARD = 'subscription { board { __typename cursor round { month } } }';

let server: TestServer;
let write: (count: number) => Promise<void>;
const open: Wire[] = [];

async function wire(): Promise<Wire> {
  const opened = await Wire.open(server.socketUrl);
  open.push(opened);
  return opened;
}

beforeAll(async () => {
  server = await startTestServer();
  write = await eventWriter(server);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.cut()));
});
afterAll(() => server.stop());

test('everybody is told the same under an id of their own, whatever characters it is made of', async () => {
  const ids = [randomUUID(), randomUUID(), 'a', 'b', '督办', '看板', '"', '\\', '\\"', 'a\n\u0000\u2028b', '😀', '\ud800', '__proto__', 'x'.repeat(3_000)];
  const wires = await Promise.all(ids.map(wire));
  await Promise.all(wires.map((each, index) => each.listen(ids[index] as string, BOARD)));
  await write(3);
  const heard = await Promise.all(wires.map((each, index) => each.heard(ids[index] as string, 3)));
  for (const payloads of heard) expect(payloads).toEqual(heard[0]);
  expect(heard[0]).toMatchObject(Array(3).fill({ data: { board: { __typename: 'RoundOpened', round: { month: '2026-03' } } }, extensions: { after: expect.any(String) } }));
  const cursors = heard[0]?.map(({ data }) => data.board.cursor) as string[];
  expect(heard[0]?.slice(1).map(({ extensions }) => extensions.after)).toEqual(cursors.slice(0, -1));
});

test('many operations on one socket are told apart', async () => {
  const one = await wire();
  const ids = ['1', '2', '3', '10', randomUUID()];
  for (const id of ids) await one.listen(id, BOARD);
  await write(50);
  for (const id of ids) expect(await one.heard(id, 50)).toEqual(one.told('1'));
});

test('messages of every length class arrive whole, also at the limits of each', async () => {
  const one = await wire();
  const [field, name] = ['subscription { b: board { t: __typename } }', 't'];
  await one.listen('a', field);
  await write(2);
  await one.heard('a', 2);
  const shortest = Buffer.byteLength(one.texts.at(-1) as string);
  // Its cursor has a digit more with every tenfold of transactions.
  expect(shortest).toBeLessThan(124);

  // Some to both sides of each limit: cursors may grow by a character meanwhile.
  const limits = [125, 65_535];
  const lengths = [...limits.flatMap((limit) => [-3, -2, -1, 0, 1, 2, 3].map((off) => limit + off)), 4_000, 200_000].filter((length) => length >= shortest);
  const other = await wire();
  const names = lengths.map((length) => name.repeat(1 + length - shortest));
  for (const [index, long] of names.entries()) await other.listen(idOf(index), field.replace('t:', `${long}:`));
  await write(2);
  for (const [index, long] of names.entries()) {
    const payloads = await other.heard(idOf(index), 2);
    expect(payloads[1]).toEqual({ data: { b: { [long]: 'RoundOpened' } }, extensions: { after: expect.any(String) } });
  }
  const seen = new Set(other.texts.map((text) => Buffer.byteLength(text)));
  for (const limit of limits) expect([limit, seen.has(limit), seen.has(limit + 1)]).toEqual([limit, true, true]);
});

/** Of one character, as the first was. */
const idOf = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index);

test('a burst that waits for a slow reader is not written over by what others are sent', async () => {
  // One transaction, one batch, and more than any socket takes in unread.
  const [count, bytes] = [100, 200_000];
  const wires = [await wire(), await wire(), await wire(), await wire()];
  const ids = ['slow', 'fast', 'last', 'of another length'];
  for (const [index, each] of wires.entries()) await each.listen(ids[index] as string, boardOfBytes(bytes));
  const [slow, ...others] = wires as [Wire, ...Wire[]];
  slow.pause();
  await write(count);
  for (const [index, each] of others.entries()) await each.heard(ids[index + 1] as string, count);
  expect(slow.told('slow').length).toBeLessThan(count);
  slow.resume();
  const told = await slow.heard('slow', count);
  for (const [index, each] of others.entries()) expect(each.told(ids[index + 1] as string)).toEqual(told);
  expect(
    new Set(
      slow.messages
        .filter(({ type }) => type !== 'ping')
        .slice(-count)
        .map(({ id }) => id),
    ),
  ).toEqual(new Set(['slow']));
});

test('what is published as a month comes event by event, with answers of queries in between', async () => {
  const { units } = await server.ask('{ units { nodes { code } } }');
  await server.ask('mutation { openInspectionRound(month: "2026-04") { problems { code } } }');
  const { board } = await server.ask('{ board { cursor } }');
  const one = await wire();
  await one.listen('events', BOARD.replace('board', `board(after: "${board.cursor}")`));
  const mutations = units.nodes.map(
    ({ code }: { code: string }) =>
      `mutation { recordFinding(input: { month: "2026-04", unitCode: "${code}", itemCode: "A1", evidence: "会议记录缺失", occurrences: 1, inspectedOn: "2026-04-03", inspector: "孔敏建" }) { problems { code } } }`,
  );
  for (const mutation of mutations) expect(await one.ask(mutation)).toEqual({ data: { recordFinding: { problems: [] } } });
  expect(await one.ask('mutation { publishInspectionRound(month: "2026-04") { problems { code } } }')).toEqual({ data: { publishInspectionRound: { problems: [] } } });
  await one.until(() => one.told('events').at(-1)?.data.board.__typename === 'RoundPublished');
  expect(one.told('events').map(({ data }) => data.board.__typename)).toEqual([
    ...Array(units.nodes.length).fill(['UnitInspected', 'FindingRecorded']).flat(),
    ...Array(units.nodes.length).fill('ResultPublished'),
    'RoundPublished',
  ]);
});
