import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Passwords } from '../../server/access/passwords.ts';
import { tryPassword } from '../../server/access/sessions.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { administrator, PASSWORD, person, Visitor } from './visitors.ts';

let server: TestServer;
let admin: Visitor;
const sql = (statement: string, values: unknown[] = []) => server.database.orm.em.fork().execute(statement, values);
beforeAll(async () => {
  server = await startTestServer({ trustProxy: true });
  admin = await administrator(server);
});
afterAll(() => server.stop());

test('who shows nothing is nobody, with the rights of the public', async () => {
  expect(await new Visitor(server).who()).toEqual({ kind: 'NOBODY', name: null, roles: ['PUBLIC'], isDemo: false, expiresAt: null });
});

test('who signs in is a person with their roles, for half an hour from the last renewal', async () => {
  const staff = await person(server, admin, 'zhao', ['STAFF']);
  const { expiresAt, ...who } = await staff.who();
  expect(who).toEqual({ kind: 'PERSON', name: 'zhao 同志', roles: ['STAFF'], isDemo: false });
  const left = Date.parse(expiresAt as string) - Date.now();
  expect(left).toBeGreaterThan(25 * 60_000);
  expect(left).toBeLessThanOrEqual(30 * 60_000 + 1_000);
});

test('the cookie is out of reach of scripts and of other sites', async () => {
  expect(admin.setCookie).toMatch(/^duban_session=duban_s_[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
});

test('names are taken in any case and width', async () => {
  await person(server, admin, 'Qian.Li', ['STAFF']);
  await new Visitor(server).signIn('  ＱＩＡＮ.li ');
});

test('use renews a session once a minute at most, and never beyond twelve hours in all', async () => {
  const staff = await person(server, admin, 'sun', ['STAFF']);
  const session = async () => (await sql('select * from session order by id desc limit 1'))[0] as { id: number; renewed_at: string; expires_at: string; created_at: string };
  const fresh = await session();
  await staff.who();
  expect((await session()).renewed_at).toEqual(fresh.renewed_at);
  await sql("update session set renewed_at = now() - interval '2 minutes', expires_at = now() + interval '10 minutes' where id = ?", [fresh.id]);
  server.duban.access.recognition.forget();
  const { expiresAt } = await staff.who();
  const renewed = await session();
  expect(Date.parse(renewed.renewed_at)).toBeGreaterThan(Date.parse(fresh.renewed_at));
  expect(Date.parse(expiresAt as string)).toBe(new Date(renewed.expires_at).getTime());
});

test.each([
  ['left alone for half an hour', "renewed_at = now() - interval '30 minutes 1 second'"],
  ['twelve hours old', "expires_at = now() - interval '1 second'"],
  ['revoked', 'revoked_at = now()'],
])('a session %s is nobody’s', async (_, change) => {
  const visitor = new Visitor(server);
  await visitor.signIn('guan');
  await sql(`update session set ${change} where id = (select max(id) from session)`);
  server.duban.access.recognition.forget();
  expect((await visitor.who()).kind).toBe('NOBODY');
});

test('a session that was planted before sign-in is not the one after it, and is over', async () => {
  const mallory = await person(server, admin, 'mallory', ['STAFF']);
  const victim = new Visitor(server);
  victim.cookie = mallory.cookie;
  await victim.signIn('guan');
  expect(victim.cookie).not.toBe(mallory.cookie);
  expect(await mallory.who()).toMatchObject({ kind: 'NOBODY' });
  // Nor does a secret that nobody handed out become one.
  const invented = new Visitor(server);
  invented.cookie = `duban_session=duban_s_${'x'.repeat(43)}`;
  const planted = invented.cookie;
  await invented.signIn('guan');
  expect(invented.cookie).not.toBe(planted);
});

test('who signs out is nobody, and the cookie they had is good for nothing', async () => {
  const staff = await person(server, admin, 'li', ['STAFF']);
  const thief = new Visitor(server);
  thief.cookie = staff.cookie;
  await staff.do('mutation { signOut { viewer { kind } problems { code } } }');
  expect(staff.cookie).toBeUndefined();
  expect((await thief.who()).kind).toBe('NOBODY');
});

test('a wrong password, an unknown name, a disabled and a locked account are refused alike', async () => {
  const disabled = await person(server, admin, 'wang', ['STAFF']);
  await admin.do('mutation ($id: ID!) { disableAccount(account: $id) { problems { code } } }', { id: disabled.account });
  expect((await disabled.who()).kind).toBe('NOBODY');
  await person(server, admin, 'zhou', ['STAFF']);
  await sql("update account set locked_until = now() + interval '1 minute' where name = 'zhou'");
  const answers = await Promise.all(
    [
      ['guan', 'wrong password!'],
      ['no one', PASSWORD],
      ['wang', PASSWORD],
      ['zhou', PASSWORD],
    ].map(async ([name, password]) => {
      const query =
        'mutation ($name: String!, $password: String!) { signIn(name: $name, password: $password) { viewer { name } problems { code field found message messageEn } } }';
      const visitor = new Visitor(server);
      return { answer: await visitor.ask(query, { name, password }), status: visitor.status, cookie: visitor.setCookie };
    }),
  );
  expect(answers[0]?.answer.data.signIn.problems).toMatchObject([{ code: 'SIGN_IN_REFUSED' }]);
  for (const each of answers) expect(each).toEqual(answers[0]);
});

test('every try costs the same: one comparison, whether there is such a name or not', async () => {
  const compared: (string | null | undefined)[] = [];
  class Counted extends Passwords {
    override matches(known: string | null | undefined, password: string) {
      compared.push(known);
      return super.matches(known, password);
    }
  }
  const passwords = new Counted();
  const em = server.database.orm.em.fork();
  for (const name of ['guan', 'no one', 'wang', 'zhou']) expect(await tryPassword({ passwords }, em, name, 'wrong')).toBeUndefined();
  expect(compared.length).toBe(4);
  expect(compared[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  await sql("update account set failed_tries = 0, locked_until = null where name = 'guan'");
});

test('five failed tries lock an account for a minute, and each one after for twice as long', async () => {
  await person(server, admin, 'wu', ['STAFF']);
  const em = server.database.orm.em.fork();
  const tryIt = (password: string) => tryPassword(server.duban.access, em, 'wu', password);
  const minutes = async () => {
    const [row] = (await sql("select round(extract(epoch from locked_until - now()) / 60)::int as minutes from account where name = 'wu'")) as [{ minutes: number | null }];
    return row.minutes;
  };
  for (let n = 1; n <= 4; n++) await tryIt('wrong');
  expect(await minutes()).toBeNull();
  await tryIt('wrong');
  expect(await minutes()).toBe(1);
  expect(await tryIt(PASSWORD)).toBeUndefined();
  for (const expected of [2, 4, 8]) {
    await sql("update account set locked_until = now() - interval '1 second' where name = 'wu'");
    await tryIt('wrong');
    expect(await minutes()).toBe(expected);
  }
  await sql("update account set locked_until = now() - interval '1 second' where name = 'wu'");
  expect(await tryIt(PASSWORD)).toEqual(expect.any(Number));
  expect(await sql("select failed_tries, locked_until from account where name = 'wu'")).toEqual([{ failed_tries: 0, locked_until: null }]);
});

test('a hundred tries at once are a hundred tries: no more than five are compared with the password', async () => {
  await person(server, admin, 'zheng', ['STAFF']);
  let compared = 0;
  class Counted extends Passwords {
    override async matches(known: string | null | undefined) {
      if (known) compared++;
      return false;
    }
  }
  const passwords = new Counted();
  await Promise.all(Array.from({ length: 100 }, () => tryPassword({ passwords }, server.database.orm.em.fork(), 'zheng', 'wrong')));
  expect(compared).toBe(5);
});

test('a changed password ends every other session; the present one must be right', async () => {
  const here = await person(server, admin, 'feng', ['STAFF']);
  const elsewhere = new Visitor(server);
  await elsewhere.signIn('feng');
  const change = 'mutation ($current: String!, $password: String!) { changePassword(current: $current, password: $password) { problems { code } } }';
  expect(await here.refused(change, { current: 'not this one', password: 'a new pass phrase' })).toEqual(['PASSWORD_WRONG']);
  expect(await here.refused(change, { current: PASSWORD, password: 'short' })).toEqual(['PASSWORD_TOO_SHORT']);
  await here.do(change, { current: PASSWORD, password: 'a new pass phrase' });
  expect([(await here.who()).kind, (await elsewhere.who()).kind]).toEqual(['PERSON', 'NOBODY']);
  await new Visitor(server).signIn('feng', 'a new pass phrase');
});

test('only administrators make accounts, and see them; nobody sees a hash', async () => {
  const staff = await person(server, admin, 'chen', ['STAFF']);
  const create = 'mutation { createAccount(input: { name: "x", displayName: "x", roles: [ADMINISTRATOR] }) { problems { code } } }';
  for (const visitor of [staff, new Visitor(server)]) {
    expect(await visitor.refused(create)).toEqual(['FORBIDDEN']);
    for (const list of ['accounts { name }', 'apiTokens { name }']) expect(await visitor.refused(`{ ${list} }`)).toEqual(['FORBIDDEN']);
  }
  const { data } = await admin.ask('{ accounts { name roles unit { name } } sessions { account { name } userAgent } }');
  expect(data.accounts).toContainEqual({ name: 'chen', roles: ['STAFF'], unit: null });
  expect((await staff.ask('{ sessions { account { name } } }')).data.sessions).toEqual([{ account: { name: 'chen' } }]);
});

test('a name is taken once, a reporter has a unit, and the last administrator stays', async () => {
  const create = 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id } problems { code field } } }';
  const refused = (input: object) => admin.refused(create, { input: { name: 'new', displayName: '新', roles: ['STAFF'], ...input } });
  expect(await refused({ name: 'GUAN' })).toEqual(['NAME_TAKEN']);
  expect(await refused({ roles: ['REPORTER'] })).toEqual(['VALUE_MISSING']);
  expect(await refused({ password: 'short' })).toEqual(['PASSWORD_TOO_SHORT']);
  expect(await refused({ unit: 'VW5pdDo5OTk' })).toEqual(['UNKNOWN_ID']);
  const [me] = (await admin.ask('{ accounts { id name } }')).data.accounts.filter(({ name }: { name: string }) => name === 'guan');
  expect(await admin.refused('mutation ($id: ID!) { disableAccount(account: $id) { problems { code } } }', { id: me.id })).toEqual(['LAST_ADMINISTRATOR']);
  expect(await admin.refused('mutation ($id: ID!) { assignRoles(input: { account: $id, roles: [STAFF] }) { problems { code } } }', { id: me.id })).toEqual(['LAST_ADMINISTRATOR']);
});

test('an address fails to sign in twenty times in a minute, and is then told to wait; others are not', async () => {
  const visitor = new Visitor(server);
  for (let n = 0; n < 5; n++) await visitor.signIn('guan');
  const codes: string[] = [];
  for (let n = 0; n < 21; n++) codes.push(...(await visitor.triesToSignIn(`name ${n}`, 'wrong password')));
  expect(codes).toEqual([...Array(20).fill('SIGN_IN_REFUSED'), 'TOO_MANY_ATTEMPTS']);
  await new Visitor(server).signIn('guan');
});
