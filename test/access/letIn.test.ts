import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Wire } from '../http/live/wire.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { administrator, Visitor } from './visitors.ts';

/* Pages of other sites that are let in (ALLOWED_ORIGINS): what their browsers are told, and who they are. */

const PORTAL = 'https://portal.example.gov.cn';

let server: TestServer;
let admin: Visitor;
let token: string;
beforeAll(async () => {
  server = await startTestServer({ allowedOrigins: [PORTAL, 'https://other.example.gov.cn'], openToEveryone: false });
  admin = await administrator(server);
  token = (await admin.do('mutation { createApiToken(input: { name: "门户", roles: [STAFF], validDays: 1 }) { secret problems { code } } }')).secret;
});
afterAll(() => server.stop());

const preflight = (path: string, origin: string) =>
  fetch(`${server.url}${path}`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
  });
const ask = (headers: Record<string, string>) =>
  fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{"query":"{ viewer { kind } }"}' });
const said = ({ headers }: Response) => Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

test.each(['/graphql', '/export', '/intake'])('a browser that asks beforehand whether the page may post to %s with a token is told yes, for ten minutes', async (path) => {
  const answer = await preflight(path, PORTAL);
  expect([answer.status, answer.headers.get('vary')]).toEqual([204, 'origin']);
  expect(said(answer)).toEqual({
    'access-control-allow-origin': PORTAL,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, last-event-id, apollo-require-preflight, x-request-id',
    'access-control-max-age': '600',
  });
});

test('and of any other page it is told nothing, whatever looks like the name of one that is let in', async () => {
  for (const origin of ['https://evil.example', `${PORTAL}.evil.example`, 'http://portal.example.gov.cn', `${PORTAL}:8443`, 'null', '*']) {
    expect({ origin, said: said(await preflight('/graphql', origin)) }).toEqual({ origin, said: {} });
    const got = await fetch(`${server.url}/graphql?query=${encodeURIComponent('{ viewer { kind } }')}`, { headers: { origin, 'apollo-require-preflight': 'yes' } });
    expect({ origin, said: said(got), vary: got.headers.get('vary') }).toEqual({ origin, said: {}, vary: expect.stringContaining('origin') });
  }
});

test('an answer may be read by that page alone, without credentials, with the headers that it needs; a cache keeps none for another', async () => {
  const answer = await ask({ origin: PORTAL, authorization: `Bearer ${token}` });
  expect(await answer.json()).toEqual({ data: { viewer: { kind: 'PROGRAM' } } });
  expect(said(answer)).toEqual({ 'access-control-allow-origin': PORTAL, 'access-control-expose-headers': 'x-request-id, retry-after, content-disposition' });
  expect(answer.headers.get('vary')).toContain('origin');
  // Refusals too, so that the page can say what is wrong.
  expect(said(await ask({ origin: PORTAL, authorization: 'Bearer wrong' }))).toMatchObject({ 'access-control-allow-origin': PORTAL });
  expect((await fetch(`${server.url}/health`)).headers.get('vary')).toBe('origin');
});

test('whoever is signed in here is nobody on such a page: not over HTTP, nor on a socket; its token counts', async () => {
  const cookie = admin.cookie ?? '';
  expect(await (await ask({ cookie })).json()).toEqual({ data: { viewer: { kind: 'PERSON' } } });
  expect(await (await ask({ cookie, origin: PORTAL })).json()).toEqual({ data: { viewer: { kind: 'NOBODY' } } });
  const wire = await Wire.open(server.socketUrl, { origin: PORTAL, headers: { cookie } });
  expect(await wire.ask('{ viewer { kind } }')).toEqual({ data: { viewer: { kind: 'NOBODY' } } });
  await wire.close();
  const withToken = await Wire.open(server.socketUrl, { origin: PORTAL, headers: { cookie }, init: false });
  withToken.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await withToken.until(() => withToken.acknowledgement !== undefined);
  expect(await withToken.ask('{ viewer { kind } }')).toEqual({ data: { viewer: { kind: 'PROGRAM' } } });
  await withToken.close();
});

test('an event stream is told the same, and has every header that tells browsers what not to make of an answer', async () => {
  const url = `${server.url}/graphql?query=${encodeURIComponent('subscription { board { cursor } }')}`;
  const headers = { accept: 'text/event-stream', origin: PORTAL, authorization: `Bearer ${token}` };
  const ending = new AbortController();
  const answer = await fetch(url, { headers, signal: ending.signal });
  expect(said(answer)).toMatchObject({ 'access-control-allow-origin': PORTAL });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'x-request-id': expect.any(String),
  });
  ending.abort();
});

test('without such pages nothing is said to anybody', async () => {
  const closed = await startTestServer();
  const answer = await fetch(`${closed.url}/health`, { headers: { origin: PORTAL } });
  expect([said(answer), answer.headers.get('vary')]).toEqual([{}, null]);
  await closed.stop();
});
