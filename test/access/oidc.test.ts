import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import Provider from 'oidc-provider';
import { entriesOf } from '../audit/log.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { administrator, PASSWORD, Visitor } from './visitors.ts';

const CLIENT = { client_id: 'duban', client_secret: 'a secret of the test' };

let provider: Server;
let server: TestServer;
let admin: Visitor;
beforeAll(async () => {
  // The provider says at length that it is one for tests.
  for (const each of ['warn', 'info'] as const) jest.spyOn(console, each).mockImplementation(() => undefined);
  // Who it is named to and who names it each need to know where the other is: both take a port first.
  provider = createServer();
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  server = await startTestServer({ trustProxy: true, oidc: { issuer, clientId: CLIENT.client_id, clientSecret: CLIENT.client_secret, nameClaim: 'preferred_username' } });
  const oidc = new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: [`${server.url}/signin/oidc/callback`] }],
    pkce: { required: () => true },
    claims: { profile: ['preferred_username'], email: ['email'] },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: async () => ({ sub, preferred_username: sub.split('#')[0] }) }),
  });
  provider.on('request', oidc.callback());
  admin = await administrator(server);
});
afterAll(async () => {
  await server.stop();
  provider.closeAllConnections();
  provider.close();
  await once(provider, 'close');
});

/** A browser that follows redirects and keeps cookies, of both servers, and types `login` where it is asked to. */
class Browser {
  readonly #jar = new Map<string, string>();
  readonly visited: string[] = [];

  async go(address: string, form?: Record<string, string>): Promise<{ url: string; text: string }> {
    let url = address;
    let body = form && new URLSearchParams(form);
    for (;;) {
      const { host } = new URL(url);
      const cookie = [...this.#jar].filter(([key]) => key.startsWith(`${host} `)).map(([key, value]) => `${key.split(' ')[1]}=${value}`);
      const response = await fetch(url, { redirect: 'manual', method: body ? 'POST' : 'GET', headers: { cookie: cookie.join('; ') }, ...(body ? { body } : {}) });
      for (const each of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(each) as unknown as [string, string, string];
        this.#jar.set(`${host} ${name}`, value);
      }
      this.visited.push(url);
      const location = response.headers.get('location');
      if (!location) return { url, text: await response.text() };
      url = new URL(location, url).href;
      body = undefined;
      // Ours are pages for people; what matters is where they were sent.
      if (url.startsWith(server.url) && !url.includes('/signin/oidc')) return { url, text: '' };
    }
  }

  async signInAs(login: string): Promise<string> {
    let page = await this.go(`${server.url}/signin/oidc`);
    while (page.text.includes('<form')) {
      const action = /action="([^"]+)"/.exec(page.text)?.[1] as string;
      const prompt = /name="prompt" value="([^"]+)"/.exec(page.text)?.[1] as string;
      page = await this.go(new URL(action, page.url).href, { prompt, login, password: 'any' });
    }
    return page.url;
  }

  get visitor(): Visitor {
    const visitor = new Visitor(server);
    const value = this.#jar.get(`${new URL(server.url).host} duban_session`);
    if (value) visitor.cookie = `duban_session=${value}`;
    return visitor;
  }

  keep(name: string, value: string): void {
    this.#jar.set(`${new URL(server.url).host} ${name}`, value);
  }

  kept(name: string): string | undefined {
    return this.#jar.get(`${new URL(server.url).host} ${name}`);
  }
}

const prepare = (name: string, password?: string) =>
  admin.do('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id } problems { code } } }', {
    input: { name, displayName: `${name} 同志`, roles: ['STAFF'], ...(password ? { password } : {}) },
  });

test('who comes from the provider for the first time is the account prepared under their name, and ever after by their subject', async () => {
  await prepare('zhao');
  const browser = new Browser();
  expect(await browser.signInAs('zhao')).toBe(`${server.url}/`);
  expect(await browser.visitor.who()).toMatchObject({ kind: 'PERSON', name: 'zhao 同志', roles: ['STAFF'] });
  await server.database.orm.em.fork().execute("update account set name = 'renamed' where name = 'zhao'");
  const again = new Browser();
  await again.signInAs('zhao');
  expect(await again.visitor.who()).toMatchObject({ name: 'zhao 同志' });
  // Another who is called the same there is somebody else.
  const other = new Browser();
  expect(await other.signInAs('zhao#2')).toBe(`${server.url}/signin#problem=NO_ACCOUNT`);
  expect((await other.visitor.who()).kind).toBe('NOBODY');
});

test('who has no account, or one with a password of its own, or a disabled one, does not come in', async () => {
  await prepare('qian', PASSWORD);
  const { account } = await prepare('sun');
  await admin.do('mutation ($id: ID!) { disableAccount(account: $id) { problems { code } } }', { id: account.id });
  for (const login of ['stranger', 'qian', 'sun']) {
    const browser = new Browser();
    expect(await browser.signInAs(login)).toBe(`${server.url}/signin#problem=NO_ACCOUNT`);
    expect((await browser.visitor.who()).kind).toBe('NOBODY');
  }
});

test('a callback that this browser did not leave for is refused: no state, another’s, or used before', async () => {
  await prepare('li');
  const victim = new Browser();
  await victim.signInAs('li');
  const callback = victim.visited.find((url) => url.includes('/signin/oidc/callback')) as string;
  const stranger = new Browser();
  expect((await stranger.go(callback)).url).toBe(`${server.url}/signin#problem=NOT_SIGNED_IN_THERE`);
  const other = new Browser();
  await other.go(`${server.url}/signin/oidc`);
  expect((await other.go(callback)).url).toBe(`${server.url}/signin#problem=NOT_SIGNED_IN_THERE`);
  expect((await victim.go(callback)).url).toBe(`${server.url}/signin#problem=NOT_SIGNED_IN_THERE`);
  for (const browser of [stranger, other]) expect((await browser.visitor.who()).kind).toBe('NOBODY');
});

test('whoever comes back is in the audit log, with the account they are, or why they are nobody', async () => {
  const { account } = await prepare('zhou');
  const [, key] = Buffer.from(account.id, 'base64').toString().split(':');
  const entries = await entriesOf(server, async () => {
    await new Browser().signInAs('zhou');
    await new Browser().signInAs('nobody here');
  });
  const act = { kind: 'ACT', verb: 'GET /signin/oidc/callback', actor_kind: 'NOBODY', subjects: [] };
  expect(entries).toMatchObject([
    act,
    { kind: 'OUTCOME', outcome: 'DONE', subjects: [`account=Account:${key}`] },
    act,
    { kind: 'OUTCOME', outcome: 'REFUSED', codes: ['NO_ACCOUNT'], subjects: [] },
  ]);
});

test('the browser leaves with PKCE, state and nonce', async () => {
  const response = await fetch(`${server.url}/signin/oidc`, { redirect: 'manual' });
  const { searchParams } = new URL(response.headers.get('location') as string);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    redirect_uri: `${server.url}/signin/oidc/callback`,
  });
  expect(response.headers.get('set-cookie')).toMatch(/^duban_leaving=[\w-]+; Max-Age=600; Path=\/signin\/oidc; HttpOnly; SameSite=Lax$/);
});
