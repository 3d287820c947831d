import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { WebSocketServer } from 'ws';
import { Connections } from '../../../server/http/live/connections.ts';
import { KeepAlive } from '../../../server/http/live/keepAlive.ts';
import { LiveSocket } from '../../../server/http/live/liveSocket.ts';
import { startTestServer, type TestServer } from '../../testkit/server.ts';
import { eventually } from './eventually.ts';
import { Wire } from './wire.ts';

const MEGABYTE = 1024 * 1024;

describe('a socket that is visited', () => {
  let http: Server;
  let url: string;
  const open: { wire: Wire; socket: LiveSocket; raw: Socket }[] = [];

  beforeAll(async () => {
    http = createServer().listen(0, '127.0.0.1');
    await once(http, 'listening');
    url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map(({ wire }) => wire.cut()));
  });
  afterAll(async () => {
    http.close();
    await once(http, 'close');
  });

  /** Both ends of one socket; the client answers pings or does not. */
  async function pair(pong: boolean) {
    const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
    const opened = new Promise<{ socket: LiveSocket; raw: Socket }>((resolve) => {
      http.once('upgrade', (request, raw: Socket, head) => {
        sockets.handleUpgrade(request, raw, head, (each) => resolve({ socket: new LiveSocket(each, raw, () => 4_321), raw }));
      });
    });
    const both = { wire: await Wire.open(url, { init: false, pong, protocols: [] }), ...(await opened) };
    open.push(both);
    return both;
  }

  test('and says nothing between two visits is given up', async () => {
    const { wire, socket } = await pair(false);
    socket.visit();
    await wire.until(() => wire.messages.length === 1);
    expect(wire.messages).toEqual([{ type: 'ping', payload: { retryWithin: 4_321 } }]);
    socket.visit();
    expect((await wire.closed).code).toBe(1006);
    expect(wire.messages.length).toBe(1);
  });

  test('and answers is kept for as long as it answers', async () => {
    const { wire, socket, raw } = await pair(true);
    for (let visit = 1; visit <= 5; visit++) {
      const before = raw.bytesRead;
      socket.visit();
      await eventually(() => raw.bytesRead > before);
      expect(wire.messages.length).toBe(visit);
    }
    expect(socket.open).toBe(true);
  });

  test('and reads slowly is kept while it takes something of what waits, and given up when it takes nothing', async () => {
    const { wire, socket, raw } = await pair(false);
    const tcp = wire.raw;
    // It reads from its network, as far as it is let, and understands nothing.
    let taken = 0;
    tcp
      .removeAllListeners('data')
      .on('data', ({ length }) => {
        taken += length;
      })
      .pause();
    // One write and then many: Node makes one of all that waits.
    raw.write(Buffer.alloc(48 * MEGABYTE));
    for (let n = 0; n < 16; n++) raw.write(Buffer.alloc(MEGABYTE));
    socket.visit();
    for (const upTo of [12, 24, 36, 54]) {
      tcp.resume();
      await eventually(() => taken > upTo * MEGABYTE);
      tcp.pause();
      await settled(raw);
      socket.visit();
      expect([upTo, raw.destroyed]).toEqual([upTo, false]);
    }
    await settled(raw);
    socket.visit();
    await settled(raw);
    socket.visit();
    expect(raw.destroyed).toBe(true);
  });
});

/** Resolves once the network takes no more. */
async function settled(raw: Socket): Promise<void> {
  const waiting = () => (raw as Socket & { _handle: { writeQueueSize: number } | null })._handle?.writeQueueSize;
  let before: number | undefined;
  while (before !== waiting()) {
    before = waiting();
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
  }
}

describe('visits', () => {
  let server: TestServer;
  beforeAll(async () => {
    // Only the timer of visits: everything else needs real time.
    jest.useFakeTimers({
      doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'],
    });
    server = await startTestServer();
  });
  afterAll(async () => {
    jest.useRealTimers();
    await server.stop();
  });

  test('are paid once in a round to everybody who came, and to nobody who has left', () => {
    const keepAlive = new KeepAlive();
    const visited: number[] = [];
    const leaves = Array.from({ length: 30 }, (_, index) => keepAlive.add({ visit: () => visited.push(index) }));
    jest.advanceTimersByTime(12_000);
    expect(visited.toSorted((a, b) => a - b)).toEqual(leaves.map((_, index) => index));
    for (const leave of leaves.slice(1)) leave();
    jest.advanceTimersByTime(24_000);
    expect(visited.slice(30)).toEqual([0, 0]);
    keepAlive.stop();
    jest.advanceTimersByTime(24_000);
    expect(visited.length).toBe(32);
  });

  test('find the dead among the living, who hear how long to wait should they have to come back', async () => {
    const board = 'subscription { board { cursor } }';
    const [living, dead] = [await Wire.open(server.socketUrl), await Wire.open(server.socketUrl, { pong: false })];
    const stop = new AbortController();
    const stream = await fetch(`${server.url}/graphql?query=${encodeURIComponent(board)}`, { headers: { accept: 'text/event-stream' }, signal: stop.signal });
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    const read = async () => String(Buffer.from((await reader.read()).value as Uint8Array));
    let begun = await read();
    while (!begun.includes('id: ')) begun += await read();
    expect(begun).toMatch(/^retry: \d+\n\nid: e2-\S+\n\n$/);
    await living.listen('board', board);
    await dead.listen('board', board);
    expect(server.duban.live).toEqual({ connections: 3, groups: 1, members: 3 });
    const pings = (wire: Wire) => wire.messages.filter(({ type }) => type === 'ping');

    for (let round = 1; round <= 3; round++) {
      jest.advanceTimersByTime(12_000);
      await living.until(() => pings(living).length === round);
      expect(await read()).toBe(':\n\n');
      // Its answer has arrived: whatever it sends afterwards is answered.
      await living.ask('{ __typename }');
    }
    expect(pings(living)[0]).toEqual({ type: 'ping', payload: { retryWithin: 200 } });
    expect(await dead.closed).toEqual({ code: 1006, reason: '' });
    await eventually(() => server.duban.live.connections === 2);
    expect(server.duban.live).toEqual({ connections: 2, groups: 1, members: 2 });
    stop.abort();
    await living.close();
  });
});

test('the time to come back in grows with those who would come: five hundred a second, between 200 ms and a minute', () => {
  const connections = new Connections({ total: 100_000, perAddress: 100_000, trustProxy: false });
  const request = { headers: {}, socket: { remoteAddress: '192.0.2.1' } } as IncomingMessage;
  const leaves: (() => void)[] = [];
  const told = (count: number) => {
    while (connections.count < count) leaves.push(connections.admit(request) as () => void);
    return connections.retryWithin;
  };
  expect([0, 1, 100, 101, 500, 5_000, 30_000, 100_000].map(told)).toEqual([200, 200, 200, 202, 1_000, 10_000, 60_000, 60_000]);
  expect(connections.admit(request)).toBeUndefined();
  for (const leave of leaves) leave();
  for (const leave of leaves) leave();
  expect([connections.count, connections.retryWithin]).toEqual([0, 200]);
});
