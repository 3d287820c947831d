import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLog, reportTo } from '../../server/log.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { post } from './everywhere.ts';
import { EventStreamReader } from './live/eventStream.ts';
import { eventWriter } from './live/events.ts';
import { eventually } from './live/eventually.ts';
import { Wire } from './live/wire.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests name the shape they expect of a line
type Line = any;

const lines: Line[] = [];
const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line)) });
/** The line of a request or operation; it is written when that is over. */
const lineOf = async (requestId: unknown, msg = /request|operation/): Promise<Line> => {
  const found = () => lines.find((line) => line.requestId === requestId && msg.test(line.msg));
  await eventually(() => found() !== undefined);
  return found();
};

let server: TestServer;
let write: (count: number) => Promise<void>;
beforeAll(async () => {
  server = await startTestServer({ log, report: reportTo(log) });
  write = await eventWriter(server);
});
beforeEach(() => {
  lines.length = 0;
});
afterAll(() => server.stop());

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('a request id', () => {
  test.each([
    ['an answer', 'POST', '/graphql', '{"query":"{ __typename }"}'],
    ['an answer that is got', 'GET', '/graphql?query={__typename}', undefined],
    ['a refusal', 'POST', '/graphql', '{"query":"{ nowhere }"}'],
    ['an operation that is none', 'POST', '/graphql', '{"query":"{ a } '],
    ['a body too large', 'POST', '/graphql', 'x'.repeat(1024 * 1024 + 1)],
    ['a page that there is not', 'GET', '/nowhere', undefined],
    ['an address that is none', 'GET', '/%zz', undefined],
    ['health', 'GET', '/health', undefined],
    ['a page of the client', 'GET', '/', undefined],
    ['an upload', 'POST', '/intake', ''],
  ])('is in %s, and in every error of it', async (_, method, path, body) => {
    const response = await fetch(`${server.url}${path}`, { method, body, headers: { 'content-type': 'application/json', 'x-request-id': 'mine-1' } });
    expect(response.headers.get('x-request-id')).toBe('mine-1');
    const text = await response.text();
    for (const { extensions } of text.startsWith('{"errors"') ? JSON.parse(text).errors : []) expect(extensions.requestId).toBe('mine-1');
  });

  test.each(['0198c5f2-7e9b-7c33-9f0a-3f1f6f0a1b2c', '01JD8Z6Q3V9M4K', 'Root=1-67891233-abcdef012345678912345678', 'a'.repeat(128)])('%s is taken from the request', async (id) => {
    expect((await post(server, { query: '{ __typename }' }, { 'x-request-id': id })).response.headers.get('x-request-id')).toBe(id);
  });

  test.each(['', 'a b', 'a"b', '<b>', '{"level":60}', 'é', 'a'.repeat(129)])('%j is not: another takes its place', async (id) => {
    expect((await post(server, { query: '{ __typename }' }, { 'x-request-id': id })).response.headers.get('x-request-id')).toMatch(UUID);
  });

  test('is new for each request that brings none', async () => {
    const [one, two] = [await post(server, { query: '{ a }' }), await post(server, { query: '{ a }' })].map(({ response, answer }) => {
      expect(answer.errors[0].extensions.requestId).toBe(response.headers.get('x-request-id'));
      return response.headers.get('x-request-id');
    });
    expect(one).not.toBe(two);
  });

  test('is in what is no HTTP at all, and in what Apollo refuses', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write('NONSENSE\r\n\r\n');
    const [bytes] = await once(socket, 'data');
    const answer = String(bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    const [, id] = /x-request-id: (\S+)/.exec(head) ?? [];
    expect(JSON.parse(body)).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST', requestId: id } }] });
    const plain = await fetch(`${server.url}/graphql?query={__typename}`, { headers: { 'x-request-id': 'link' } });
    expect(await plain.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST', requestId: 'link' } }] });
  });
});

describe('over a WebSocket', () => {
  test('each operation has an id of its own, which begins with the handshake’s; refusals carry it', async () => {
    const wire = await Wire.open(server.socketUrl, { headers: { 'x-request-id': 'screen-7' } });
    wire.subscribe('a', '{ nowhere }');
    wire.subscribe('b', 'subscription ($after: EventCursor) { board(after: $after) { cursor } }', { after: 'nonsense' });
    wire.subscribe('c', 'subscription ($after: EventCursor) { board(after: $after) { cursor } }', { after: 7 });
    const said = (await Promise.all(['a', 'b', 'c'].map((id) => wire.refused(id)))).map(([{ extensions }]) => [extensions.code, extensions.requestId]);
    await wire.close();
    expect(said).toEqual([
      ['GRAPHQL_VALIDATION_FAILED', 'screen-7.1'],
      ['BAD_CURSOR', 'screen-7.2'],
      ['BAD_CURSOR', 'screen-7.3'],
    ]);
  });

  test('the handshake has one too, also where it is refused', async () => {
    const upgrade = (target: string, headers = '') => `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Request-Id: hand-1\r\n${headers}\r\n`;
    const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
    for (const [bytes, status] of [
      [upgrade('/graphql', key), 101],
      [upgrade('/graphql'), 400],
      [upgrade('/elsewhere', key), 404],
    ] as const) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.write(bytes);
      const [data] = await once(socket, 'data');
      socket.destroy();
      expect(String(data)).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*\r\nx-request-id: hand-1\r\n`));
    }
  });
});

test('an event stream has one in its head and in what it is refused with', async () => {
  const headers = { 'x-request-id': 'stream-1' };
  const stream = await EventStreamReader.open(`${server.url}/graphql?query=${encodeURIComponent('subscription { nowhere }')}`, { headers });
  expect(stream.response.headers.get('x-request-id')).toBe('stream-1');
  expect((await stream.toEnd())[0]?.data).toContain('"requestId":"stream-1"');
});

describe('the log', () => {
  test('has one line a request: what was called and how it went, and nothing of what was asked', async () => {
    const query = 'query Persons($name: String) { officers(filter: { name: { eq: $name } }) { totalCount } }';
    await post(server, { query, variables: { name: '孔敏建' }, operationName: 'Persons' }, { 'x-request-id': 'posted' });
    expect(await lineOf('posted')).toEqual({
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      pid: process.pid,
      msg: 'request',
      requestId: 'posted',
      method: 'POST',
      path: '/graphql',
      status: 200,
      milliseconds: expect.any(Number),
      operation: 'Persons',
    });
    await fetch(`${server.url}/graphql?query=${encodeURIComponent('{ officer(code: "孔敏建") { id } }')}`, {
      headers: { 'x-request-id': 'got', 'apollo-require-preflight': 'true' },
    });
    expect(await lineOf('got')).toMatchObject({ method: 'GET', path: '/graphql' });
    expect(await lineOf('got')).not.toHaveProperty('operation');
    await fetch(`${server.url}/nowhere?name=孔敏建`, { headers: { 'x-request-id': 'lost' } });
    expect(await lineOf('lost')).toMatchObject({ path: '/nowhere', status: 404 });
    await post(server, [{ query }, { query: 'query Two { __typename }' }, { query: 'query Wrong { nowhere }' }], { 'x-request-id': 'batch' });
    expect(await lineOf('batch')).toMatchObject({ operation: 'Persons Two' });
    expect(lines).toHaveLength(4);
    expect(JSON.stringify(lines)).not.toMatch(/孔敏建|totalCount|%E5/i);
  });

  test('names no more of a name than a hundred characters', async () => {
    await post(server, { query: `query ${'N'.repeat(5_000)} { __typename }` }, { 'x-request-id': 'long' });
    expect((await lineOf('long')).operation).toBe('N'.repeat(100));
  });

  test('has one line an operation over a WebSocket, when it is over, and one an event stream', async () => {
    const wire = await Wire.open(server.socketUrl, { headers: { 'x-request-id': 'wire' } });
    wire.subscribe('a', 'query Units { units { totalCount } }');
    wire.subscribe('b', '{ nowhere }');
    await wire.listen('c', 'subscription Board { board { cursor } }');
    expect(await lineOf('wire.1')).toEqual(expect.objectContaining({ msg: 'operation', operation: 'Units', milliseconds: expect.any(Number) }));
    expect(await lineOf('wire.2')).toMatchObject({ errors: ['GRAPHQL_VALIDATION_FAILED'] });
    expect(lines.find(({ requestId }) => requestId === 'wire.3')).toBeUndefined();
    await write(1);
    await wire.heard('c', 1);
    await wire.close();
    expect(await lineOf('wire.3')).toMatchObject({ operation: 'Board' });
    const stream = await EventStreamReader.open(`${server.url}/graphql?query=${encodeURIComponent('subscription Board { board { cursor } }')}`, {
      headers: { 'x-request-id': 'stream-2' },
    });
    stream.cut();
    expect(await lineOf('stream-2')).toMatchObject({ msg: 'request', operation: 'Board', path: '/graphql', cut: true });
  });

  test('has a fault in full, under the id that its client was told instead', async () => {
    const sql = (statement: string) => server.database.orm.em.fork().execute(statement);
    await sql('alter table unit rename to gone');
    const { answer } = await post(server, { query: '{ units { totalCount } }' }, { 'x-request-id': 'fault-1' });
    const wire = await Wire.open(server.socketUrl, { headers: { 'x-request-id': 'fault-2' } });
    const overWire = await wire.ask('{ units { totalCount } }');
    await wire.listen('events', 'subscription { board { progress { units } cursor } }');
    await write(1);
    const [ended] = await wire.refused('events');
    await sql('alter table gone rename to unit');
    await wire.close();
    const ids = [answer.errors[0], overWire.errors[0], ended].map(({ extensions }) => {
      expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) });
      return extensions.requestId;
    });
    expect(ids).toEqual(['fault-1', 'fault-2.1', expect.stringMatching(UUID)]);
    for (const id of ids) {
      expect(await lineOf(id, /does not exist/)).toMatchObject({
        level: 50,
        err: { message: expect.stringContaining('"unit" does not exist'), stack: expect.stringContaining(' at ') },
      });
    }
  });
});
