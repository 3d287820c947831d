import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { serveDuban } from '../../server/duban.ts';
import { dataOf, EventStreamReader } from '../http/live/eventStream.ts';
import { eventWriter } from '../http/live/events.ts';
import { Wire } from '../http/live/wire.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { administrator, person, Visitor } from './visitors.ts';

const BOARD = 'subscription ($after: EventCursor) { board(after: $after) { cursor } }';

let server: TestServer;
let admin: Visitor;
let write: (count: number) => Promise<void>;
const open: Wire[] = [];
const sql = (statement: string, values: unknown[] = []) => server.database.orm.em.fork().execute(statement, values);
beforeAll(async () => {
  server = await startTestServer({ trustProxy: true });
  admin = await administrator(server);
  write = await eventWriter(server);
});
afterEach(async () => void (await Promise.all(open.splice(0).map((wire) => wire.cut()))));
afterAll(() => server.stop());

/** A socket of somebody, who follows the board. */
async function socketOf({ cookie }: Visitor, url = server.socketUrl): Promise<Wire> {
  const wire = await Wire.open(url, { headers: { cookie: cookie ?? '' } });
  open.push(wire);
  await wire.listen('board', BOARD);
  return wire;
}

async function socketWith(secret: string): Promise<Wire> {
  const wire = await Wire.open(server.socketUrl, { init: false });
  open.push(wire);
  wire.send({ type: 'connection_init', payload: { authorization: `Bearer ${secret}` } });
  await Promise.race([wire.until(() => wire.acknowledgement !== undefined), wire.closed]);
  return wire;
}

const who = async (wire: Wire) => (await wire.ask('{ viewer { kind name roles } }')).data.viewer;
const change = (roles: string) => `mutation ($account: ID!) { assignRoles(input: { account: $account, roles: [${roles}] }) { problems { code } } }`;
const DISABLE = 'mutation ($account: ID!) { disableAccount(account: $account) { problems { code } } }';

async function token(roles: string[]): Promise<{ id: string; secret: string }> {
  const made = await admin.do('mutation ($roles: [Role!]!) { createApiToken(input: { name: "程序", roles: $roles, validDays: 1 }) { token { id } secret problems { code } } }', {
    roles,
  });
  return { id: made.token.id, secret: made.secret };
}

test('a socket is whoever its handshake’s cookie says, or the token of its first word', async () => {
  const staff = await person(server, admin, 'zhao', ['STAFF']);
  expect(await who(await socketOf(staff))).toEqual({ kind: 'PERSON', name: 'zhao 同志', roles: ['STAFF'] });
  expect(await who(await socketWith((await token(['LEADER'])).secret))).toEqual({ kind: 'PROGRAM', name: '程序', roles: ['LEADER'] });
  const nobody = await Wire.open(server.socketUrl);
  open.push(nobody);
  expect((await who(nobody)).kind).toBe('NOBODY');
});

