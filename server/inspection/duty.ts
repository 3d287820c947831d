import type { EntityManager } from '@mikro-orm/postgresql';
import type { InspectionRound } from '../../schema/inspection/index.ts';
import { refuse } from '../../schema/problemWording.ts';
import type { Person } from './ledger.ts';

/*
 * Whoever grades does not approve, and who approved does not review the objection (docs/decisions/0024): by person, whatever roles they have.
 * Asked while the ledger holds the round, so nothing slips in behind the answer.
 */

/** Records named in a refusal; whoever wrote more knows what is meant. */
const MOST_NAMED = 5;

/** Refuses DUTY_NOT_SEPARATED to who recorded or took back anything of a month, or of one unit in it, that counts or once did. Names it by codes: `XZ01 A1`. */
export async function refuseRecorder(em: EntityManager, by: Person, { round, inspection = null }: { round: number; inspection?: number | null }): Promise<void> {
  if (by === null) return;
  const within = 'i.round_id = ? and i.id = coalesce(?, i.id)';
  const records = await em.execute<{ codes: string }[]>(
    `select u.code || ' ' || r.code as codes
    from finding as f join inspection as i on i.id = f.inspection_id join unit as u on u.id = i.unit_id join rule_item as r on r.id = f.item_id
    where ${within} and ? in (f.recorded_by_id, f.retracted_by_id)
    union
    select u.code from inspection as i join unit as u on u.id = i.unit_id where ${within} and i.recorded_by_id = ?
    order by codes`,
    [round, inspection, by, round, inspection, by],
  );
  if (!records.length) return;
  const named = records.slice(0, MOST_NAMED).map(({ codes }) => codes);
  if (records.length > MOST_NAMED) named.push(`… (${records.length})`);
  refuse('DUTY_NOT_SEPARATED', { found: named.join(', ') });
}

/** Refuses DUTY_NOT_SEPARATED to who published the month. */
export function refusePublisher({ month, publishedBy }: InspectionRound, by: Person): void {
  if (by !== null && publishedBy?.id === by) refuse('DUTY_NOT_SEPARATED', { found: month });
}
