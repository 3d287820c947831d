import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../server/access/policy.ts';
import { dataOf, EventStreamReader } from '../http/live/eventStream.ts';
import { eventWriter } from '../http/live/events.ts';
import { Wire } from '../http/live/wire.ts';
import { statementsOf } from '../read/statements.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { type SignedIn, signedIn } from './signedIn.ts';

/* Sessions go on by use and end without it; whoever listens meanwhile loses no event and hears none twice, whichever it was. */

const BOARD = 'subscription ($after: EventCursor) { board(after: $after) { cursor } }';
const ADDRESS = `/graphql?${new URLSearchParams({ query: BOARD })}`;

let server: TestServer;
let write: (count: number) => Promise<void>;
const open: Wire[] = [];
const sql = (text: string, values: unknown[] = []) => server.database.orm.em.fork().execute(text, values) as Promise<Record<string, never>[]>;
beforeAll(async () => {
  server = await startTestServer();
  write = await eventWriter(server);
});
afterEach(async () => void (await Promise.all(open.splice(0).map((wire) => wire.cut()))));
afterAll(() => server.stop());

const staff = () => signedIn(server, { roles: [Role.STAFF] });
async function socketOf({ cookie }: SignedIn): Promise<Wire> {
  const wire = await Wire.open(server.socketUrl, { headers: { cookie } });
  open.push(wire);
  return wire;
}
const streamOf = ({ cookie }: SignedIn, lastCursor?: string) =>
  EventStreamReader.open(`${server.url}${ADDRESS}`, { headers: { cookie, ...(lastCursor ? { 'last-event-id': lastCursor } : {}) } });

/** Every cursor of the log, in order. */
async function log(after: string): Promise<string[]> {
  const { board } = await server.ask('{ board { cursor } }');
  const wire = await Wire.open(server.socketUrl);
  open.push(wire);
  wire.subscribe('all', BOARD, { after });
  await wire.until(() => wire.told('all').at(-1)?.data.board.cursor >= board.cursor);
  return cursorsOf(wire, 'all');
}
const cursorsOf = (wire: Wire, id: string): string[] => wire.told(id).map(({ data }) => data.board.cursor);
const now = async (): Promise<string> => (await server.ask('{ board { cursor } }')).board.cursor;

/** Leaves the session so long without use; the announcement makes its sockets look when it ends. */
async function leaveUnused({ session }: SignedIn, milliseconds: number): Promise<void> {
  await sql(`update session set renewed_at = now() - interval '30 minutes' + ? * interval '1 millisecond', expires_at = expires_at - interval '1 second' where id = ?`, [
    milliseconds,
    session,
  ]);
  server.duban.access.recognition.forget();
}
const renewedAt = async ({ session }: SignedIn) => String((await sql('select renewed_at::text as at from session where id = ?', [session]))[0]?.at);

