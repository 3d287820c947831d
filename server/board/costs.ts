import sql from 'sql-template-tag';
import { Finding, Inspection, RuleItem } from '../../schema/inspection/index.ts';
import type { Reader } from '../read/index.ts';

/** A row of GraphQL's ItemCost; the item by its key. */
export interface ItemCost {
  item: number;
  units: number;
  findings: number;
  /** Two decimals. */
  points: string;
}

/**
 * What cost points in a round, of what may be seen, the most first: Σ over units of min(cap, occurrences × points per occurrence), as each unit's
 * score has it. Nothing for a city that has not begun.
 */
export function readCosts(read: Reader, round: number | null): Promise<ItemCost[]> {
  if (round === null) return Promise.resolve([]);
  return read.query<ItemCost>(sql`
    select i.id as item, count(*)::int as units, sum(u.findings)::int as findings, sum(least(i.cap, u.occurrences * i.points_per_occurrence))::numeric(12, 2)::text as points
    from (
      select f.item_id, n.unit_id, count(*) as findings, sum(f.occurrences) as occurrences
      from ${read.seen(Finding, 'f')} join ${read.seen(Inspection, 'n')} on n.id = f.inspection_id
      where n.round_id = ${round} and f.retracted_at is null group by f.item_id, n.unit_id
    ) as u join ${read.seen(RuleItem, 'i')} on i.id = u.item_id
    where i.kind = 'DEDUCTION' group by i.id, i.position order by sum(least(i.cap, u.occurrences * i.points_per_occurrence)) desc, i.position`);
}
