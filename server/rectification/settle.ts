import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Grade, InspectionResult } from '../../schema/inspection/index.ts';
import { Rectification, RectificationOrigin, RectificationState, RectificationStepKind } from '../../schema/rectification/index.ts';
import { stateAfter } from './life.ts';
import { begin } from './opening.ts';
import { bySystem, record } from './steps.ts';

/**
 * Makes the rectification of a unit's month what its published result says now: one stands exactly while the result is poor. Goes by the newest version, not by the one
 * that an event told of, so that doing it again, late or from the beginning of the log changes nothing.
 */
export async function settleRectification(em: EntityManager, key: number): Promise<void> {
  const { inspection } = await em.findOneOrFail(InspectionResult, key);
  const result = await em.findOneOrFail(InspectionResult, { inspection }, { orderBy: { version: 'desc' }, populate: ['unit', 'round'], refresh: true });
  const { unit, round, publishedAt } = result;
  const standing = await em.findOne(
    Rectification,
    { unit, month: round.month, officer: null, origin: RectificationOrigin.RESULT, state: { $ne: RectificationState.WITHDRAWN }, causeFellAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const act = bySystem(publishedAt);
  if (result.grade === Grade.POOR) {
    if (!standing) await begin(em, { unit, officer: null, round, month: round.month, origin: RectificationOrigin.RESULT, result }, act);
    else if (standing.result?.id !== result.id) {
      standing.state = stateAfter(standing, RectificationStepKind.RESTATE);
      standing.result = result;
      await record(em, standing, RectificationStepKind.RESTATE, act);
    }
  } else if (standing) {
    standing.state = stateAfter(standing, RectificationStepKind.LAPSE);
    standing.causeFellAt = publishedAt;
    if (standing.state === RectificationState.WITHDRAWN) Object.assign(standing, { withdrawnAt: publishedAt, withdrawalReason: NO_LONGER_POOR, dueOn: null });
    await record(em, standing, RectificationStepKind.LAPSE, act, { text: NO_LONGER_POOR });
  }
}

const NO_LONGER_POOR = '结果更正后不再为差。After a correction the result is poor no longer.';
