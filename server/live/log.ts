import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { EventData, EventKind } from '../../schema/live/LoggedEvent.ts';
import type { Database } from '../database/index.ts';
import { EventCursor, type Position, Snapshot } from './cursor.ts';

/** An event about to be written: its kind and the ids it is about. */
export type NewEvent = { [K in EventKind]: { kind: K; data: EventData[K] } }[EventKind];

/** An event as it stands in the log. */
export type EventRecord = NewEvent & Position & { at: Date };

/**
 * Writes events in the caller's transaction, after the rows they tell of and in the order given.
 * They become readable together, at commit.
 */
export async function appendEvents(em: EntityManager, events: readonly NewEvent[]): Promise<void> {
  if (!events.length) return;
  // One parameter however many events: a large file brings tens of thousands.
  await sql`
    insert into event (kind, data)
    select event ->> 'kind', event -> 'data' from jsonb_array_elements(${JSON.stringify(events)}::jsonb) with ordinality as list (event, place)
    order by place`.execute(em.getKysely<object>());
}

/** Reads the append-only log in commit order, and tells where "now" is. */
export class EventLog {
  /** Names this log in cursors. */
  readonly id: string;
  readonly #db: Database;

  private constructor(id: string, db: Database) {
    this.id = id;
    this.#db = db;
  }

  static async open(orm: MikroORM): Promise<EventLog> {
    const db = orm.em.fork().getKysely<object>() as Database;
    const { rows } = await sql<{ id: string }>`select id from event_log_identity`.execute(db);
    const identity = rows[0]?.id;
    if (!identity) throw new Error('The database has no event log identity: was it migrated?');
    return new EventLog(identity, db);
  }

  /** The cursor of `db`'s snapshot: of this moment, or of the repeatable-read transaction it is in. */
  async now(db: Database = this.#db): Promise<EventCursor> {
    const { rows } = await sql<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`.execute(db);
    return EventCursor.ofSnapshot(this.id, Snapshot.parse((rows[0] as { snapshot: string }).snapshot));
  }

  /**
   * Up to `limit` events after a position, in commit order. Stops below the oldest transaction
   * still running: whatever that one writes will stand before everything held back. The order is by the
   * columns, not by their text in the answer, where 10 would stand before 9.
   */
  async after(position: Position, limit: number): Promise<EventRecord[]> {
    const { rows } = await sql<RawEvent>`
      select id::text, tx::text, kind, data, ${EPOCH_MS} as at
      from event
      where (tx, id) > (${String(position.tx)}::text::xid8, ${String(position.id)}::bigint)
        and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by event.tx, event.id
      limit ${limit}`.execute(this.#db);
    return rows.map(toRecord);
  }

  /** The newest events that `db` can see, of one round or of all, newest first. */
  async latest(db: Database, round: number | null, limit: number): Promise<EventRecord[]> {
    const { rows } = await sql<RawEvent>`
      select id::text, tx::text, kind, data, ${EPOCH_MS} as at
      from event
      where ${round === null ? sql`true` : sql`(data ->> 'round')::int = ${round}`}
      order by event.tx desc, event.id desc
      limit ${limit}`.execute(db);
    return rows.map(toRecord);
  }

  /** Whether committed events wait for an older transaction to end; then a look soon is worth it. */
  async holdsBack(): Promise<boolean> {
    const { rows } = await sql<{ held: boolean }>`
      select exists (select from event where tx >= pg_snapshot_xmin(pg_current_snapshot())) as held`.execute(this.#db);
    return rows[0]?.held ?? false;
  }
}

const EPOCH_MS = sql<number>`(extract(epoch from at) * 1000)::float8`;

interface RawEvent {
  id: string;
  tx: string;
  kind: EventKind;
  data: never;
  at: number;
}

function toRecord({ id, tx, kind, data, at }: RawEvent): EventRecord {
  return { id: BigInt(id), tx: BigInt(tx), kind, data, at: new Date(at) };
}
