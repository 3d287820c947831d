import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { GraphQLError } from 'graphql';
import sql from 'sql-template-tag';
import type { EventData, EventKind } from '../../schema/live/LoggedEvent.ts';
import { type Statements, statementsOn } from '../database/index.ts';
import { all, type Condition, TRUE } from '../read/index.ts';
import { EventCursor, isAfter, type Position } from './cursor.ts';
import { liveError } from './errors.ts';

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
  await statementsOn(em.getKysely<object>()).query(sql`
    insert into event (kind, data)
    select event ->> 'kind', event -> 'data' from jsonb_array_elements(${JSON.stringify(events)}::jsonb) with ordinality as list (event, place)
    order by place`);
}

/** A stretch of the log, and how the log stood when it was read. */
export interface LogPage {
  events: EventRecord[];
  /** Whether no event that could be read then is missing at the end. */
  complete: boolean;
  /** No transaction at or beyond this had begun. */
  assigned: bigint;
  /** Whether committed events wait for an older transaction to end; then a look soon is worth it. */
  holdsBack: boolean;
}

/** Reads the append-only log in commit order, and tells where "now" is. */
export class EventLog {
  /** Names this log in cursors. */
  readonly id: string;
  readonly #db: Statements;

  private constructor(id: string, db: Statements) {
    this.id = id;
    this.#db = db;
  }

  static async open(orm: MikroORM): Promise<EventLog> {
    const db = statementsOn(orm.em.fork().getKysely<object>());
    const [identity] = await db.query<{ id: string }>(sql`select id from event_log_identity`);
    if (!identity) throw new Error('The database has no event log identity: was it migrated?');
    return new EventLog(identity.id, db);
  }

  /** The cursor of `db`'s snapshot: of this moment, or of the repeatable-read transaction it is in. */
  async now(db: Statements = this.#db): Promise<EventCursor> {
    const [now] = await db.query<{ tx: string; id: string; seen: string[] }>(sql`
      select coalesce(last.tx, identity.horizon_tx)::text as tx, coalesce(last.id, identity.horizon_id)::text as id,
        array(select distinct tx from event where tx >= pg_snapshot_xmin(pg_current_snapshot()) order by event.tx)::text[] as seen
      from event_log_identity as identity left join lateral (
        select tx, id from event where tx < pg_snapshot_xmin(pg_current_snapshot()) order by event.tx desc, event.id desc limit 1
      ) as last on true`);
    const { tx, id, seen } = now as { tx: string; id: string; seen: string[] };
    return EventCursor.at(this.id, { tx: BigInt(tx), id: BigInt(id) }, seen.map(BigInt));
  }

  /**
   * Up to `limit` events after a position, in commit order. Stops below the oldest transaction
   * still running: whatever that one writes will stand before everything held back. A GraphQL error with
   * code GAP when events after the position have been removed for their age.
   */
  async after(position: Position, limit: number): Promise<EventRecord[]> {
    return (await this.read(position, limit)).events;
  }

  /** The same, with how the log stood at that moment. One statement: what it says of the log holds for the events it brings. */
  async read(position: Position, limit: number): Promise<LogPage> {
    // The order is by the columns, not by their text in the answer, where 10 would stand before 9.
    const rows = await this.#db.query<RawEvent & RawState>(sql`
      select identity.horizon_tx::text as "horizonTx", identity.horizon_id::text as "horizonId",
        pg_snapshot_xmax(now.snapshot)::text as xmax,
        exists (select from event where tx >= pg_snapshot_xmin(now.snapshot)) as "holdsBack",
        e.id::text, e.tx::text, e.kind, e.data, e.at
      from event_log_identity as identity cross join (select pg_current_snapshot() as snapshot) as now
      left join lateral (
        select id, tx, kind, data, ${EPOCH_MS} as at
        from event
        where (tx, id) > (${String(position.tx)}::text::xid8, ${String(position.id)}::bigint) and tx < pg_snapshot_xmin(now.snapshot)
        order by event.tx, event.id
        limit ${limit}
      ) as e on true
      order by e.tx, e.id`);
    const state = rows[0] as RawState;
    const horizon = { tx: BigInt(state.horizonTx), id: BigInt(state.horizonId) };
    if (isAfter(horizon, position)) throw this.#gap(horizon);
    const events = rows.filter((row) => row.id !== null).map(toRecord);
    return { events, complete: events.length < limit, assigned: BigInt(state.xmax), holdsBack: state.holdsBack };
  }

  #gap(horizon: Position): GraphQLError {
    const oldest = EventCursor.at(this.id, horizon).toString();
    return liveError('GAP', '该位置之后的部分事件已过保存期，请重新获取快照', 'Events after this cursor are past their retention; take a new snapshot', { oldest });
  }

  /** The newest events that `db` can see, of one round or of all, newest first; of those that fit a condition on the table `event`. */
  async latest(db: Statements, round: number | null, limit: number, fits: Condition = TRUE): Promise<EventRecord[]> {
    const rows = await db.query<RawEvent>(sql`
      select id::text, tx::text, kind, data, ${EPOCH_MS} as at
      from event
      where ${all([round === null ? TRUE : sql`(data ->> 'round')::int = ${round}`, fits])}
      order by event.tx desc, event.id desc
      limit ${limit}`);
    return rows.map(toRecord);
  }
}

const EPOCH_MS = sql`(extract(epoch from at) * 1000)::float8`;

interface RawEvent {
  id: string;
  tx: string;
  kind: EventKind;
  data: never;
  at: number;
}

interface RawState {
  horizonTx: string;
  horizonId: string;
  xmax: string;
  holdsBack: boolean;
}

function toRecord({ id, tx, kind, data, at }: RawEvent): EventRecord {
  return { id: BigInt(id), tx: BigInt(tx), kind, data, at: new Date(at) };
}
