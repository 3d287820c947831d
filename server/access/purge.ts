import { sql } from 'kysely';
import type { Database } from '../database/index.ts';
import { Recurring } from '../recurring.ts';

/** Between two purges (milliseconds). */
const INTERVAL = 60 * 60 * 1000;
/** Rows a statement: none holds locks for long. */
const BATCH = 500;

/**
 * How long what has ended is kept: `days` after the moment of `ended`, an expression over the row. Accounts stay: records say who wrote them. What people
 * did and read stands in the audit log, which has a period of its own.
 */
const KEPT = {
  // From which browser somebody was signed in: asked when an account was misused, which is noticed within weeks.
  session: { days: 30, ended: 'least(revoked_at, expires_at)' },
  // Good for ten minutes, used or not; a day is for whoever wonders why a screen was not let in.
  screen_pairing: { days: 1, ended: 'expires_at' },
  first_administrator_link: { days: 1, ended: 'expires_at' },
  // Whose a token was that turns up in some file, and which program wrote what a year's figures rest on.
  api_token: { days: 366, ended: 'least(revoked_at, expires_at)' },
  // What it last showed is proof of display for as long.
  screen: { days: 366, ended: 'revoked_at' },
} as const;

/** Removes what ended long ago, at once and then every hour. Any number of processes may do so: each removes what no other is removing. */
export function startPurge(db: Database, report: (error: unknown) => void): Recurring {
  return new Recurring(INTERVAL, (signal) => purgeEnded(db, { signal }), report);
}

/** Answers how many rows of each table went. */
export async function purgeEnded(db: Database, { batch = BATCH, signal }: { batch?: number; signal?: AbortSignal } = {}): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  for (const [table, { days, ended }] of Object.entries(KEPT)) {
    let last: number;
    do {
      last = await removeBatch(db, sql.table(table), sql.raw(ended), days, batch);
      removed[table] = (removed[table] ?? 0) + last;
    } while (last === batch && !signal?.aborted);
  }
  return removed;
}

async function removeBatch(db: Database, table: ReturnType<typeof sql.table>, ended: ReturnType<typeof sql.raw>, days: number, batch: number): Promise<number> {
  const { rows } = await sql<{ removed: number }>`
    with removed as (
      delete from ${table} where id in (select id from ${table} where ${ended} < now() - make_interval(days => ${days}) limit ${batch} for update skip locked) returning id
    )
    select count(*)::int as removed from removed`.execute(db);
  return rows[0]?.removed ?? 0;
}
