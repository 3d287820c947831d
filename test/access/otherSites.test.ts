import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Wire } from '../http/live/wire.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { administrator, Visitor } from './visitors.ts';

const PORTAL = 'https://portal.example.gov.cn';

let server: TestServer;
let admin: Visitor;
beforeAll(async () => {
  server = await startTestServer({ allowedOrigins: [PORTAL] });
  admin = await administrator(server);
});
afterAll(() => server.stop());

const send = (path: string, headers: Record<string, string>, method = 'POST') =>
  fetch(`${server.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', cookie: admin.cookie ?? '', ...headers },
    ...(method === 'POST' ? { body: '{"query":"{ viewer { name } }"}' } : {}),
  });

const codeOf = async (response: Response) => [response.status, (await response.json()).errors?.[0]?.extensions.code];

describe.each(['https://evil.example', 'http://127.0.0.1:1', 'http://localhost', 'null', 'not an origin'])('a page of %s', (origin) => {
  test.each(['/graphql', '/export', '/intake'])('may not post to %s, whatever cookies its visitor has', async (path) => {
    expect(await codeOf(await send(path, { origin }))).toEqual([403, 'FOREIGN_ORIGIN']);
  });

  test('gets no WebSocket', async () => {
    const wire = await Wire.open(server.socketUrl, { origin, headers: { cookie: admin.cookie ?? '' } });
    expect(await wire.closed).toMatchObject({ code: 1006 });
    expect(wire.messages).toEqual([]);
  });
});

test('a browser that names no origin but says that the request is another site’s is refused too', async () => {
  for (const site of ['cross-site', 'same-site']) expect(await codeOf(await send('/graphql', { 'sec-fetch-site': site }))).toEqual([403, 'FOREIGN_ORIGIN']);
  for (const site of ['same-origin', 'none']) expect(await codeOf(await send('/graphql', { 'sec-fetch-site': site }))).toEqual([200, undefined]);
});

test('our own pages, pages that are let in, and programs, which have no origin, are served', async () => {
  for (const headers of [{ origin: server.url }, { origin: PORTAL }, {}] as Record<string, string>[]) {
    expect(await codeOf(await send('/graphql', headers))).toEqual([200, undefined]);
    const wire = await Wire.open(server.socketUrl, { headers });
    expect(wire.acknowledgement).toBeDefined();
    await wire.close();
  }
});

test('what any page may get is not let through by its browser: no answer says that it may', async () => {
  const response = await send(`/graphql?query=${encodeURIComponent('{ viewer { name } }')}`, { origin: 'https://evil.example', 'apollo-require-preflight': 'yes' }, 'GET');
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
});

test('every answer tells browsers to take it for nothing else and to frame it nowhere', async () => {
  for (const path of ['/health', '/graphql?query={__typename}', '/nowhere', '/', '/graphiql']) {
    const { headers } = await fetch(`${server.url}${path}`);
    expect(Object.fromEntries(headers)).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin' });
    // What OWASP's list of secure headers asks for.
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-frame-options': 'DENY',
      'x-permitted-cross-domain-policies': 'none',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers.get('permissions-policy')).toMatch(/(^|, )camera=\(\)(, |$)/);
    for (const telling of ['server', 'x-powered-by']) expect(headers.get(telling)).toBeNull();
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*(unsafe|\*|https?:)/);
  }
});

test('the board’s page has nothing inline, scripts or styles', async () => {
  const { headers } = await fetch(`${server.url}/`);
  expect(headers.get('content-security-policy')).not.toContain('unsafe');
});

test('behind a proxy that speaks HTTPS the cookie is for HTTPS alone, and the browser is told to stay with it', async () => {
  const proxied = await startTestServer({ trustProxy: true });
  const first = await administrator(proxied);
  const visitor = new Visitor(proxied, { 'x-forwarded-proto': 'https' });
  await visitor.signIn('guan');
  expect(visitor.setCookie).toMatch(/^__Host-duban_session=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  expect((await visitor.who()).kind).toBe('PERSON');
  // Over HTTPS a cookie of the plain name, which a neighbour under the same domain could have planted, is nobody's.
  const planted = new Visitor(proxied, { 'x-forwarded-proto': 'https' });
  planted.cookie = first.cookie;
  expect((await planted.who()).kind).toBe('NOBODY');
  expect(first.setCookie).not.toMatch(/Secure/);
  expect((await fetch(proxied.url, { headers: { 'x-forwarded-proto': 'https' } })).headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect((await fetch(proxied.url)).headers.get('strict-transport-security')).toBeNull();
  await proxied.stop();
});
