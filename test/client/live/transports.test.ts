import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventSourceTransport, RENEW_AFTER } from '../../../client/live/eventSource.ts';
import type { Payload, Transport, TransportListener } from '../../../client/live/transport.ts';
import { webSocketTransport } from '../../../client/live/webSocket.ts';
import { errorOf, FakeGraphql } from './fakeGraphql.ts';
import { nodeEventSource } from './nodeEventSource.ts';

let server: FakeGraphql;

beforeEach(async () => {
  server = await FakeGraphql.start();
});

afterEach(() => server.stop());

const transports = {
  WebSocket: () => webSocketTransport(server.url.replace('http', 'ws'), WebSocket),
  EventSource: () => eventSourceTransport(server.url, nodeEventSource),
};

interface Heard {
  connected: (number | undefined)[];
  advice: unknown[];
  payloads: Payload[];
  alive: number;
}

/** Follows until `enough` says so or it has ended, and leaves. */
function follow(transport: Transport, after: string, enough: (heard: Heard) => unknown = () => false): Promise<Heard & { ended?: { errors: unknown } }> {
  return new Promise((resolve) => {
    const heard: Heard = { connected: [], advice: [], payloads: [], alive: 0 };
    const look = () => enough(heard) && finish({});
    const finish = (end: { ended?: { errors: unknown } }) => {
      // As the loop does, also when it ended before `follow` returned.
      queueMicrotask(() => leave());
      resolve({ ...heard, ...end });
    };
    const told: TransportListener = {
      connected: (renewAfter) => {
        heard.connected.push(renewAfter);
        look();
      },
      alive: () => {
        heard.alive++;
        look();
      },
      advised: (retryWithin) => {
        heard.advice.push(retryWithin);
        look();
      },
      payload: (payload) => {
        heard.payloads.push(payload);
        look();
      },
      ended: (errors) => finish({ ended: { errors } }),
    };
    const leave = transport({ query: 'subscription ($after: EventCursor!) { numbers(after: $after) { cursor n } }', variables: { after } }, told);
  });
}

describe.each(['WebSocket', 'EventSource'] as const)('%s', (name) => {
  const transport = () => transports[name]();

  test('asks for what comes after the cursor and hands every answer on as it is', async () => {
    const payload = { data: { numbers: { cursor: 'c2', n: 2 } }, extensions: { after: 'c1' } };
    server.onSubscribe = ({ next }) => {
      next(payload);
      next({ data: null, errors: [errorOf('INTERNAL_SERVER_ERROR')] });
    };
    const heard = await follow(transport(), 'c1', ({ payloads }) => payloads.length === 2);
    expect(heard.payloads).toEqual([payload, { data: null, errors: [errorOf('INTERNAL_SERVER_ERROR')] }]);
    expect(heard.connected).toEqual([name === 'WebSocket' ? undefined : RENEW_AFTER]);
    expect(server.asked).toEqual([`${name === 'WebSocket' ? 'socket' : 'stream'} c1`]);
  });

  test('does not come back by itself with the old cursor when the connection breaks', async () => {
    server.onSubscribe = ({ cut }) => cut();
    expect((await follow(transport(), 'old')).ended).toBeDefined();
    expect((await follow(transport(), 'new')).ended).toBeDefined();
    expect(server.asked.map((each) => each.split(' ')[1])).toEqual(['old', 'new']);
  });

  test('nor when the stream simply ends', async () => {
    server.onSubscribe = ({ complete }) => complete();
    expect((await follow(transport(), 'old')).ended).toBeDefined();
    expect((await follow(transport(), 'new')).ended).toBeDefined();
    expect(server.asked.map((each) => each.split(' ')[1])).toEqual(['old', 'new']);
  });

  test('tells the errors of a refusal', async () => {
    server.onSubscribe = ({ refuse }) => refuse('GAP');
    const { payloads, ended } = await follow(transport(), 'c1', (heard) => heard.payloads.length);
    expect([payloads[0]?.errors, ended?.errors]).toContainEqual([errorOf('GAP')]);
  });

  test('ends when a server talks nonsense', async () => {
    server.onSubscribe = ({ send }) => send('event: next\ndata: {"data"\n\n');
    expect((await follow(transport(), 'c1')).ended).toBeDefined();
  });

  test('ends without having connected when it does not get through', async () => {
    server.blocksSockets = server.blocksStreams = true;
    expect(await follow(transport(), 'c1')).toMatchObject({ connected: [], ended: expect.anything() });
  });

  test('closes the connection when it is left', async () => {
    const left = new Promise((resolve) => {
      server.onSubscribe = (asked) => {
        void asked.left.then(resolve);
        asked.next({ data: {} });
      };
    });
    await follow(transport(), 'c1', ({ payloads }) => payloads.length);
    await left;
  });
});

describe('a WebSocket', () => {
  const socket = () => transports.WebSocket();

  test.each([1000, 1001, 1011, 1012, 1013, 4400])('closed with %i is not opened again by the library', async (code) => {
    server.onSubscribe = ({ cut }) => cut(code);
    expect((await follow(socket(), 'old')).ended).toBeDefined();
    expect((await follow(socket(), 'new')).ended).toBeDefined();
    expect(server.asked).toEqual(['socket old', 'socket new']);
  });

  test('brings advice with the acknowledgement', async () => {
    server.acknowledgement = { retryWithin: 7_000 };
    expect((await follow(socket(), 'c1', ({ advice }) => advice.length)).advice).toEqual([7_000]);
  });

  test('takes an acknowledgement without advice for “come back when you like”', async () => {
    expect((await follow(socket(), 'c1', ({ advice }) => advice.length)).advice).toEqual([0]);
  });

  test('brings advice with the server’s pings, which also show that it lives', async () => {
    server.onSubscribe = ({ send }) => send('{"type":"ping","payload":{"retryWithin":9000}}');
    const { advice, alive } = await follow(socket(), 'c1', (heard) => heard.advice.length === 2);
    expect(advice).toEqual([0, 9_000]);
    expect(alive).toBe(1);
  });

  test.each([1001, 1013])('brings advice with the reason of %i', async (code) => {
    server.onSubscribe = ({ cut }) => cut(code, '{"retryWithin":30000}');
    expect((await follow(socket(), 'c1')).advice).toEqual([0, 30_000]);
  });

  test.each([
    [1001, 'Server is going away'],
    [1001, 'null'],
    [1013, ''],
    [1011, '{"retryWithin":30000}'],
    [4400, '{"retryWithin":30000}'],
  ])('finds none in %i %p', async (code, reason) => {
    server.onSubscribe = ({ cut }) => cut(code, reason);
    expect((await follow(socket(), 'c1')).advice).toEqual([0, undefined]);
  });
});
