import sql, { type Sql } from 'sql-template-tag';
import type { RoundProgress } from '../../schema/board/index.ts';
import { Finding, Inspection, RuleItem } from '../../schema/inspection/index.ts';
import { Unit } from '../../schema/organisation/index.ts';
import type { Reader } from '../read/index.ts';

/** How far a round has come, of what may be seen; with `null` for a city that has not begun. Counted once a round, however many events of an operation ask. */
export function readProgress(read: Reader, round: number | null): Promise<RoundProgress> {
  return read.batched('progress', round ?? NO_ROUND, async (rounds) => {
    const rows = await read.query<RoundProgress & { round: number }>(sql`
      select r.id as round, (${unitsToInspect(read)})::int as units, (select count(*) from ${read.seen(Inspection, 'n')} where round_id = r.id)::int as inspected, counted.*
      from unnest(${rounds}::int[]) as r(id) cross join lateral (
        select count(*)::int as findings,
          count(distinct f.inspection_id) filter (where f.item_id = any(array(select id from ${read.seen(RuleItem, 'i')} where kind = 'VETO_GROUND')))::int as "vetoProposals"
        from ${read.seen(Finding, 'f')} where f.inspection_id = any(array(select id from ${read.seen(Inspection, 'n')} where round_id = r.id)) and f.retracted_at is null
      ) as counted`);
    const byRound = new Map(rows.map((row) => [row.round, row]));
    return rounds.map((each) => byRound.get(each) as RoundProgress);
  });
}

/** Of the units that may be seen those whose inspection could be seen too: one may see units to compare oneself with, of which one is told nothing else. */
function unitsToInspect(read: Reader): Sql {
  const inspections = read.visibility.rowsOf(read.models.get(Inspection));
  if (!inspections) return sql`select count(*) from ${read.seen(Unit, 'u')}`;
  return sql`select count(*) from (select u.id as unit_id, r.id as round_id from ${read.seen(Unit, 'u')}) as t where ${inspections}`;
}

/** No round has this key. */
const NO_ROUND = 0;
