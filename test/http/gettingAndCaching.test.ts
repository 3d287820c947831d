import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { post } from './everywhere.ts';

const COUNT = '{ inspectionRounds { totalCount } }';
const MUTATION = 'mutation { openInspectionRound(month: "2026-01") { problems { code } } }';
/** What no link, form or image of another site can send. */
const OWN = { 'apollo-require-preflight': 'true' };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.intake(['考核细则-2026.xlsx']);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.stop();
});

const get = (query: string, headers: Record<string, string> = {}) => fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { ...OWN, ...headers } });
const rounds = async () => (await server.ask(COUNT)).inspectionRounds.totalCount;

describe('an answer that is got', () => {
  let tag: string;
  beforeEach(async () => {
    tag = (await get(COUNT)).headers.get('etag') as string;
  });

  test('has a tag, and is asked for again each time by nobody but its client', async () => {
    const response = await get(COUNT);
    expect([response.status, response.headers.get('cache-control'), response.headers.get('vary'), response.headers.get('etag')]).toEqual([
      200,
      'private, no-cache',
      'accept, authorization, cookie, origin',
      tag,
    ]);
    expect(tag).toMatch(/^"[^"]+"$/);
  });

  test('is not sent again to who has it', async () => {
    for (const match of [tag, `W/${tag}`]) {
      const response = await get(COUNT, { 'if-none-match': match });
      expect([response.status, response.headers.get('etag'), response.headers.get('cache-control'), await response.text()]).toEqual([304, tag, 'private, no-cache', '']);
      expect(response.headers.get('x-request-id')).toBeTruthy();
    }
    expect((await get(COUNT, { 'if-none-match': '"another"' })).status).toBe(200);
  });

  test('is sent anew, with another tag, once it says something else', async () => {
    await server.ask('mutation { openInspectionRound(month: "2026-05") { problems { code } } }');
    const response = await get(COUNT, { 'if-none-match': tag });
    expect([response.status, await response.json()]).toEqual([200, { data: { inspectionRounds: { totalCount: 1 } } }]);
    expect(response.headers.get('etag')).not.toBe(tag);
  });

  test('with an error is kept by nobody', async () => {
    for (const headers of [{}, { accept: 'application/graphql-response+json' }]) {
      const response = await get('{ nowhere }', headers as Record<string, string>);
      const again = await get('{ nowhere }', { ...(headers as Record<string, string>), 'if-none-match': response.headers.get('etag') ?? '"none"' });
      expect([again.status, again.headers.get('cache-control')]).toEqual([response.status, 'no-store']);
    }
  });
});

test('an answer to a POST has no tag and is kept by nobody', async () => {
  const { response } = await post(server, { query: COUNT }, { 'if-none-match': '*' });
  expect([response.status, response.headers.get('cache-control'), response.headers.get('etag')]).toEqual([200, 'no-store', null]);
});

describe('a mutation', () => {
  test('in an address is refused and not carried out, over plain HTTP with 405', async () => {
    const before = await rounds();
    for (const accept of ['application/json', 'application/graphql-response+json', '*/*']) {
      const response = await get(MUTATION, { accept });
      expect([response.status, response.headers.get('allow'), response.headers.get('cache-control')]).toEqual([405, 'POST', 'no-store']);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST', requestId: response.headers.get('x-request-id') } }] });
    }
    for (const path of [
      `query=${encodeURIComponent(MUTATION)}`,
      `query=${encodeURIComponent(`${MUTATION.replace('mutation', 'mutation M')} query Q { __typename }`)}&operationName=M`,
    ]) {
      const stream = await fetch(`${server.url}/graphql?${path}`, { headers: { accept: 'text/event-stream' } });
      expect(await stream.text()).toContain('"code":"BAD_REQUEST"');
    }
    expect(await rounds()).toBe(before);
  });

  test('whose answer its client would not read is not carried out', async () => {
    const before = await rounds();
    const { response, answer } = await post(server, { query: MUTATION }, { accept: 'text/html' });
    expect([response.status, answer.errors[0].extensions.code]).toEqual([406, 'BAD_REQUEST']);
    expect(await rounds()).toBe(before);
  });

  test('from a form of another site is not carried out, as an event stream either', async () => {
    const before = await rounds();
    for (const accept of ['*/*', 'text/event-stream']) {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
        const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { accept, 'content-type': type }, body: JSON.stringify({ query: MUTATION }) });
        expect(await response.text()).toContain('"code":"BAD_REQUEST"');
      }
    }
    expect(await rounds()).toBe(before);
  });
});

test('a subscription over plain HTTP is told where to go', async () => {
  const { response, answer } = await post(server, { query: 'subscription { board { cursor } }' });
  expect([response.status, answer]).toEqual([
    400,
    { errors: [{ message: expect.stringContaining('WebSocket'), extensions: { code: 'BAD_REQUEST', requestId: expect.any(String) } }] },
  ]);
});

test('a browser that opens /graphql gets no page of anybody else’s', async () => {
  const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html,*/*;q=0.8' } });
  expect([response.status, response.headers.get('content-type')]).toEqual([400, expect.stringContaining('application/json')]);
});
