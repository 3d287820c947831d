import { hash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { EventLog } from '../../server/live/index.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { administrator, person, Visitor } from './visitors.ts';

const WHO = '{ viewer { kind name roles } }';
const REPORT = 'mutation Displayed($cursor: EventCursor!) { reportDisplayed(cursor: $cursor) { screen { name } problems { code } } }';

let server: TestServer;
let admin: Visitor;
const sql = (statement: string, values: unknown[] = []) => server.database.orm.em.fork().execute(statement, values);
beforeAll(async () => {
  server = await startTestServer({ trustProxy: true, documents: Object.fromEntries([WHO, REPORT].map((text) => [hash('sha256', text), text])) });
  admin = await administrator(server);
});
afterAll(() => server.stop());

async function token(roles = ['STAFF'], validDays = 30): Promise<{ id: string; secret: string }> {
  const made = await admin.do('mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token { id } secret problems { code } } }', {
    input: { name: '数据大屏导出', roles, validDays },
  });
  return { id: made.token.id, secret: made.secret };
}

const bearing = (secret: string) => new Visitor(server, { authorization: `Bearer ${secret}` });

/** A screen let in by `by`. */
async function screen(by: Visitor, name = '一楼大厅'): Promise<Visitor> {
  const device = new Visitor(server);
  const { code, secret } = await device.do('mutation { beginScreenPairing { code secret problems { code } } }');
  await by.do('mutation ($code: String!, $name: String!) { confirmScreenPairing(code: $code, name: $name) { name problems { code } } }', { code, name });
  await device.do('mutation ($secret: String!) { claimScreen(secret: $secret) { screen { name } problems { code } } }', { secret });
  return device;
}

test('a token is a program with its scope, until it ends; its use is written down', async () => {
  const { secret } = await token(['STAFF', 'LEADER']);
  expect((await bearing(secret).ask(WHO)).data.viewer).toEqual({ kind: 'PROGRAM', name: '数据大屏导出', roles: ['STAFF', 'LEADER'] });
  const { apiTokens } = (await admin.ask('{ apiTokens { name lastUsedAt createdBy { name } } }')).data;
  expect(apiTokens[0]).toEqual({ name: '数据大屏导出', lastUsedAt: expect.any(String), createdBy: { name: 'guan' } });
});

test.each<[string, () => Promise<string>]>([
  [
    'revoked',
    async () => {
      const { id, secret } = await token();
      await admin.do('mutation ($id: ID!) { revokeApiToken(token: $id) { token { revokedAt } problems { code } } }', { id });
      return secret;
    },
  ],
  [
    'past its time',
    async () => {
      const { secret } = await token();
      await sql("update api_token set expires_at = now() - interval '1 second' where id = (select max(id) from api_token)");
      return secret;
    },
  ],
  ['unknown', async () => `duban_t_${'x'.repeat(43)}`],
  ['really a session', async () => admin.secret],
  ['really a name and a password', async () => 'Z3VhbjpndWFu'],
])('a token that is %s is refused, not taken for nobody', async (_, make) => {
  const visitor = bearing(await make());
  expect(await visitor.refused(WHO)).toEqual(['UNAUTHENTICATED']);
  expect(visitor.status).toBe(401);
});

test('a program lets nobody in, whatever its scope', async () => {
  const { secret } = await token(['ADMINISTRATOR']);
  const program = bearing(secret);
  expect(await program.refused('mutation { createAccount(input: { name: "x", displayName: "x", roles: [ADMINISTRATOR] }) { problems { code } } }')).toEqual(['FORBIDDEN']);
  expect(await program.refused('mutation { createApiToken(input: { name: "x", roles: [ADMINISTRATOR], validDays: 1 }) { problems { code } } }')).toEqual(['FORBIDDEN']);
});

test('a token is good for a year at most', async () => {
  const create = 'mutation ($days: Int!) { createApiToken(input: { name: "x", roles: [STAFF], validDays: $days }) { problems { code } } }';
  expect([...(await admin.refused(create, { days: 367 })), ...(await admin.refused(create, { days: 0 }))]).toEqual(['NUMBER_OUT_OF_RANGE', 'NUMBER_OUT_OF_RANGE']);
});

test('a screen shows a code, a person confirms it, and the screen is one from then on', async () => {
  const staff = await person(server, admin, 'zhao', ['STAFF']);
  const device = new Visitor(server);
  const { code, secret } = await device.do('mutation { beginScreenPairing { code secret expiresAt problems { code } } }');
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
  const claim = 'mutation ($secret: String!) { claimScreen(secret: $secret) { screen { name pairedBy { name } } problems { code } } }';
  expect(await device.refused(claim, { secret })).toEqual(['PAIRING_NOT_CONFIRMED']);
  await staff.do('mutation ($code: String!) { confirmScreenPairing(code: $code, name: "二楼") { name problems { code } } }', { code: code.toLowerCase() });
  expect(await device.do(claim, { secret })).toMatchObject({ screen: { name: '二楼', pairedBy: { name: 'zhao' } } });
  expect(device.setCookie).toMatch(/^duban_session=duban_d_[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Strict$/);
  expect((await device.ask(WHO)).data.viewer).toEqual({ kind: 'SCREEN', name: '二楼', roles: ['SCREEN'] });
});

test.each([
  ['in lower case', (code: string) => code.toLowerCase()],
  ['without its dash', (code: string) => code.replace('-', '')],
  ['with spaces', (code: string) => ` ${code.replace('-', ' - ')} `],
  ['in full width', (code: string) => [...code].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('')],
])('a code is confirmed however it was typed: %s', async (_, typed) => {
  const { code } = await new Visitor(server).do('mutation { beginScreenPairing { code problems { code } } }');
  await admin.do('mutation ($code: String!) { confirmScreenPairing(code: $code, name: "x") { name problems { code } } }', { code: typed(code) });
});

test('the committee sees the screens too, which it lets in and revokes; nobody else does', async () => {
  const staff = await person(server, admin, 'li', ['STAFF']);
  expect((await staff.ask('{ screens { name pairedBy { displayName } } }')).errors).toBeUndefined();
  const inspector = await person(server, admin, 'zhou', ['INSPECTOR']);
  expect(await inspector.refused('{ screens { name } }')).toEqual(['FORBIDDEN']);
});

test('a pairing is good once: neither its code nor its secret nor an old one lets another screen in', async () => {
  const begin = 'mutation { beginScreenPairing { code secret problems { code } } }';
  const confirm = 'mutation ($code: String!) { confirmScreenPairing(code: $code, name: "x") { problems { code } } }';
  const claim = 'mutation ($secret: String!) { claimScreen(secret: $secret) { problems { code } } }';
  const { code, secret } = await new Visitor(server).do(begin);
  await admin.do(confirm, { code });
  expect(await admin.refused(confirm, { code })).toEqual(['PAIRING_CODE_UNKNOWN']);
  const replayed = await Promise.all(Array.from({ length: 5 }, () => new Visitor(server).refused(claim, { secret })));
  expect(replayed.flat()).toEqual(Array(4).fill('PAIRING_SPENT'));
  expect(await admin.refused(confirm, { code })).toEqual(['PAIRING_CODE_UNKNOWN']);

  const old = await new Visitor(server).do(begin);
  await sql("update screen_pairing set expires_at = now() - interval '1 second' where code = ?", [old.code]);
  expect(await admin.refused(confirm, { code: old.code })).toEqual(['PAIRING_CODE_UNKNOWN']);
  const late = await new Visitor(server).do(begin);
  await admin.do(confirm, { code: late.code });
  await sql("update screen_pairing set expires_at = now() - interval '1 second' where code = ?", [late.code]);
  expect(await new Visitor(server).refused(claim, { secret: late.secret })).toEqual(['PAIRING_SPENT']);
});

test('only somebody at the desk confirms a code, and nobody guesses many', async () => {
  const confirm = 'mutation { confirmScreenPairing(code: "AAAA-AAAA", name: "x") { problems { code } } }';
  const inspector = await person(server, admin, 'qian', ['INSPECTOR']);
  for (const visitor of [new Visitor(server), inspector, await screen(admin)]) expect(await visitor.refused(confirm)).not.toEqual(['PAIRING_CODE_UNKNOWN']);
  const staff = await person(server, admin, 'sun', ['STAFF']);
  const codes: string[] = [];
  for (let n = 0; n < 21; n++) codes.push(...(await staff.refused(confirm)));
  expect(codes).toEqual([...Array(20).fill('PAIRING_CODE_UNKNOWN'), 'TOO_MANY_ATTEMPTS']);
});

test('a screen asks only what our own client was built with', async () => {
  const device = await screen(admin);
  expect(await device.refused('{ viewer { name } }')).toEqual(['DOCUMENT_NOT_TRUSTED']);
  expect((await device.ask(WHO)).errors).toBeUndefined();
});

test('a screen says what it has shown, and is listed with it and with when it was seen', async () => {
  const device = await screen(admin, '三楼');
  const cursor = (await EventLog.open(server.database.orm).then((log) => log.now())).toString();
  await device.do(REPORT, { cursor });
  const listed = (await admin.ask('{ screens { name lastSeenAt lastCursor pairedBy { name } } }')).data.screens;
  expect(listed).toContainEqual({ name: '三楼', lastSeenAt: expect.any(String), lastCursor: cursor, pairedBy: { name: 'guan' } });
  expect(await admin.refused(REPORT, { cursor })).toEqual(['FORBIDDEN']);
});

test('a revoked screen is nobody', async () => {
  const device = await screen(admin, '四楼');
  const { id } = (await admin.ask('{ screens { id name } }')).data.screens.find(({ name }: { name: string }) => name === '四楼');
  await admin.do('mutation ($id: ID!) { revokeScreen(screen: $id) { screen { revokedAt } problems { code } } }', { id });
  expect((await device.ask(WHO)).data.viewer.kind).toBe('NOBODY');
});

test('of every secret the database holds the hash alone', async () => {
  const { secret } = await token();
  const device = await screen(admin, '五楼');
  const pairing = await new Visitor(server).do('mutation { beginScreenPairing { secret problems { code } } }');
  const everything = (
    await Promise.all(
      ['account', 'session', 'api_token', 'screen', 'screen_pairing', 'first_administrator_link', 'event'].map((table) => sql(`select t::text as row from ${table} as t`)),
    )
  )
    .flat()
    .map((row) => (row as { row: string }).row)
    .join('\n');
  for (const each of [secret, device.secret, admin.secret, pairing.secret]) {
    expect(everything).not.toContain(each.slice(8));
    expect(everything).toContain(hash('sha256', each));
  }
});
