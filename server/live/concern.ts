import sql from 'sql-template-tag';
import type { EventData, EventKind } from '../../schema/live/LoggedEvent.ts';
import { any, type Condition, type EntityClass, FALSE, type Reader } from '../read/index.ts';
import type { EventRecord } from './log.ts';
import type { Delivery } from './tail.ts';

/** The row that an event concerns: its class, and where its key stands in the event's data. For whoever may not see that row the event has not happened. */
export interface Concern<Key extends string = string> {
  entity: EntityClass;
  key: Key;
}

/** Of one kind of event. */
export type ConcernOf<K extends EventKind> = Concern<KeyIn<EventData[K]>>;
type KeyIn<Data> = { [P in keyof Data]: Data[P] extends number ? P : never }[keyof Data] & string;

/** Of the kinds of event that a subscription tells; one that is not named is told to nobody. */
export type Concerns = { readonly [K in EventKind]?: ConcernOf<K> };

/** Of some events those that concern rows which may be seen now: one statement a class, and none for a class of which every row may be seen, or no row. */
export async function seenOf(read: Reader, concerns: Concerns, deliveries: readonly Delivery[]): Promise<readonly Delivery[]> {
  const asked = new Map<EntityClass, Set<number>>();
  for (const { event } of deliveries) {
    const concern = concerns[event.kind];
    if (concern && isConditional(rowsOf(read, concern))) asked.set(concern.entity, (asked.get(concern.entity) ?? new Set()).add(keyIn(event, concern)));
  }
  const seen = new Map(await Promise.all([...asked].map(async ([entity, keys]): Promise<[EntityClass, Set<number>]> => [entity, await keysSeen(read, entity, keys)])));
  return deliveries.filter(({ event }) => {
    const concern = concerns[event.kind];
    if (!concern) return false;
    return rowsOf(read, concern) === undefined || (seen.get(concern.entity)?.has(keyIn(event, concern)) ?? false);
  });
}

/** The same as a condition on the table `event`. */
export function seenEvents(read: Reader, concerns: Concerns): Condition {
  const kinds = Object.entries(concerns);
  if (kinds.every(([, concern]) => rowsOf(read, concern) === undefined)) return sql`event.kind = any(${kinds.map(([kind]) => kind)})`;
  return any(
    kinds.map(([kind, concern]) => {
      const rows = rowsOf(read, concern);
      if (rows === undefined) return sql`event.kind = ${kind}`;
      return rows === FALSE
        ? FALSE
        : sql`(event.kind = ${kind} and exists (select from ${read.seen(concern.entity, 't')} where t.id = (event.data ->> ${concern.key}::text)::int))`;
    }),
  );
}

function rowsOf({ visibility, models }: Reader, { entity }: Concern): Condition | undefined {
  return visibility.rowsOf(models.get(entity));
}

function isConditional(rows: Condition | undefined): boolean {
  return rows !== undefined && rows !== FALSE;
}

function keyIn({ data }: EventRecord, { key }: Concern): number {
  return (data as Readonly<Record<string, number>>)[key] as number;
}

async function keysSeen(read: Reader, entity: EntityClass, keys: ReadonlySet<number>): Promise<Set<number>> {
  const rows = await read.query<{ id: number }>(sql`select t.id from ${read.seen(entity, 't')} where t.id = any(${[...keys]}::int[])`);
  return new Set(rows.map(({ id }) => id));
}
