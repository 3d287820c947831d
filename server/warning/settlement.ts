import sql from 'sql-template-tag';
import { WarningOrigin } from '../../schema/warning/words.ts';
import type { Statements } from '../database/index.ts';

/** A place in the log, as text. */
export interface EventPlace {
  tx: string;
  id: string;
}

/** Whatever is settled by what events tell. */
export type Settled = WarningOrigin.INSPECTION | WarningOrigin.APPRAISAL;

const ROWS: Readonly<Record<Settled, number>> = { [WarningOrigin.INSPECTION]: 1, [WarningOrigin.APPRAISAL]: 2 };

/**
 * Moves the place up to which the warnings of an origin are settled to an event, and answers where it stands: there, or further on where it had been before. So an event
 * that is handed over again is settled as of then, which changes nothing.
 */
export async function moveSettlement(db: Statements, origin: Settled, { tx, id }: EventPlace): Promise<EventPlace> {
  const [place] = await db.query<EventPlace>(sql`
    insert into warning_settlement as s (id, tx, event_id) values (${ROWS[origin]}, ${tx}::text::xid8, ${id}::bigint)
    on conflict (id) do update set
      tx = case when (s.tx, s.event_id) < (excluded.tx, excluded.event_id) then excluded.tx else s.tx end,
      event_id = case when (s.tx, s.event_id) < (excluded.tx, excluded.event_id) then excluded.event_id else s.event_id end
    returning s.tx::text as tx, s.event_id::text as id`);
  return place as EventPlace;
}
