import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../../schema/access/index.ts';
import { type CorrectiveMeasure, Rectification, RectificationStep, type RectificationStepKind } from '../../schema/rectification/index.ts';
import type { Act } from '../act.ts';
import { appendEvents } from '../live/index.ts';
import * as steps from '../step.ts';
import { rectificationLife } from './life.ts';

export type { Act };

/** The acts of the system. */
export const bySystem = (now: Date): Act => ({ now, account: null, name: null });

/** What a step says of itself, for the record. */
export interface Said {
  text?: string | null;
  measure?: CorrectiveMeasure;
}

/** Takes one step, which `change` says something of, and writes it down. Refuses UNKNOWN_ID and RECTIFICATION_STEP_ILLEGAL. */
export async function takeStep(
  em: EntityManager,
  key: number,
  kind: RectificationStepKind,
  act: Act,
  change: (rectification: Rectification, tx: EntityManager) => Promise<Said> | Said,
): Promise<Rectification> {
  const [taken] = await steps.takeStep(
    em,
    { of: Rectification, key, field: 'rectification', life: rectificationLife, step: kind },
    async (tx, rectification) => [rectification, await change(rectification, tx)] as const,
    (tx, rectification, [, said]) => record(tx, rectification, kind, act, said),
  );
  return taken;
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
