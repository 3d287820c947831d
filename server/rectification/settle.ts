import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Appraisal, AppraisalBody, type AppraisalRound, AppraisalRoundState } from '../../schema/appraisal/index.ts';
import { Grade, InspectionResult } from '../../schema/inspection/index.ts';
import { Rectification, RectificationOrigin, RectificationState, RectificationStepKind } from '../../schema/rectification/index.ts';
import { rectificationLife } from './life.ts';
import { begin } from './opening.ts';
import { bySystem, record } from './steps.ts';

/** What a unit or a person was found to be in a month, by the newest version of what says so. */
interface Judged {
  isPoor: boolean;
  /** Since when that is so. */
  at: Date;
  about: Pick<Rectification, 'unit' | 'officer' | 'month' | 'origin' | 'round'>;
  /** What says so. */
  basis: Pick<Rectification, 'result' | 'appraisal'>;
}

/**
 * Makes the rectification of a unit's month what its published result says now. Goes by the newest version, not by the one that an event told of, so that doing it
 * again, late or from the beginning of the log changes nothing.
 */
export async function settleResult(em: EntityManager, key: number): Promise<void> {
  const { inspection } = await em.findOneOrFail(InspectionResult, key);
  const result = await em.findOneOrFail(InspectionResult, { inspection }, { orderBy: { version: 'desc' }, populate: ['unit', 'round'], refresh: true });
  const { unit, round, publishedAt, grade } = result;
  await settle(em, {
    isPoor: grade === Grade.POOR,
    at: publishedAt,
    about: { unit, officer: null, month: round.month, origin: RectificationOrigin.RESULT, round },
    basis: { result },
  });
}

/** The same of a subject's appraisal, once the committee knows of it. It belongs to no inspection's round: no wall and no leader sees grades. */
export async function settleAppraisal(em: EntityManager, key: number): Promise<void> {
  const { round, unit, officer } = await em.findOneOrFail(Appraisal, key, { populate: ['round', 'unit', 'officer'], refresh: true });
  if (!isSettled(round)) return;
  const appraisal = await em.findOneOrFail(Appraisal, { round, unit, officer: officer ?? null }, { orderBy: { version: 'desc' }, refresh: true });
  await settle(em, {
    isPoor: appraisal.grade === Grade.POOR,
    // What was graded in a draft counts from when the round was closed.
    at: new Date(Math.max(appraisal.gradedAt.getTime(), (round.filedAt ?? round.closedAt ?? appraisal.gradedAt).getTime())),
    about: { unit, officer: officer ?? null, month: round.month, origin: RectificationOrigin.GRADE, round: null },
    basis: { appraisal },
  });
}

/** The same of every subject of a round that is poor in it. Nobody else can have one yet: it would follow from these grades, and they have just become final. */
export async function settleRound(em: EntityManager, round: number): Promise<void> {
  for (const { id } of await em.find(Appraisal, { round, grade: Grade.POOR, supersededAt: null }, { orderBy: { id: 'asc' } })) await settleAppraisal(em, id);
}

/** Whether a round's grades are no draft, and open to no objection, any more; of an organ's own round the committee knows from when it is filed. */
function isSettled({ state, body, filedAt }: AppraisalRound): boolean {
  return state === AppraisalRoundState.CLOSED && (body === AppraisalBody.COMMITTEE || filedAt != null);
}

/** One stands exactly while its subject is poor. */
async function settle(em: EntityManager, { isPoor, at, about, basis }: Judged): Promise<void> {
  const { unit, officer, month, origin } = about;
  const standing = await em.findOne(
    Rectification,
    { unit, month, officer: officer ?? null, origin, state: { $ne: RectificationState.WITHDRAWN }, causeFellAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const act = bySystem(at);
  if (isPoor) {
    if (!standing) await begin(em, { ...about, ...basis }, act);
    else if (!restsOn(standing, basis)) {
      standing.state = rectificationLife.after(standing, RectificationStepKind.RESTATE);
      Object.assign(standing, basis);
      await record(em, standing, RectificationStepKind.RESTATE, act);
    }
  } else if (standing) {
    standing.state = rectificationLife.after(standing, RectificationStepKind.LAPSE);
    standing.causeFellAt = at;
    if (standing.state === RectificationState.WITHDRAWN) Object.assign(standing, { withdrawnAt: at, withdrawalReason: NO_LONGER_POOR, dueOn: null });
    await record(em, standing, RectificationStepKind.LAPSE, act, { text: NO_LONGER_POOR });
  }
}

function restsOn(standing: Rectification, basis: Judged['basis']): boolean {
  return standing.result?.id === basis.result?.id && standing.appraisal?.id === basis.appraisal?.id;
}

const NO_LONGER_POOR = '更正后不再为差。Poor no longer, after a correction.';
