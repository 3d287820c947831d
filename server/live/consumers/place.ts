import { sql } from 'kysely';
import { type Database, statementsOn } from '../../database/index.ts';
import type { Position } from '../cursor.ts';
import type { DurableConsumer, Pace } from './consumer.ts';

/** Where a consumer stands: the last event it is done with, and the tries begun on the one after it. */
export interface Place extends Position {
  attempts: number;
}

interface RawPlace {
  tx: string;
  id: string;
  attempts: number;
}

const COLUMNS = sql`tx::text as tx, event_id::text as id, attempts`;

/** The consumer's place; a plain read. */
export async function readPlace(db: Database, name: string): Promise<Place | undefined> {
  const { rows } = await sql<RawPlace>`select ${COLUMNS} from event_consumer where name = ${name}`.execute(db);
  return rows[0] && toPlace(rows[0]);
}

/** Whether consumers are done with everything that is logged; one that never began is not. */
export async function haveCaughtUp(db: Database, names: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select count(*) = ${names.length}::int and not coalesce(bool_or(exists (select from event e where (e.tx, e.id) > (c.tx, c.event_id))), false) as done
    from event_consumer c where name = any(${names})`.execute(db);
  return rows[0]?.done ?? false;
}

/** The place of a consumer that may be new. Of two processes that enter it at once one does, and both get the same. */
export async function enterPlace(db: Database, { name, from, begin }: DurableConsumer): Promise<Place> {
  const known = await readPlace(db, name);
  if (known) return known;
  await db.transaction().execute(async (tx) => {
    // Keeps retention from moving the horizon past a place that it cannot see yet.
    await sql`select from event_log_identity for share`.execute(tx);
    // The last event there is, not the last transaction there was: after a crash the database gives unused numbers out again.
    const last = sql`(select tx, id from event where ${from === 'present'} and tx < pg_snapshot_xmin(pg_current_snapshot()) order by event.tx desc, event.id desc limit 1)`;
    const entered = await sql`
      insert into event_consumer (name, tx, event_id)
      select ${name}, coalesce(last.tx, horizon_tx), coalesce(last.id, horizon_id) from event_log_identity left join lateral ${last} as last on true
      on conflict (name) do nothing returning name`.execute(tx);
    if (entered.rows.length) await begin?.(statementsOn(tx));
  });
  return (await readPlace(db, name)) as Place;
}

/** Counts a try at the event after `place`, before it begins. Undefined when the consumer stands elsewhere by now. */
export async function countTry(db: Database, name: string, place: Place): Promise<number | undefined> {
  const { rows } = await sql<{ attempts: number }>`
    update event_consumer set attempts = attempts + 1
    where name = ${name} and tx = ${String(place.tx)}::text::xid8 and event_id = ${String(place.id)}::bigint
    returning attempts`.execute(db);
  return rows[0]?.attempts;
}

/**
 * The place, locked until the transaction ends: whoever holds it handles alone. From here on the transaction
 * must neither dally nor wait: it is broken off after `longest`, since it holds back the log.
 */
export async function lockPlace(db: Database, name: string, { longest }: Pick<Pace, 'longest'>): Promise<Place | undefined> {
  await sql`select set_config('idle_in_transaction_session_timeout', ${String(longest)}, true), set_config('statement_timeout', ${String(longest)}, true)`.execute(db);
  const { rows } = await sql<RawPlace>`select ${COLUMNS} from event_consumer where name = ${name} for update`.execute(db);
  return rows[0] && toPlace(rows[0]);
}

/** Done with everything up to `to`. */
export async function movePlace(db: Database, name: string, to: Position): Promise<void> {
  await sql`
    update event_consumer set tx = ${String(to.tx)}::text::xid8, event_id = ${String(to.id)}::bigint, attempts = 0, moved_at = now()
    where name = ${name}`.execute(db);
}

export function samePosition(a: Position | undefined, b: Position): boolean {
  return a?.tx === b.tx && a.id === b.id;
}

function toPlace({ tx, id, attempts }: RawPlace): Place {
  return { tx: BigInt(tx), id: BigInt(id), attempts };
}
