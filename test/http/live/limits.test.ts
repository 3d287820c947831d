import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../../testkit/server.ts';
import { eventually } from './eventually.ts';
import { Wire, type WireOptions } from './wire.ts';

const BOARD = 'subscription { board { cursor } }';

let server: TestServer;
const open: Wire[] = [];

async function start(options: Parameters<typeof startTestServer>[0]): Promise<void> {
  server = await startTestServer(options);
}

async function wire(options?: WireOptions): Promise<Wire> {
  const opened = await Wire.open(server.socketUrl, options);
  open.push(opened);
  return opened;
}

/** From an address a balancer names last; what a client wrote there itself stands before it. */
const from = (address: string): WireOptions => ({ headers: { 'x-forwarded-for': `192.0.2.1, ${address}` } });

function stream(headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/graphql?query=${encodeURIComponent(BOARD)}`, { headers: { accept: 'text/event-stream', ...headers } });
}

async function isRefused(each: Wire): Promise<void> {
  const { code, reason } = await each.closed;
  expect([code, JSON.parse(reason)]).toEqual([1013, { retryWithin: 200 }]);
  expect(each.messages).toEqual([]);
}

const isTaken = (each: Wire) => expect(each.acknowledgement).toEqual({ type: 'connection_ack', payload: { retryWithin: 200 } });

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.cut()));
  await server.stop();
});

describe('of two connections in total', () => {
  beforeEach(() => start({ connections: { total: 2, perAddress: 10 } }));
  test('a third is accepted and closed with how long to wait, and has a place once another has gone', async () => {
    const [one] = [await wire(), await wire()];
    await isRefused(await wire());
    await isRefused(await wire({ protocols: [], init: false }));
    expect(server.duban.live.connections).toBe(2);
    await one.close();
    await eventually(() => server.duban.live.connections === 1);
    isTaken(await wire());
    await isRefused(await wire());
  });

  test('event streams count too, and one too many is refused with 503', async () => {
    const [streaming] = [await stream(), await wire()];
    expect(streaming.status).toBe(200);
    await isRefused(await wire());
    const refused = await stream();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'TOO_MANY_CONNECTIONS', requestId: expect.any(String) } }] });
    // What is no live connection needs no place.
    expect(await server.ask('{ units { totalCount } }')).toEqual({ units: { totalCount: 0 } });
    await streaming.body?.cancel();
    await eventually(() => server.duban.live.connections === 1);
    isTaken(await wire());
  });
});

describe('of one connection an address', () => {
  test('a second is refused; X-Forwarded-For changes nothing when no proxy is trusted', async () => {
    await start({ connections: { total: 10, perAddress: 1 } });
    isTaken(await wire(from('198.51.100.1')));
    await isRefused(await wire(from('198.51.100.2')));
    expect((await stream({ 'x-forwarded-for': '198.51.100.3' })).status).toBe(503);
  });

  test('behind a trusted proxy the address is the last it names', async () => {
    await start({ connections: { total: 10, perAddress: 1 }, trustProxy: true });
    isTaken(await wire(from('198.51.100.1')));
    await isRefused(await wire(from('198.51.100.1')));
    isTaken(await wire(from('198.51.100.2')));
    expect((await stream({ 'x-forwarded-for': '198.51.100.2' })).status).toBe(503);
    const other = await stream({ 'x-forwarded-for': '198.51.100.3' });
    expect(other.status).toBe(200);
    await other.body?.cancel();
    // Past the proxy there is still an address.
    isTaken(await wire());
    await isRefused(await wire());
  });
});

describe('a place is given back', () => {
  beforeEach(() => start({ connections: { total: 1, perAddress: 1 } }));
  async function isGivenBack(): Promise<void> {
    await eventually(() => server.duban.live.connections === 0);
    expect(server.duban.live).toEqual({ connections: 0, groups: 0, members: 0 });
    isTaken(await wire());
  }

  test.each<[how: string, code: number, end: (each: Wire) => unknown, options: WireOptions]>([
    ['by a socket that says goodbye', 1000, (each) => each.close(), {}],
    ['by a socket that is cut off', 1006, (each) => each.cut(), {}],
    ['by a message that is no JSON', 4400, (each) => each.socket.send('nonsense'), {}],
    ['by a message of no known kind', 4400, (each) => each.send({ type: 'wish' }), {}],
    ['by a subscription before the acknowledgement', 4401, (each) => each.subscribe('1', BOARD), { init: false }],
    ['by a second subscription of one id', 4409, (each) => [each.subscribe('1', BOARD), each.subscribe('1', BOARD)], {}],
    ['by a message of more than 256 KB', 1009, (each) => each.socket.send('x'.repeat(256 * 1024 + 1)), {}],
    ['by a frame that is none', 1002, (each) => each.raw.write(Buffer.from([0xff, 0xff, 0xff, 0xff])), {}],
    ['by a socket reset in the middle of a frame', 1006, (each) => [each.raw.write(Buffer.from([0x81])), each.raw.resetAndDestroy()], {}],
    ['by a socket without the subprotocol', 4406, () => undefined, { protocols: [], init: false }],
    ['by a socket that never says connection_init', 4408, () => undefined, { init: false }],
  ])('%s', async (_, code, end, options) => {
    const each = await wire(options);
    if (each.acknowledgement) await each.listen('board', BOARD);
    expect(server.duban.live.connections).toBe(1);
    end(each);
    expect((await each.closed).code).toBe(code);
    await isGivenBack();
  });

  test('by a socket without a subprotocol it could speak', async () => {
    await (await wire({ protocols: ['graphql-ws'], init: false })).closed;
    await isGivenBack();
  });

  test('by a request that is no proper upgrade', async () => {
    for (const headers of ['Upgrade: websocket', 'Upgrade: nonsense', 'Upgrade: websocket\r\nSec-WebSocket-Version: 7\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']) {
      expect(await answerTo(`GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n${headers}\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
    }
    await isGivenBack();
  });

  test('by a message of exactly 256 KB it is not: that is read', async () => {
    const each = await wire();
    const frame = JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } });
    each.socket.send(frame.replace('{ __t', `{${' '.repeat(256 * 1024 - frame.length + 1)}__t`));
    expect(await each.heard('1', 1)).toEqual([{ data: { __typename: 'Query' } }]);
  });

  test('by an event stream that is cut off, and by one that is answered at once', async () => {
    const streaming = await stream();
    await eventually(() => server.duban.live.members === 1);
    await streaming.body?.cancel();
    await eventually(() => server.duban.live.connections === 0);
    for (const query of ['{ __typename }', '{ nonsense }', '{', '{a'.repeat(3_000)]) {
      const { status, body } = await fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { accept: 'text/event-stream' } });
      expect([query.slice(0, 20), status]).toEqual([query.slice(0, 20), 200]);
      await body?.cancel();
      await eventually(() => server.duban.live.connections === 0);
    }
    await isGivenBack();
  });
});

