import sql, { empty } from 'sql-template-tag';
import { Warning } from '../../schema/warning/index.ts';
import type { Reader } from '../read/index.ts';

/** Keys of the warnings that nobody has dealt with, of a month's round or of all rounds, so none about an officer, whoever looks: the severest first, of one level those that nobody took up, the oldest first. */
export async function openWarnings(read: Reader, month?: string | null): Promise<number[]> {
  const rows = await read.query<{ id: number }>(sql`
    select id from ${read.seen(Warning, 'w')} where state in ('RAISED', 'ACKNOWLEDGED') and round_id is not null ${month ? sql`and month = ${month}` : empty}
    order by severity desc, state = 'ACKNOWLEDGED', raised_at, id`);
  return rows.map(({ id }) => id);
}
