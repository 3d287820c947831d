import sql from 'sql-template-tag';
import type { Statements } from '../database/index.ts';
import type { Deadline } from '../warning/index.ts';

/**
 * Of every rectification in which something is awaited, what and by when. The key names it, and which turn of it: `12-PLAN-1`, `12-MEASURES-1-2026-12-01`,
 * `12-SUBMIT-1`; whatever is awaited next, or anew after a reopening, has another.
 */
export async function openDeadlines(db: Statements): Promise<Deadline[]> {
  const rows = await db.query<Omit<Deadline, 'of'>>(sql`
    select r.id as rectification, r.unit_id as unit, u.code, r.month, r.round_id as round, to_char(r.due_on, 'YYYY-MM-DD') as "dueOn", r.officer_id is not null as "ofOfficer",
      r.id || case
        when r.state <> 'PLANNED' then '-PLAN-' || (r.reopenings + 1)
        when exists (select from corrective_measure m where m.rectification_id = r.id and m.completed_at is null) then '-MEASURES-' || (r.reopenings + 1) || '-' || to_char(r.due_on, 'YYYY-MM-DD')
        else '-SUBMIT-' || (r.reopenings + 1)
      end as key
    from rectification r join unit u on u.id = r.unit_id where r.due_on is not null order by r.id`);
  return rows.map((row) => ({ of: 'RECTIFICATION', ...row }));
}
