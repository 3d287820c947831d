import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { EventConsumers } from '../../server/live/consumers/index.ts';
import { EventLog } from '../../server/live/index.ts';
import { removeOldEvents, startRetention } from '../../server/live/retention.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { openSession, Sessions } from '../testkit/sessions.ts';
import { roundOf } from './roundOf.ts';

const DAYS = 30;

let database: TestDatabase;
let keeper: Client;
const sessions = new Sessions();

beforeAll(async () => {
  database = await freshDatabase();
  keeper = await openSession(database.url);
});
beforeEach(async () => {
  await keeper.query("truncate event, event_consumer; update event_log_identity set horizon_tx = '0', horizon_id = 0");
});
afterEach(async () => {
  await sessions.end();
});
afterAll(async () => {
  await keeper.end();
  await database.drop();
});

const session = () => sessions.open(database.url);

const db = () => database.orm.em.fork().getKysely<object>();

/** Removes once what is committed is released: transactions of the tests beside this one hold it back, too. */
async function remove(options?: { batch: number }): Promise<number> {
  await untilReleased();
  return removeOldEvents(db(), DAYS, options);
}

async function untilReleased(): Promise<void> {
  while ((await keeper.query('select from event where tx >= pg_snapshot_xmin(pg_current_snapshot()) limit 1')).rowCount);
}

/** Logs an event of so many days ago. */
const log = (round: number, daysAgo: number, by = keeper) =>
  by.query("insert into event (kind, data, at) values ('ROUND_OPENED', $1, now() - make_interval(days => $2))", [{ round }, daysAgo]);

async function rounds(): Promise<number[]> {
  const { rows } = await keeper.query<{ round: number }>("select (data ->> 'round')::int as round from event order by tx, id");
  return rows.map(({ round }) => round);
}

/** A consumer that is done with every event up to this one. */
const consumed = (name: string, round: number) =>
  keeper.query("insert into event_consumer (name, tx, event_id) select $1, tx, id from event where (data ->> 'round')::int = $2", [name, round]);

test('old events go from the beginning of the log up to the first young one, and the horizon is the last that went', async () => {
  await log(1, 90);
  await log(2, 31);
  const { rows } = await keeper.query('select tx as horizon_tx, id as horizon_id from event order by tx, id offset 1 limit 1');
  await log(3, 29);
  await log(4, 90);
  await log(5, 0);
  expect(await remove()).toBe(2);
  expect(await rounds()).toEqual([3, 4, 5]);
  expect((await keeper.query('select horizon_tx, horizon_id from event_log_identity')).rows).toEqual(rows);
  expect(await remove()).toBe(0);
  expect((await keeper.query('select horizon_tx, horizon_id from event_log_identity')).rows).toEqual(rows);
});

test('in commit order and not in that of ids, an old event behind a young one waits for it', async () => {
  const older = await session();
  await older.query('begin');
  await older.query('select pg_current_xact_id()');
  await log(2, 90);
  // The higher id, but the older transaction: it stands first.
  await log(1, 1, older);
  await older.query('commit');
  expect(await rounds()).toEqual([1, 2]);
  expect(await remove()).toBe(0);
});

test('an event that is not released to readers yet stays, however old', async () => {
  await log(1, 90);
  await untilReleased();
  const older = await session();
  await older.query('begin');
  await log(2, 90, older);
  await log(3, 90);
  expect(await removeOldEvents(db(), DAYS)).toBe(1);
  await older.query('commit');
  expect(await rounds()).toEqual([2, 3]);
});

test('the consumer that is furthest behind holds back what it has not handled', async () => {
  for (const round of [1, 2, 3, 4, 5]) await log(round, 90);
  await consumed('ahead', 4);
  await consumed('behind', 2);
  expect(await remove({ batch: 1 })).toBe(2);
  expect(await rounds()).toEqual([3, 4, 5]);
  await keeper.query("delete from event_consumer where name = 'behind'");
  await remove();
  expect(await rounds()).toEqual([5]);
});

