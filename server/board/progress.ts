import { sql } from 'kysely';
import type { RoundProgress } from '../../schema/board/index.ts';
import type { Reader } from '../read/index.ts';

/** How far a round has come; with `null` for a city that has not begun. */
export async function readProgress(read: Reader, round: number | null): Promise<RoundProgress> {
  const [progress] = await read.query<RoundProgress>(sql`
    select
      (select count(*) from unit)::int as units,
      (select count(*) from inspection where round_id = ${round}::int)::int as inspected,
      count(*)::int as findings,
      count(distinct i.id) filter (where item.kind = 'VETO_GROUND')::int as "vetoProposals"
    from inspection i
    join finding f on f.inspection_id = i.id and f.retracted_at is null
    join rule_item item on item.id = f.item_id
    where i.round_id = ${round}::int`);
  return progress as RoundProgress;
}
