import type { EntityManager } from '@mikro-orm/postgresql';
import { type StudyProposal, StudyStep } from '../../schema/study/index.ts';
import { checkedText, LONGEST } from '../texts.ts';
import { takeStep } from './step.ts';

export interface Decision {
  reason: string;
  /** Who decides, for the record; null for who has not said. */
  by: string | null;
  now: Date;
}

/** Decides that a proposed study is held. Of two who decide at once the second is refused with STUDY_STEP_ILLEGAL. */
export function decideStudy(em: EntityManager, key: number, decision: Decision): Promise<StudyProposal> {
  return settle(em, key, StudyStep.DECIDE, decision);
}

/** Decides that it is not. */
export function declineStudy(em: EntityManager, key: number, decision: Decision): Promise<StudyProposal> {
  return settle(em, key, StudyStep.DECLINE, decision);
}

function settle(em: EntityManager, key: number, step: StudyStep.DECIDE | StudyStep.DECLINE, { reason, by, now }: Decision): Promise<StudyProposal> {
  const checked = checkedText('reason', reason, LONGEST.reason);
  return takeStep(em, key, step, async (_tx, proposal) => Object.assign(proposal, { reason: checked, decidedAt: now, decidedBy: by }));
}
