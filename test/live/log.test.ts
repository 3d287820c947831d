import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { EventCursor, EventLog, EventTail } from '../../server/live/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { Sessions } from '../testkit/sessions.ts';
import { roundOf } from './roundOf.ts';

let database: TestDatabase;
let log: EventLog;
let tail: EventTail;
const troubles: unknown[] = [];
let heard: () => void = () => undefined;
const sessions = new Sessions();

beforeAll(async () => {
  database = await freshDatabase();
  log = await EventLog.open(database.orm);
  tail = await EventTail.start(log, database.url, (error) => {
    troubles.push(error);
    heard();
  });
});
afterEach(async () => {
  await sessions.end();
});
afterAll(async () => {
  await tail.stop();
  await database.drop();
});

/** A database session of one's own, in an open transaction that has its transaction id already. */
async function begin(): Promise<Client> {
  const session = await sessions.open(database.url);
  await session.query('begin');
  await session.query('select pg_current_xact_id()');
  return session;
}

const write = (session: Client, round: number) => session.query("insert into event (kind, data) values ('ROUND_OPENED', $1)", [{ round }]);

async function commit(round: number): Promise<void> {
  const session = await begin();
  await write(session, round);
  await session.query('commit');
}

/** Takes what comes after a cursor as a reader of the tail does, until it has so many events. */
async function take(from: EventCursor, count: number): Promise<{ rounds: number[]; cursors: EventCursor[] }> {
  const rounds: number[] = [];
  const cursors: EventCursor[] = [];
  let cursor = from;
  while (rounds.length < count) {
    const arrived = tail.arrived();
    const { events, reached } = await tail.read(cursor, tail.head, 100);
    for (const event of events) {
      const known = cursor.covers(event);
      cursor = cursor.movedTo(event);
      if (known) continue;
      rounds.push(roundOf(event));
      cursors.push(cursor);
    }
    if (events.length) continue;
    cursor = cursor.movedTo(reached);
    await arrived;
  }
  return { rounds, cursors };
}

test('an event that commits late under an older transaction is delivered, before the younger ones', async () => {
  const from = await log.now();
  const older = await begin();
  const younger = await begin();
  await write(younger, 102);
  await younger.query('commit');
  // Paging by id alone would have read 102 by now and would skip 101, whose id is higher but whose transaction is older.
  expect(await log.after(from, 10)).toEqual([]);
  await write(older, 101);
  await older.query('commit');
  expect((await take(from, 2)).rounds).toEqual([101, 102]);
});

test('a transaction that rolls back leaves no event and holds nothing back', async () => {
  const from = await log.now();
  const doomed = await begin();
  await write(doomed, 201);
  await commit(202);
  await doomed.query('rollback');
  expect((await take(from, 1)).rounds).toEqual([202]);
});

test('a snapshot that saw a younger transaction is followed by the older one only', async () => {
  const older = await begin();
  await write(older, 301);
  await commit(302);
  const snapshot = await log.now();
  await older.query('commit');
  await commit(303);
  const { rounds, cursors } = await take(snapshot, 2);
  expect(rounds).toEqual([301, 303]);
  // And who resumes from the first of them, through text, as a screen does, still is not told 302 again.
  const resumed = EventCursor.parse(String(cursors[0]), log.id);
  expect((await take(resumed, 1)).rounds).toEqual([303]);
});

test('a reader far behind reads from the database and goes on from memory without a seam', async () => {
  const from = await log.now();
  const many = await begin();
  await many.query("insert into event (kind, data) select 'ROUND_OPENED', jsonb_build_object('round', 1000 + n) from generate_series(1, 3000) n");
  await many.query('commit');
  const ahead = await take(from, 3000);
  await commit(4001);
  const behind = await take(from, 3001);
  const written = Array.from({ length: 3000 }, (_, n) => 1001 + n);
  expect(ahead.rounds).toEqual(written);
  expect(behind.rounds).toEqual([...written, 4001]);
});

test('the tail survives the loss of its listening connection', async () => {
  const from = await log.now();
  await commit(501);
  const { rounds, cursors } = await take(from, 1);
  expect(rounds).toEqual([501]);
  const surgeon = await begin();
  await surgeon.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'duban tail' and datname = current_database()");
  await surgeon.query('rollback');
  await commit(502);
  expect((await take(cursors[0] as EventCursor, 1)).rounds).toEqual([502]);
});

test('the tail survives the database going away, says so once, and goes on when it is back', async () => {
  const from = await log.now();
  const { pathname } = new URL(database.url);
  const outside = await sessions.open(process.env.TEST_CLUSTER_URL);
  const reported = Promise.withResolvers<void>();
  const before = troubles.length;
  heard = reported.resolve;
  await outside.query(`alter database ${pathname.slice(1)} with allow_connections false`);
  await outside.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [pathname.slice(1)]);
  await reported.promise;
  await outside.query(`alter database ${pathname.slice(1)} with allow_connections true`);
  await commit(601);
  expect((await take(from, 1)).rounds).toEqual([601]);
  expect(troubles.length - before).toBe(1);
});