test('a socket with a token that is good for nothing is closed, and not taken for nobody’s', async () => {
  expect(await (await socketWith(`duban_t_${'x'.repeat(43)}`)).closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  const refused = await Wire.open(server.socketUrl, { headers: { authorization: 'Bearer nothing' } });
  expect(await refused.closed).toMatchObject({ code: 1006 });
});

test.each<[string, (visitor: Visitor & { account: string }) => Promise<unknown>, number]>([
  ['its session is signed out of', (visitor) => visitor.do('mutation { signOut { problems { code } } }'), 4401],
  [
    'an administrator revokes its session',
    async (visitor) => {
      const [own] = (await visitor.ask('{ sessions { id } }')).data.sessions;
      await admin.do('mutation ($id: ID!) { revokeSession(session: $id) { problems { code } } }', { id: own.id });
    },
    4401,
  ],
  ['its account is disabled', ({ account }) => admin.do(DISABLE, { account }), 4401],
  ['its account has another role', ({ account }) => admin.do(change('LEADER'), { account }), 4403],
  ['its session ends by itself', () => sql("update session set expires_at = now() + interval '300 milliseconds' where id = (select max(id) from session)"), 4401],
  ['its row is deleted by hand', () => sql('delete from session where id = (select max(id) from session)'), 4401],
])('a live socket is closed within a second when %s', async (what, happen, code) => {
  const visitor = await person(server, admin, `live ${what.slice(0, 30)}`, ['STAFF']);
  const wire = await socketOf(visitor);
  await write(1);
  await wire.heard('board', 1);
  await happen(visitor);
  expect((await wire.closed).code).toBe(code);
});

test('a socket with a token that is revoked is closed; one of another token stays', async () => {
  const [one, other] = [await token(['STAFF']), await token(['STAFF'])];
  const [closing, staying] = [await socketWith(one.secret), await socketWith(other.secret)];
  await admin.do('mutation ($id: ID!) { revokeApiToken(token: $id) { problems { code } } }', { id: one.id });
  expect((await closing.closed).code).toBe(4401);
  expect((await who(staying)).kind).toBe('PROGRAM');
});

test('after a changed role the client comes back with its cursor, and goes on where it was', async () => {
  const visitor = await person(server, admin, 'qian', ['STAFF']);
  const first = await socketOf(visitor);
  await write(1);
  const [told] = await first.heard('board', 1);
  await admin.do(change('SECRETARY'), { account: visitor.account });
  await first.closed;
  await write(1);
  const second = await Wire.open(server.socketUrl, { headers: { cookie: visitor.cookie ?? '' } });
  open.push(second);
  second.subscribe('board', BOARD, { after: told.data.board.cursor });
  expect(await second.heard('board', 1)).toHaveLength(1);
  expect((await who(second)).roles).toEqual(['SECRETARY']);
});

test.each<[string, (visitor: Visitor, wire: Wire) => Promise<unknown>]>([
  ['over HTTP', (visitor) => visitor.who()],
  ['on the socket itself', (_, wire) => who(wire)],
])('a session that is renewed by use %s keeps its socket; one that is not loses it in time', async (how, use) => {
  const name = `renewed ${how}`;
  const visitor = await person(server, admin, name, ['STAFF']);
  const idle = await person(server, admin, `idle ${how}`, ['STAFF']);
  const [kept, lost] = [await socketOf(visitor), await socketOf(idle)];
  // Both end in two seconds unless they are used.
  await sql(
    `update session set renewed_at = now() - interval '29 minutes 58 seconds', expires_at = expires_at - interval '1 second'
    where account_id in (select id from account where name in (lower(?), lower(?)))`,
    [name, `idle ${how}`],
  );
  server.duban.access.recognition.forget();
  await use(visitor, kept);
  expect((await lost.closed).code).toBe(4401);
  await write(1);
  await kept.heard('board', 1);
});

test('what changes on one server process closes the sockets of another', async () => {
  const other = await serveDuban({ orm: server.database.orm, databaseUrl: server.database.url, host: '127.0.0.1', port: 0, report: (error) => server.reported.push(error) });
  try {
    const visitor = await person(server, admin, 'li', ['STAFF']);
    const there = await socketOf(visitor, `${other.url.replace('http', 'ws')}/graphql`);
    await admin.do(DISABLE, { account: visitor.account });
    expect((await there.closed).code).toBe(4401);
  } finally {
    await other.close();
  }
});

test('a change while nobody could hear it closes the sockets when the database is heard again', async () => {
  const visitor = await person(server, admin, 'zhou', ['STAFF']);
  const wire = await socketOf(visitor);
  await sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'duban access' and datname = current_database()");
  await sql("update account set disabled_at = now() where name = 'zhou'");
  expect((await wire.closed).code).toBe(4401);
});

test('an event stream ends with its session, and is told so', async () => {
  const visitor = await person(server, admin, 'wu', ['STAFF']);
  const stream = await EventStreamReader.open(`${server.url}/graphql?query=${encodeURIComponent(BOARD)}`, { headers: { cookie: visitor.cookie ?? '' } });
  await visitor.do('mutation { signOut { problems { code } } }');
  const [told, complete] = await stream.toEnd();
  expect(dataOf(told).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', cursor: expect.any(String) } }]);
  expect(complete?.event).toBe('complete');
});

test('nobody signs in over a socket, where no cookie can be set', async () => {
  const wire = await Wire.open(server.socketUrl);
  open.push(wire);
  expect(await wire.ask('mutation { signIn(name: "guan", password: "x") { problems { code } } }')).toEqual({ data: { signIn: { problems: [{ code: 'NEEDS_HTTP' }] } } });
});
