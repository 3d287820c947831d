import type { EntityManager } from '@mikro-orm/postgresql';
import { refuse } from '../../schema/problemWording.ts';
import { type Rectification, RectificationStep, RectificationStepKind } from '../../schema/rectification/index.ts';
import { refuseOneself } from '../act.ts';

/*
 * Whoever did the work does not judge it (docs/decisions/0024): by person, whatever roles they have. Asked while the rectification's row is held, so nothing slips in
 * behind the answer. Whoever opened it may review it: they asked for the work, and did none of it.
 */

const { EXPLAIN, PLAN, COMPLETE, SUBMIT } = RectificationStepKind;

/** Refuses DUTY_NOT_SEPARATED to whom it is about, and to who explained, planned, completed or submitted anything of it, whenever; names those steps. */
export async function refuseWorker(em: EntityManager, rectification: Rectification, by: number | null): Promise<void> {
  if (by === null) return;
  await refuseSubject(em, rectification, by);
  const own = await em.find(RectificationStep, { rectification, account: by, kind: { $in: [EXPLAIN, PLAN, COMPLETE, SUBMIT] } }, { orderBy: { id: 'asc' } });
  if (own.length) refuse('DUTY_NOT_SEPARATED', { field: 'rectification', found: [...new Set(own.map(({ kind }) => kind))].join(', ') });
}

/** Refuses DUTY_NOT_SEPARATED to whom it is about. */
export async function refuseSubject(em: EntityManager, { officer }: Rectification, by: number | null): Promise<void> {
  if (officer) await refuseOneself(em, by, [officer.id], 'rectification');
}