describe('an upgrade', () => {
  beforeEach(() => start({}));
  test('elsewhere or to an address that is none is refused, however the other side takes it, and the server goes on', async () => {
    const upgrade = (target: string) => `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    for (const target of ['/elsewhere', '//', '/graphql/', 'http://[/graphql']) expect(await answerTo(upgrade(target))).toMatch(/^HTTP\/1.1 40[04] /);
    for (const target of ['/elsewhere', '//']) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      await once(socket, 'connect');
      socket.write(upgrade(target) + 'x'.repeat(100_000), () => socket.resetAndDestroy());
      await once(socket, 'close');
    }
    isTaken(await wire());
    expect(server.reported).toEqual([]);
    // One that does not hang up in return is not waited for when the server ends.
    const half = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true });
    half.write(upgrade('/elsewhere'));
    await once(half.resume(), 'end');
    await server.duban.close();
    half.destroy();
  });
});

describe('one socket', () => {
  beforeEach(() => start({}));
  test('may have a hundred operations; one more is refused, and taken once another has ended', async () => {
    const each = await wire();
    for (let n = 1; n <= 99; n++) each.subscribe(String(n), BOARD);
    await each.listen('100', BOARD);
    each.subscribe('101', BOARD);
    expect(await each.refused('101')).toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
    each.send({ id: '7', type: 'complete' });
    await each.listen('101', BOARD);
    expect(each.of('101', 'error').length).toBe(1);
    expect(server.duban.live.members).toBe(100);
  });
});

/** All that the server says to these bytes; it closes afterwards. */
async function answerTo(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  const parts: Buffer[] = [];
  socket.on('data', (part) => parts.push(part));
  socket.write(bytes);
  await once(socket, 'close');
  return String(Buffer.concat(parts));
}
