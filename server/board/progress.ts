import { sql } from 'kysely';
import type { RoundProgress } from '../../schema/board/index.ts';
import type { Reader } from '../read/index.ts';

/** How far a round has come; with `null` for a city that has not begun. Counted once a round, however many events of an operation ask. */
export function readProgress(read: Reader, round: number | null): Promise<RoundProgress> {
  return read.batched('progress', round ?? NO_ROUND, async (rounds) => {
    const rows = await read.query<RoundProgress & { round: number }>(sql`
      select
        r.id as round,
        (select count(*) from unit)::int as units,
        (select count(*) from inspection where round_id = r.id)::int as inspected,
        count(f.id)::int as findings,
        count(distinct i.id) filter (where item.kind = 'VETO_GROUND')::int as "vetoProposals"
      from unnest(${rounds}::int[]) as r(id)
      left join inspection i on i.round_id = r.id
      left join finding f on f.inspection_id = i.id and f.retracted_at is null
      left join rule_item item on item.id = f.item_id
      group by r.id`);
    const byRound = new Map(rows.map((row) => [row.round, row]));
    return rounds.map((each) => byRound.get(each) as RoundProgress);
  });
}

/** No round has this key. */
const NO_ROUND = 0;
