import sql, { empty } from 'sql-template-tag';
import type { Statements } from '../database/index.ts';
import { type Appraised, type AppraisedMonth, COUNTED_GROUPS } from './appraisalRules.ts';
import { later } from './published.ts';
import type { EventPlace } from './settlement.ts';

/** Somebody whom the committee grades, and the months in which it did, in order. */
export interface AppraisalHistory extends Appraised {
  months: AppraisedMonth[];
}

/** What to read: of one subject or of all, as it stood right after an event or as it stands. */
export interface Which {
  subject?: { unit: number; officer: number | null } | undefined;
  asOf?: EventPlace | undefined;
}

/**
 * What the committee's closed rounds say of organs and of leadership members, each by the newest version. As of an event means what it does of what is published (published.ts).
 */
export async function readAppraised(db: Statements, { subject, asOf }: Which = {}): Promise<AppraisalHistory[]> {
  const of = subject && (subject.officer === null ? sql`and a.unit_id = ${subject.unit} and a.officer_id is null` : sql`and a.officer_id = ${subject.officer}`);
  const rows = await db.query<Appraised & AppraisedMonth>(sql`
    select distinct on (r.month, a.officer_id, a.unit_id) r.month, a.id, a.grade, a.unit_id as unit, a.officer_id as officer, coalesce(o.code, u.code) as code
    from appraisal a join appraisal_round r on r.id = a.round_id join unit u on u.id = a.unit_id left join officer o on o.id = a.officer_id
    where r.body = 'COMMITTEE' and r.state = 'CLOSED' and a.peer_group = any(${COUNTED_GROUPS}::text[]) ${of ?? empty}
      ${asOf ? sql`and r.id not in (${later(asOf, 'APPRAISAL_ROUND_CHANGED', 'appraisalRound', 'CLOSE')}) and a.id not in (${later(asOf, 'APPRAISAL_CORRECTED', 'appraisal')})` : empty}
    order by r.month, a.officer_id, a.unit_id, a.version desc`);
  const subjects = Map.groupBy(rows, ({ unit, officer }) => (officer === null ? `unit ${unit}` : `officer ${officer}`));
  return [...subjects.values()].map((all) => {
    const { officer, code } = all[0] as Appraised;
    return { officer, code, months: all.map(({ month, id, unit, grade }) => ({ month, id, unit, grade })) };
  });
}
