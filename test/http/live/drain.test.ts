import { once } from 'node:events';
import { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { startTestServer, type TestServer } from '../../testkit/server.ts';
import { boardOfBytes, eventWriter } from './events.ts';
import { eventually } from './eventually.ts';
import { Wire } from './wire.ts';

const BOARD = 'subscription { board { cursor } }';
const GOODBYE = { code: 1001, reason: expect.stringMatching(/^\{"retryWithin":200\}$/) };

let server: TestServer;
let session: Client;
/** What ends everything by force when too much time has gone. */
const force = jest.spyOn(Server.prototype, 'closeAllConnections');
beforeEach(async () => {
  server = await startTestServer();
  session = new Client({ connectionString: server.database.url });
  await session.connect();
});
afterEach(async () => {
  await session.end();
  await server.stop();
  expect(force).not.toHaveBeenCalled();
});
afterAll(() => force.mockRestore());

/** Makes whoever needs a table wait until the returned function is called. */
async function hold(table: string): Promise<() => Promise<unknown>> {
  await session.query('begin');
  await session.query(`lock table ${table} in access exclusive mode`);
  return () => session.query('commit');
}

/** Resolves once so many wait for a lock. */
async function isWaitedForBy(count: number): Promise<void> {
  while ((await session.query('select from pg_locks where not granted')).rowCount !== count);
}

async function tcp(): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

test('what is under way is answered, nothing new is taken, then everybody is asked to come back', async () => {
  const [asking, idle, early] = [await Wire.open(server.socketUrl), await Wire.open(server.socketUrl), await tcp()];
  await idle.listen('board', BOARD);
  const stream = await fetch(`${server.url}/graphql?query=${encodeURIComponent(BOARD)}`, { headers: { accept: 'text/event-stream' } });
  const release = await hold('unit');
  asking.subscribe('slow', '{ units { totalCount } }');
  const overEvents = fetch(`${server.url}/graphql?query=${encodeURIComponent('{ units { totalCount } }')}`, { headers: { accept: 'text/event-stream' } });
  const overHttp = server.graphql('{ units { totalCount } }');
  await isWaitedForBy(3);

  const closed = server.duban.close();
  asking.subscribe('late', BOARD);
  expect(await asking.refused('late')).toMatchObject([{ extensions: { code: 'SERVER_STOPPING' } }]);
  asking.subscribe('late query', '{ __typename }');
  expect(await asking.heard('late query', 1)).toMatchObject([{ errors: [{ extensions: { code: 'SERVER_STOPPING' } }] }]);
  early.write('GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  expect(String((await once(early, 'data'))[0])).toMatch(/^HTTP\/1.1 503 /);
  await expect(tcp()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(asking.of('slow')).toEqual([]);

  await release();
  for (const { closed } of [asking, idle]) expect(await closed).toEqual(GOODBYE);
  // The whole answer: a client that was not told of its end would ask again, which a mutation must not.
  expect(asking.of('slow').map(({ type, payload }) => [type, payload])).toEqual([
    ['next', { data: { units: { totalCount: 0 } } }],
    ['complete', undefined],
  ]);
  expect(idle.of('board')).toEqual([]);
  expect(await stream.text()).toMatch(/^retry: \d+\n\nid: e2-\S+\n\nretry: \d+\n\n$/);
  expect(await (await overEvents).text()).toContain('data: {"data":{"units":{"totalCount":0}}}\n\nevent: complete\n');
  expect(await overHttp).toEqual({ data: { units: { totalCount: 0 } } });
  await closed;
  expect(server.duban.live).toEqual({ connections: 0, groups: 0, members: 0 });
  expect(server.reported).toEqual([]);
});

test('a mutation under way is answered to its end: told only half, a client would send it again', async () => {
  await eventWriter(server);
  const wire = await Wire.open(server.socketUrl);
  const release = await hold('inspection_round');
  wire.subscribe('mutation', 'mutation { openInspectionRound(month: "2026-05") { problems { code } } }');
  await isWaitedForBy(1);
  const closed = server.duban.close();
  await release();
  expect(await wire.closed).toEqual(GOODBYE);
  expect(wire.of('mutation').map(({ type }) => type)).toEqual(['next', 'complete']);
  await closed;
});

test('who answers no goodbye, reads nothing, says nothing or hangs up in the middle is not waited for', async () => {
  const write = await eventWriter(server);
  const wires = [await Wire.open(server.socketUrl), await Wire.open(server.socketUrl), await Wire.open(server.socketUrl)];
  const [deaf, full, rude] = wires as [Wire, Wire, Wire];
  deaf.pause();
  await full.listen('board', boardOfBytes(100_000));
  full.pause();
  // A client of one's own making: it asks for an event stream, and reads not a byte of it.
  const reader = await tcp();
  const body = JSON.stringify({ query: boardOfBytes(100_000) });
  reader.pause();
  reader.write(`POST /graphql HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  await eventually(() => server.duban.live.members === 2);
  // In one batch, handed to all of them at once, more than the network takes in unread.
  await rude.listen('board', boardOfBytes(100_000));
  await write(100);
  await rude.heard('board', 100);
  expect(server.duban.live).toEqual({ connections: 4, groups: 1, members: 3 });
  const silent = await tcp();
  const half = await tcp();
  half.write('GET /graphql HTTP/1.1\r\nHost: x\r\n');
  rude.raw.removeAllListeners('data').once('data', () => rude.raw.resetAndDestroy());

  const ends = [silent, half].map((socket) => once(socket.resume(), 'close').catch(() => undefined));
  await server.duban.close();
  expect(server.duban.live).toEqual({ connections: 0, groups: 0, members: 0 });
  await Promise.all(ends);
  deaf.resume();
  full.resume();
  reader.resume();
  await Promise.all([deaf.closed, full.closed, rude.closed, once(reader, 'close').catch(() => undefined)]);
  expect(server.reported).toEqual([]);
});

test('nothing stays open in the process', async () => {
  const handles = () =>
    process
      .getActiveResourcesInfo()
      .filter((kind) => /^(TCP|Timeout)/.test(kind))
      .sort();
  await server.ask('{ units { totalCount } }');
  const before = handles();
  const own = await startTestServer();
  const wires = await Promise.all(Array.from({ length: 5 }, () => Wire.open(own.socketUrl)));
  await Promise.all(wires.map((wire) => wire.listen('board', BOARD)));
  const stream = await fetch(`${own.url}/graphql?query=${encodeURIComponent(BOARD)}`, { headers: { accept: 'text/event-stream' } });
  expect(handles().length).toBeGreaterThan(before.length + 6);
  await own.stop();
  await Promise.all([...wires.map(({ closed }) => closed), stream.text()]);
  await eventually(() => handles().length <= before.length);
});

test('closing twice is closing once', async () => {
  await Wire.open(server.socketUrl);
  await Promise.all([server.duban.close(), server.duban.close()]);
});