test('a consumer that enters at the beginning while events are removed misses none of those that stay', async () => {
  for (const round of [1, 2, 3]) await log(round, 90);
  // Removal waits for whoever is entering, and then sees its place.
  const entering = await session();
  await entering.query('begin');
  await entering.query('select from event_log_identity for share');
  await entering.query("insert into event_consumer (name, tx, event_id) select 'new', horizon_tx, horizon_id from event_log_identity");
  const removing = remove();
  await untilBlocked();
  await entering.query('commit');
  expect(await removing).toBe(0);

  // And the other way round: whoever enters waits for the removal, and begins behind it.
  await keeper.query('truncate event_consumer');
  const removal = await session();
  await removal.query('begin');
  await removal.query('select from event_log_identity for update');
  const handed: number[] = [];
  const all = Promise.withResolvers<void>();
  const starting = EventConsumers.start({
    orm: database.orm,
    databaseUrl: database.url,
    log: await EventLog.open(database.orm),
    arrivals: { arrived: () => new Promise(() => undefined) },
    consumers: [
      {
        name: 'new',
        from: 'beginning',
        handle: async (event) => {
          handed.push(roundOf(event));
          if (roundOf(event) === 3) all.resolve();
        },
      },
    ],
    report: () => undefined,
  });
  await untilBlocked();
  await removal.query(`with removed as (delete from event where (data ->> 'round')::int = 1 returning tx, id)
    update event_log_identity set horizon_tx = removed.tx, horizon_id = removed.id from removed`);
  await removal.query('commit');
  const consumers = await starting;
  await all.promise;
  await consumers.stop();
  expect(handed).toEqual([2, 3]);
});

async function untilBlocked(): Promise<void> {
  const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while (!(await keeper.query(waiting)).rowCount);
}

test('horizon and removal are one: whoever sees the one sees the other', async () => {
  await keeper.query("insert into event (kind, data, at) select 'ROUND_OPENED', jsonb_build_object('round', n), now() - interval '90 days' from generate_series(1, 400) n");
  await untilReleased();
  const reader = await session();
  let done = false;
  const removing = removeOldEvents(db(), DAYS, { batch: 7 }).finally(() => {
    done = true;
  });
  const seen = new Set<string>();
  while (!done) {
    const { rows } = await reader.query<{ horizon: string; before: string }>(
      'select horizon_id as horizon, coalesce((select min(id) - 1 from event), horizon_id) as before from event_log_identity',
    );
    const [{ horizon, before }] = rows as [{ horizon: string; before: string }];
    if (horizon !== '0') expect(horizon).toBe(before);
    seen.add(horizon);
  }
  expect(await removing).toBe(400);
  expect(seen.size).toBeGreaterThan(1);
});

test('two processes that remove at once remove each event once and leave what is young', async () => {
  await keeper.query("insert into event (kind, data, at) select 'ROUND_OPENED', jsonb_build_object('round', n), now() - interval '90 days' from generate_series(1, 200) n");
  await log(201, 1);
  await untilReleased();
  const counts = await Promise.all([1, 2, 3].map(() => removeOldEvents(db(), DAYS, { batch: 9 })));
  expect(counts.reduce((sum, count) => sum + count)).toBe(200);
  expect(await rounds()).toEqual([201]);
});

test('it removes as soon as it starts, and stopping lets the batch in hand finish', async () => {
  await log(1, 90);
  await untilReleased();
  await startRetention(db(), DAYS, () => undefined)?.stop();
  expect(await rounds()).toEqual([]);
});

test('with 0 days events are kept for ever', async () => {
  await log(1, 40_000);
  await untilReleased();
  expect(startRetention(db(), 0, () => undefined)).toBeUndefined();
  expect(await rounds()).toEqual([1]);
});

test('a removal that fails is reported, and nothing has gone', async () => {
  await log(1, 90);
  await keeper.query('alter table event_consumer rename to elsewhere');
  await untilReleased();
  const reported = Promise.withResolvers<unknown>();
  const retention = startRetention(db(), DAYS, reported.resolve);
  expect(String(await reported.promise)).toContain('"event_consumer" does not exist');
  await keeper.query('alter table elsewhere rename to event_consumer');
  await retention?.stop();
  expect(await rounds()).toEqual([1]);
});
