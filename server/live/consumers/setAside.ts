import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { EventKind } from '../../../schema/live/LoggedEvent.ts';
import { globalId } from '../../../schema/Node.ts';
import type { ProblemCode } from '../../../schema/Problem.ts';
import { Refusal, refuse } from '../../../schema/problemWording.ts';
import type { Database } from '../../database/index.ts';
import type { EventRecord } from '../log.ts';
import { causeOf, type DurableConsumer, type Pace } from './consumer.ts';
import { recordOf } from './failure.ts';
import { lockPlace, movePlace, type Place, samePosition } from './place.ts';

/** A row of set_aside_event without its error, which is for the server's log. Moments in milliseconds since 1970. */
export interface SetAsideRow {
  id: number;
  consumer: string;
  tx: string;
  eventId: string;
  at: number;
  kind: EventKind;
  data: never;
  attempts: number;
  code: ProblemCode | null;
  setAsideAt: number;
}

export const SET_ASIDE_COLUMNS = `
  id, consumer, tx::text as tx, event_id::text as "eventId", (extract(epoch from at) * 1000)::float8 as at, kind, data, attempts, code,
  (extract(epoch from set_aside_at) * 1000)::float8 as "setAsideAt"`;

/**
 * Keeps `event` and the last error aside and moves the consumer past it, in one transaction. False, and nothing
 * done, when the consumer does not stand at `before` any more.
 */
export async function setAside(db: Database, name: string, before: Place, event: EventRecord, failure: unknown, pace: Pace): Promise<boolean> {
  const { error, code } = recordOf(failure);
  return db.transaction().execute(async (tx) => {
    const place = await lockPlace(tx, name, pace);
    if (!place || !samePosition(place, before)) return false;
    // A consumer that was made to begin anew may meet an event again that it had set aside before.
    await sql`
      insert into set_aside_event (consumer, tx, event_id, at, kind, data, attempts, error, code)
      values (${name}, ${String(event.tx)}::text::xid8, ${String(event.id)}::bigint, ${event.at}, ${event.kind}, ${JSON.stringify(event.data)}::jsonb, ${place.attempts}, ${error}, ${code})
      on conflict (consumer, event_id) do update set attempts = excluded.attempts, error = excluded.error, code = excluded.code, set_aside_at = now()`.execute(tx);
    await movePlace(tx, name, event);
    return true;
  });
}

/**
 * Hands an event that was set aside to its consumer again, out of its turn but never beside another event of
 * that consumer; what the consumer writes and the removal commit together.
 *
 * Refuses with UNKNOWN_ID (also the second of two who retry at once), EVENT_CONSUMER_MISSING, the consumer's own
 * refusal, or EVENT_NOT_HANDLED when it fails otherwise; then the try and its error are noted, and `report` hears of it.
 */
export async function retrySetAside(orm: MikroORM, consumers: readonly DurableConsumer[], key: number, pace: Pace, report: (error: unknown) => void): Promise<SetAsideRow> {
  const db: Database = orm.em.fork().getKysely<object>();
  const asked = (await rowOf(db, key)) ?? refuse('UNKNOWN_ID', { field: 'id', found: globalId('SetAsideEvent', key) });
  const consumer = consumers.find(({ name }) => name === asked.consumer) ?? refuse('EVENT_CONSUMER_MISSING', { found: asked.consumer });
  let begun = false;
  try {
    return await orm.em.fork().transactional(async (em) => {
      const tx: Database = em.getKysely<object>();
      await lockPlace(tx, consumer.name, pace);
      // Locked too: the consumer's own row may have been removed to make it begin anew.
      const row = (await rowOf(tx, key, { lock: true })) ?? refuse('UNKNOWN_ID', { field: 'id', found: globalId('SetAsideEvent', key) });
      begun = true;
      await consumer.handle({ ...eventOf(row), cause: causeOfRow(row) }, em);
      await sql`delete from set_aside_event where id = ${key}`.execute(tx);
      return row;
    });
  } catch (failure) {
    if (!begun) throw failure;
    const { error, code } = recordOf(failure);
    await sql`update set_aside_event set attempts = attempts + 1, error = ${error}, code = ${code} where id = ${key}`.execute(db);
    if (failure instanceof Refusal) throw failure;
    report(new Error(`The consumer ${consumer.name} failed again at the event ${causeOfRow(asked)}, which was set aside`, { cause: failure }));
    return refuse('EVENT_NOT_HANDLED', { field: 'id', found: globalId('SetAsideEvent', key) });
  }
}

/** The text that the consumer was given as the event's `cause`. */
export function causeOfRow(row: SetAsideRow): string {
  return causeOf(eventOf(row));
}

function eventOf({ tx, eventId, at, kind, data }: SetAsideRow): EventRecord {
  return { tx: BigInt(tx), id: BigInt(eventId), at: new Date(at), kind, data };
}

async function rowOf(db: Database, key: number, { lock = false } = {}): Promise<SetAsideRow | undefined> {
  const { rows } = await sql<SetAsideRow>`select ${sql.raw(SET_ASIDE_COLUMNS)} from set_aside_event where id = ${key} ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}
