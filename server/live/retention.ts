import { sql } from 'kysely';
import type { Database } from '../database/index.ts';
import { Recurring } from '../recurring.ts';

/** Between two removals (milliseconds). */
const INTERVAL = 60 * 60 * 1000;
/** Events a transaction; it holds back the log while it runs, so it must be short. */
const BATCH = 1_000;

/**
 * Keeps events for `days` at least, with 0 for ever: removes older ones from the beginning of the log, at once and then every hour. Any number of processes may
 * do so. `report` hears of removals that failed: the next hour brings another. Stopped, it lets the batch in hand finish.
 */
export function startRetention(db: Database, days: number, report: (error: unknown) => void): Recurring | undefined {
  return days ? new Recurring(INTERVAL, (signal) => removeOldEvents(db, days, { signal }), report) : undefined;
}

/**
 * Removes events older than `days` from the beginning of the log: everything before the first, in commit order, that is
 * young enough, is not released to readers yet, or has not been handled by every durable consumer. `at` is no
 * order of the log: an old event behind a young one waits for it. Answers how many went.
 *
 * In batches, each a transaction that also moves the horizon, which tells readers how far back the log reaches.
 */
export async function removeOldEvents(db: Database, days: number, { batch = BATCH, signal }: { batch?: number; signal?: AbortSignal } = {}): Promise<number> {
  let removed = 0;
  let last: number;
  do {
    last = await removeBatch(db, days, batch);
    removed += last;
  } while (last === batch && !signal?.aborted);
  return removed;
}

async function removeBatch(db: Database, days: number, batch: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    // Before the next statement's snapshot: a consumer about to enter, or another removal, is through with it or waits.
    await sql`select from event_log_identity for update`.execute(tx);
    const { rows } = await sql<{ removed: number }>`
      with oldest as (
        select event.tx, event.id, bool_and(event.at < now() - make_interval(days => ${days})) over (order by event.tx, event.id) as old
        from event, event_log_identity
        where (event.tx, event.id) > (horizon_tx, horizon_id) and event.tx < pg_snapshot_xmin(pg_current_snapshot())
        order by event.tx, event.id
        limit ${batch}
      ), removed as (
        delete from event using oldest
        where event.id = oldest.id and oldest.old and not exists (select from event_consumer as c where (c.tx, c.event_id) < (event.tx, event.id))
        returning event.tx, event.id
      ), moved as (
        update event_log_identity set horizon_tx = newest.tx, horizon_id = newest.id
        from (select tx, id from removed order by tx desc, id desc limit 1) as newest
      )
      select count(*)::int as removed from removed`.execute(tx);
    return rows[0]?.removed ?? 0;
  });
}
