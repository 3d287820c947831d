import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Appraisal, AppraisalRoundState, PeerGroup } from '../../schema/appraisal/index.ts';
import { Grade } from '../../schema/inspection/index.ts';
import { CollectiveTalk, TalkState, TalkStep } from '../../schema/talk/index.ts';
import { talkLife } from './life.ts';
import { tellStep } from './step.ts';

/**
 * Makes the talk with a leadership member about a month what their grade says now, once its round is closed: one stands exactly while they are poor. Goes by the newest
 * version, not by the one that an event told of, so that doing it again, late or from the beginning of the log changes nothing.
 */
export async function settleTalk(em: EntityManager, key: number): Promise<void> {
  const { round, officer, peerGroup } = await em.findOneOrFail(Appraisal, key, { populate: ['round'], refresh: true });
  // By the tier as it was when graded; an organ's own round grades no leadership.
  if (!officer || peerGroup !== PeerGroup.LEADERSHIP || round.state !== AppraisalRoundState.CLOSED) return;
  const appraisal = await newestOf(em, { round, officer });
  const { month } = round;
  // What was graded in a draft counts from when the round was closed.
  const at = new Date(Math.max(appraisal.gradedAt.getTime(), (round.closedAt ?? appraisal.gradedAt).getTime()));
  const standing = await em.findOne(
    CollectiveTalk,
    { officer, month, state: { $ne: TalkState.WITHDRAWN }, causeFellAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const tell = async (talk: CollectiveTalk, step: TalkStep) => {
    await em.flush();
    await tellStep(em, talk, step);
  };
  if (appraisal.grade === Grade.POOR) {
    if (!standing) await tell(em.create(CollectiveTalk, { officer, appraisal, month, state: TalkState.PROPOSED, proposedAt: at }), TalkStep.PROPOSE);
    else if (standing.appraisal.id !== appraisal.id && talkLife.isLegal(standing, TalkStep.RESTATE)) await tell(Object.assign(standing, { appraisal }), TalkStep.RESTATE);
  } else if (standing) {
    await tell(Object.assign(standing, { state: talkLife.after(standing, TalkStep.LAPSE), causeFellAt: at }), TalkStep.LAPSE);
  }
}

/** The same of every leadership member that is poor in a round. Nobody else can have one yet: it would follow from these grades, and they have just become final. */
export async function settleTalks(em: EntityManager, round: number): Promise<void> {
  const poor = await em.find(Appraisal, { round, peerGroup: PeerGroup.LEADERSHIP, grade: Grade.POOR, supersededAt: null }, { orderBy: { id: 'asc' } });
  for (const { id } of poor) await settleTalk(em, id);
}

/** The version of somebody's grade in a round that no correction has replaced. */
export function newestOf(em: EntityManager, { round, officer }: Pick<Appraisal, 'round' | 'officer'>): Promise<Appraisal> {
  return em.findOneOrFail(Appraisal, { round, officer: officer ?? null }, { orderBy: { version: 'desc' }, refresh: true });
}
