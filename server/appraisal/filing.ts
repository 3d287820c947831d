import sql from 'sql-template-tag';
import { dayInChina, workingDayOfMonth } from '../calendar.ts';
import type { Statements } from '../database/index.ts';
import type { Deadline } from '../warning/index.ts';

/** 1.6: on which working day of the following month an organ's round is due. */
const FILING_DAY = 5;

/** By when an organ files a month: the fifth working day of the next. */
export function filingDay(month: string): string {
  return workingDayOfMonth(monthAfter(month), FILING_DAY);
}

/**
 * What the political-legal organs have not filed, whether it is due yet or not: of each the months that are over, from the first of which it or the committee opened a
 * round. By organ and month, which names the deadline. Where nobody ever opened one nothing is expected.
 */
export async function filingDeadlines(db: Statements, now: Date): Promise<Deadline[]> {
  const thisMonth = dayInChina(now).slice(0, 7);
  const missing = await db.query<{ unit: number; code: string; month: string; round: number | null }>(sql`
    with begun as (
      select u.id, u.code, min(a.month) as first from unit u join appraisal_round a on a.organ_id = u.id or a.body = 'COMMITTEE'
      where u.is_political_legal_organ group by u.id
    ), expected as (
      select id, code, to_char(day, 'YYYY-MM') as month from begun
      cross join lateral generate_series((first || '-01')::timestamp, (${thisMonth}::text || '-01')::timestamp - interval '1 day', interval '1 month') as day
    )
    select e.id as unit, e.code, e.month, i.id as round from expected e left join inspection_round i on i.month = e.month
    where not exists (select from appraisal_round a where a.organ_id = e.id and a.month = e.month and a.filed_at is not null)
    order by e.code, e.month`);
  return missing.map(({ unit, code, month, round }) => ({ of: 'FILING', key: month, unit, code, month, round, dueOn: filingDay(month) }));
}

function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
