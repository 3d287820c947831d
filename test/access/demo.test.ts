import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../server/config.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { Visitor } from './visitors.ts';

const TRY = 'mutation ($role: Role!) { demoTryRole(role: $role) { viewer { roles isDemo unit { name } officer { name } } problems { code } } }';

describe('with the demo', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ demoSignIn: 'loopback' });
    await seed(server.database.orm).city().units({ TOWNSHIP: 2 }).write();
  });
  afterAll(() => server.stop());

  test('a newcomer is the committee’s staff, and marked as nobody in particular', async () => {
    expect(await new Visitor(server).who()).toMatchObject({ kind: 'PERSON', roles: ['STAFF'], isDemo: true });
  });

  test.each(['SECRETARY', 'STAFF', 'INSPECTOR', 'LEADER', 'PUBLIC', 'AUDITOR', 'ADMINISTRATOR', 'SCREEN', 'HOTLINE_CLERK'])(
    'they try to be %s, and are staff again once they sign out',
    async (role) => {
      const visitor = new Visitor(server);
      expect((await visitor.do(TRY, { role })).viewer).toMatchObject({ roles: [role], isDemo: true });
      expect(await visitor.who()).toMatchObject({ roles: [role], isDemo: true });
      await visitor.do('mutation { signOut { viewer { roles } problems { code } } }');
      expect((await visitor.who()).roles).toEqual(['STAFF']);
    },
  );

  test('a reporter has a unit to report for', async () => {
    expect((await new Visitor(server).do(TRY, { role: 'REPORTER' })).viewer.unit).toEqual({ name: expect.any(String) });
  });

  test('its accounts have no password, and are not among the accounts', async () => {
    const visitor = new Visitor(server);
    await visitor.do(TRY, { role: 'ADMINISTRATOR' });
    expect((await visitor.ask('{ accounts { name } }')).data).toEqual({ accounts: [] });
    expect(await visitor.triesToSignIn('demo-administrator', '')).toEqual(['SIGN_IN_REFUSED']);
  });

  test('a page that reaches us by a name of another site is nobody’s', async () => {
    const { request } = await import('node:http');
    const { host } = new URL(server.url);
    const asked = (name: string) =>
      new Promise<string>((resolve) => {
        const body = JSON.stringify({ query: '{ viewer { kind } }' });
        request(`${server.url}/graphql`, { method: 'POST', headers: { host: name, 'content-type': 'application/json' } }, (response) => {
          let text = '';
          response.on('data', (part) => (text += part)).on('end', () => resolve(JSON.parse(text).data.viewer.kind));
        }).end(body);
      });
    expect([await asked('evil.example'), await asked(host), await asked('localhost:4000')]).toEqual(['NOBODY', 'PERSON', 'PERSON']);
  });
});

test('without the demo nobody tries a role, and who tried one before is nobody', async () => {
  const server = await startTestServer();
  const visitor = new Visitor(server);
  expect(await visitor.refused(TRY, { role: 'ADMINISTRATOR' })).toEqual(['DEMO_IS_OFF']);
  await server.database.orm.em.fork().execute(`
    insert into account (name, display_name, roles, is_demo) values ('demo-staff', 'x', array['STAFF'], true);
    insert into session (hash, account_id, expires_at) select encode(sha256(('duban_s_' || repeat('x', 43))::bytea), 'hex'), id, now() + interval '1 hour' from account`);
  visitor.cookie = `duban_session=duban_s_${'x'.repeat(43)}`;
  expect((await visitor.who()).kind).toBe('NOBODY');
  await server.stop();
});

test.each([
  [{}, 'loopback'],
  [{ HOST: 'localhost' }, 'loopback'],
  [{ HOST: '::1' }, 'loopback'],
  [{ HOST: '0.0.0.0' }, 'off'],
  [{ HOST: '::' }, 'off'],
  [{ HOST: '10.1.2.3' }, 'off'],
  [{ DEMO: 'off' }, 'off'],
  [{ DATABASE_URL: 'postgres://db/duban' }, 'off'],
  [{ DATABASE_URL: 'postgres://db/duban', DEMO_SIGN_IN: 'on' }, 'anywhere'],
  [{ HOST: '0.0.0.0', DEMO_SIGN_IN: 'on' }, 'anywhere'],
  [{ DEMO_SIGN_IN: 'off' }, 'off'],
])('with %j newcomers are let in without a word: %s', (env, expected) => {
  expect(readConfig(env).demoSignIn).toBe(expected);
});

test('who has not signed in is held to the policies unless OPEN_TO_EVERYONE says otherwise', () => {
  expect([readConfig({}).openToEveryone, readConfig({ OPEN_TO_EVERYONE: 'off' }).openToEveryone, readConfig({ OPEN_TO_EVERYONE: 'on' }).openToEveryone]).toEqual([
    false,
    false,
    true,
  ]);
});
