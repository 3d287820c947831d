import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Statements } from '../database/index.ts';
import { type EntrySource, SOURCES } from './entries.ts';

/**
 * Enters what is not in a file yet of a source's rows: of those that an event names by `toldBy`, or of all there are. The keys of the new entries, in the order of what
 * happened. Doing it again enters nothing, and of two at once one does.
 */
export async function enter(db: Statements, { name, rows, references }: EntrySource, toldBy?: number): Promise<number[]> {
  const columns = raw(references.map((each) => `, "${each}_id"`).join(''));
  const values = raw(references.map((each) => `, t."${each}"`).join(''));
  const source = sql`${`${name} `}::text || t.key`;
  const conditions: Sql[] = [
    sql`t.officer is not null`,
    // The constraint would do, but for a number wasted on each row that is there already.
    sql`not exists (select from officer_file_entry f where f.officer_id = t.officer and f.source = ${source})`,
    ...(toldBy === undefined ? [] : [sql`t.told_by = ${toldBy}`]),
  ];
  const entered = await db.query<{ id: number }>(sql`
    insert into officer_file_entry (officer_id, kind, month, happened_at, source${columns})
    select t.officer, t.kind, t.month, t.at, ${source}${values} from (${rows}) as t where ${join(conditions, ' and ')} order by t.at, t.key, t.officer
    on conflict (officer_id, source) do nothing returning id`);
  return entered.map(({ id }) => id).sort((one, other) => one - other);
}

/** Enters whatever happened so far, whether the event log still tells of it or not. */
export async function enterPast(db: Statements): Promise<void> {
  for (const source of SOURCES) await enter(db, source);
}
