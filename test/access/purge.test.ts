import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { purgeEnded, startPurge } from '../../server/access/purge.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { emptied } from '../testkit/emptied.ts';
import { openSession, Sessions } from '../testkit/sessions.ts';

let database: TestDatabase;
let keeper: Client;
const sessions = new Sessions();
beforeAll(async () => {
  database = await freshDatabase();
  keeper = await openSession(database.url);
});
beforeEach(async () => {
  await emptied(database.orm, 'account', 'session', 'api_token', 'screen', 'screen_pairing', 'first_administrator_link');
  await keeper.query("insert into account (name, display_name, roles) values ('zhao', '赵', array['STAFF'])");
});
afterAll(async () => {
  await sessions.end();
  await keeper.end();
  await database.drop();
});

const db = () => database.orm.em.fork().getKysely<object>();
const ago = (days: number) => `now() - interval '${days} days'`;
const left = async (table: string) => (await keeper.query<{ hash: string }>(`select hash from ${table} order by hash`)).rows.map(({ hash }) => hash);

/** Ended so many days ago by itself, or revoked then. */
const session = (hash: string, expired: string, revoked = 'null') =>
  keeper.query(`insert into session (hash, account_id, expires_at, revoked_at) values ($1, 1, ${expired}, ${revoked})`, [hash]);

test('sessions go thirty days after they ended, by themselves or revoked; those that go on, and those that ended lately, stay', async () => {
  await session('expired long ago', ago(31));
  await session('revoked long ago', ago(29.8), ago(30.2));
  await session('expired lately', ago(29));
  await session('revoked lately', `now() + interval '1 hour'`, ago(29));
  await session('alive', `now() + interval '1 hour'`);
  expect(await purgeEnded(db())).toMatchObject({ session: 2 });
  expect(await left('session')).toEqual(['alive', 'expired lately', 'revoked lately']);
});

test('pairings and links go a day after their time, used or not', async () => {
  await keeper.query(`
    insert into screen_pairing (code, hash, expires_at, used_at) values ('A', 'old', ${ago(1.1)}, null), ('B', 'old and used', ${ago(1.1)}, ${ago(1.2)}), ('C', 'young', ${ago(0.9)}, null);
    insert into first_administrator_link (hash, expires_at, used_at) values ('old', ${ago(1.1)}, null), ('old and used', ${ago(1.1)}, ${ago(2)}), ('young', now() + interval '1 hour', null)`);
  expect(await purgeEnded(db())).toMatchObject({ screen_pairing: 2, first_administrator_link: 2 });
  expect([await left('screen_pairing'), await left('first_administrator_link')]).toEqual([['young'], ['young']]);
});

test('tokens and screens go a year after their end, a screen with its warnings; who made them stays', async () => {
  await keeper.query(`
    insert into api_token (name, hash, roles, created_by_id, expires_at, revoked_at) values
      ('x', 'expired', array['STAFF'], 1, ${ago(367)}, null), ('x', 'revoked', array['STAFF'], 1, now(), ${ago(367)}), ('x', 'lately', array['STAFF'], 1, ${ago(365)}, null);
    insert into screen (name, hash, paired_by_id, revoked_at) values ('x', 'revoked', 1, ${ago(367)}), ('x', 'lately', 1, ${ago(365)}), ('x', 'alive', 1, null);
    insert into screen_warning (screen_id, state) select id, 'SILENT' from screen`);
  expect(await purgeEnded(db())).toMatchObject({ api_token: 2, screen: 1 });
  expect([await left('api_token'), await left('screen')]).toEqual([['lately'], ['alive', 'lately']]);
  expect((await keeper.query('select from screen_warning')).rowCount).toBe(2);
  expect((await keeper.query('select from account')).rowCount).toBe(1);
});

test('however many have ended, nobody’s rights are announced for it; of one that goes on they are', async () => {
  const heard: (string | undefined)[] = [];
  const listener = await sessions.open(database.url);
  listener.on('notification', ({ payload }) => heard.push(payload));
  await listener.query('listen duban_access');
  await keeper.query(`insert into session (hash, account_id, expires_at) select 's' || n, 1, ${ago(40)} from generate_series(1, 1200) n`);
  await keeper.query(`insert into api_token (name, hash, roles, created_by_id, expires_at) values ('x', 'x', array['STAFF'], 1, ${ago(400)})`);
  await keeper.query(`insert into screen (name, hash, paired_by_id, revoked_at) values ('x', 'x', 1, ${ago(400)})`);
  await session('alive', `now() + interval '1 hour'`);
  expect(await purgeEnded(db())).toMatchObject({ session: 1_200, api_token: 1, screen: 1 });
  await keeper.query(`delete from session where hash = 'alive'`);
  // Announcements come in the order of commits: what came before this one came.
  while (!heard.length) await listener.query('select 1');
  expect(heard).toEqual(['session 1201']);
});

test('several processes that purge at once remove each row once, in batches, and wait for nobody', async () => {
  await keeper.query(`insert into session (hash, account_id, expires_at) select 's' || n, 1, ${ago(40)} from generate_series(1, 100) n`);
  const holder = await sessions.open(database.url);
  await holder.query(`begin; select from session where hash = 's7' for update`);
  const counts = await Promise.all([1, 2, 3].map(() => purgeEnded(db(), { batch: 9 })));
  await holder.query('commit');
  // What somebody holds, or a batch that met another's, is for the next time.
  await purgeEnded(db());
  expect(counts.reduce((sum, { session: removed = 0 }) => sum + removed, 0)).toBeLessThanOrEqual(99);
  expect(await left('session')).toEqual([]);
});

test('it purges as soon as it starts, and stopping lets the batch in hand finish; a purge that fails is reported', async () => {
  await session('old', ago(31));
  await startPurge(db(), () => undefined).stop();
  expect(await left('session')).toEqual([]);
  await keeper.query('alter table screen_pairing rename to elsewhere');
  const reported = Promise.withResolvers<unknown>();
  const purge = startPurge(db(), reported.resolve);
  expect(String(await reported.promise)).toContain('"screen_pairing" does not exist');
  await purge.stop();
  await keeper.query('alter table elsewhere rename to screen_pairing');
});