test('a socket that only listened is told UNAUTHENTICATED with each subscription’s last cursor, and after signing in again goes on from there', async () => {
  const before = await now();
  const somebody = await staff();
  const wire = await socketOf(somebody);
  await wire.listen('followed', BOARD, { after: before });
  await write(3);
  await wire.heard('followed', 3);
  // One that has heard nothing yet has a place as well.
  await wire.listen('new', BOARD);
  await leaveUnused(somebody, 200);
  expect(await wire.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  await write(2);
  const ended = ['followed', 'new'].map((id) => wire.of(id, 'error')[0]?.payload[0].extensions);
  expect(ended).toMatchObject([{ code: 'UNAUTHENTICATED', cursor: cursorsOf(wire, 'followed')[2], requestId: expect.any(String) }, { code: 'UNAUTHENTICATED' }]);

  const again = await socketOf(await staff());
  for (const [at, id] of ['followed', 'new'].entries()) await again.listen(id, BOARD, { after: ended[at].cursor });
  await write(1);
  await again.heard('followed', 3);
  await again.heard('new', 3);
  const all = await log(before);
  expect([...cursorsOf(wire, 'followed'), ...cursorsOf(again, 'followed')]).toEqual(all);
  expect(cursorsOf(again, 'new')).toEqual(all.slice(3));
});

test('an event stream that only listened ends with UNAUTHENTICATED and its last cursor, also one that had heard nothing', async () => {
  const before = await now();
  const somebody = await staff();
  const [followed, quiet] = [await streamOf(somebody, before), await streamOf(somebody)];
  await write(2);
  await Promise.all([followed.heard(2), quiet.heard(2)]);
  const silent = await streamOf(somebody);
  await leaveUnused(somebody, 200);
  const [end, complete] = (await followed.toEnd()).slice(2);
  const cursors = followed.events.flatMap(({ event, id }) => (event === 'next' && id ? [id] : []));
  expect(dataOf(end).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', cursor: cursors[1] } }]);
  expect(complete?.event).toBe('complete');
  const [told] = await silent.toEnd();
  await write(2);
  const place = dataOf(told).errors[0].extensions.cursor;
  // A browser's EventSource keeps it as the last id.
  expect(silent.events.find(({ id }) => id)).toEqual({ id: place });

  const again = await staff();
  const all = await log(before);
  for (const [lastCursor, rest] of [
    [cursors[1], 2],
    [place, 2],
  ] as const) {
    const resumed = await streamOf(again, lastCursor);
    expect((await resumed.heard(rest)).map(({ id }) => id)).toEqual(all.slice(-rest));
    resumed.cut();
  }
});

test('a question on the socket renews the session, says how long it goes on now, and the subscription keeps its place', async () => {
  const before = await now();
  const [somebody, idle] = [await staff(), await staff()];
  await Promise.all([leaveUnused(somebody, 1_500), leaveUnused(idle, 1_500)]);
  const [kept, lost] = [await socketOf(somebody), await socketOf(idle)];
  for (const wire of [kept, lost]) wire.subscribe('board', BOARD, { after: before });
  await write(2);
  await kept.heard('board', 2);
  const endsAt = async () => Date.parse((await kept.ask('{ viewer { expiresAt } }')).data.viewer.expiresAt);
  expect((await endsAt()) - Date.now()).toBeGreaterThan(29 * 60_000);
  expect((await lost.closed).code).toBe(4401);
  await write(2);
  await kept.heard('board', 4);
  expect(cursorsOf(kept, 'board')).toEqual(await log(before));
  expect(kept.told('board').map(({ extensions }) => extensions.after)).toEqual([before, ...cursorsOf(kept, 'board').slice(0, -1)]);
});

test('to listen is no use: neither a handshake nor a subscription nor a stream renews a session, and any question does', async () => {
  const somebody = await staff();
  await leaveUnused(somebody, 20 * 60_000);
  const stale = await renewedAt(somebody);
  const wire = await socketOf(somebody);
  wire.subscribe('board', BOARD);
  const stream = await streamOf(somebody);
  await write(1);
  await Promise.all([wire.heard('board', 1), stream.heard(1)]);
  expect(await renewedAt(somebody)).toBe(stale);

  // At once, though who this is was looked up just now.
  const question = `/graphql?${new URLSearchParams({ query: '{ viewer { kind } }' })}`;
  const headers = { cookie: somebody.cookie };
  for (const ask of [
    () => wire.ask('{ viewer { kind } }'),
    async () => (await fetch(`${server.url}${question}`, { headers: { ...headers, 'apollo-require-preflight': 'yes' } })).text(),
    async () => (await EventStreamReader.open(`${server.url}${question}`, { headers })).toEnd(),
  ]) {
    await leaveUnused(somebody, 20 * 60_000);
    const before = await renewedAt(somebody);
    await socketOf(somebody);
    await ask();
    expect(await renewedAt(somebody)).not.toBe(before);
  }
  stream.cut();
});

test('whoever follows past the longest life of a session is told to sign in, however often it was used', async () => {
  const somebody = await staff();
  const wire = await socketOf(somebody);
  await wire.listen('board', BOARD);
  await sql(`update session set expires_at = now() + interval '500 milliseconds', renewed_at = now() - interval '2 minutes' where id = ?`, [somebody.session]);
  await wire.ask('{ viewer { kind } }');
  expect((await wire.closed).code).toBe(4401);
  expect(wire.of('board', 'error')[0]?.payload).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', cursor: expect.any(String) } }]);
});

test('a question on a socket is answered by the rights that hold when it is asked, also if nobody announced the change', async () => {
  const [ended, changed] = [await staff(), await staff()];
  const wires = [await socketOf(ended), await socketOf(changed)] as const;
  await server.database.orm.em.fork().transactional(async (em) => {
    await em.execute('set local session_replication_role = replica');
    await em.execute('update session set revoked_at = now() where id = ?', [ended.session]);
    await em.execute(`update account set roles = '{LEADER}' where id = ?`, [changed.account]);
  });
  server.duban.access.recognition.forget();
  expect(await wires[0].ask('{ units { totalCount } }')).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  expect(await wires[1].ask('{ viewer { roles } officers { totalCount } }')).toMatchObject({ errors: [{ path: ['officers'], extensions: { code: 'FORBIDDEN' } }] });
});

test('what ends for many at once is looked up for all of them together', async () => {
  const people = await Promise.all(Array.from({ length: 40 }, staff));
  const wires = await Promise.all([...people, ...people].map(socketOf));
  const lookUps = async (change: () => Promise<unknown>) => (await statementsOf(change)).filter((text) => /from session as s/.test(text)).length;
  // Announced row by row; the second time they end by themselves, each by its own timer.
  const [first, second] = [people.slice(0, 20), people.slice(20)];
  const all = (those: readonly SignedIn[]) => `{${those.map(({ session }) => session).join(',')}}`;
  const closed = (those: readonly SignedIn[]) => Promise.all(wires.filter((_, at) => those.includes(people[at % 40] as SignedIn)).map((wire) => wire.closed));
  const asked = await lookUps(async () => {
    await sql('update session set revoked_at = now() where id = any(?::int[])', [all(first)]);
    for (const { code } of await closed(first)) expect(code).toBe(4401);
  });
  expect(asked).toBeLessThanOrEqual(3);
  const timed = await lookUps(async () => {
    await sql(`update session set expires_at = now() + interval '400 milliseconds' where id = any(?::int[])`, [all(second)]);
    for (const { code } of await closed(second)) expect(code).toBe(4401);
  });
  expect(timed).toBeLessThanOrEqual(12);
});
