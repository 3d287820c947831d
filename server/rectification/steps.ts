import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Account } from '../../schema/access/index.ts';
import { globalId } from '../../schema/Node.ts';
import { refuse } from '../../schema/problemWording.ts';
import { type CorrectiveMeasure, Rectification, RectificationStep, type RectificationStepKind } from '../../schema/rectification/index.ts';
import type { Act } from '../act.ts';
import { ANEW } from '../inspection/ledger.ts';
import { appendEvents } from '../live/index.ts';
import { rectificationLife } from './life.ts';

export type { Act };

/** The acts of the system. */
export const bySystem = (now: Date): Act => ({ now, account: null, name: null });

/** What a step says of itself, for the record. */
export interface Said {
  text?: string | null;
  measure?: CorrectiveMeasure;
}

/**
 * Takes one step in a transaction of its own. Holding the rectification's row, it refuses UNKNOWN_ID and RECTIFICATION_STEP_ILLEGAL, lets `change` refuse more and
 * change what the step changes, and writes the step down. Of two at once the second waits, and sees what the first did.
 */
export async function takeStep(
  em: EntityManager,
  key: number,
  kind: RectificationStepKind,
  act: Act,
  change: (rectification: Rectification, tx: EntityManager) => Promise<Said> | Said,
): Promise<Rectification> {
  return em.transactional(async (tx) => {
    const rectification = await tx.findOne(Rectification, key, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!rectification) refuse('UNKNOWN_ID', { field: 'rectification', found: globalId('Rectification', key) });
    const state = rectificationLife.after(rectification, kind);
    const said = await change(rectification, tx);
    rectification.state = state;
    await record(tx, rectification, kind, act, said);
    return rectification;
  }, ANEW);
}

/** Writes what was changed, the step, and the event that tells of it. */
export async function record(
  em: EntityManager,
  rectification: Rectification,
  kind: RectificationStepKind,
  { now, account, name }: Act,
  { text, measure }: Said = {},
): Promise<void> {
  em.create(RectificationStep, {
    rectification,
    kind,
    state: rectification.state,
    takenAt: now,
    takenBy: name,
    account: accountOf(em, account),
    text: text?.trim() || null,
    measure: measure ?? null,
    dueOn: rectification.dueOn ?? null,
  });
  await em.flush();
  const { id, unit, round } = rectification;
  await appendEvents(em, [{ kind: 'RECTIFICATION_CHANGED', data: { round: round?.id ?? null, rectification: id, unit: unit.id, step: kind } }]);
}

export function accountOf(em: EntityManager, key: number | null): Account | null {
  return key === null ? null : em.getReference(Account, key);
}
