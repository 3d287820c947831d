import { AppraisalBody, type AppraisalRound, Dimension, GradingMethod, PeerGroup } from '../../schema/appraisal/index.ts';
import type { OfEach, Scale } from './rules.ts';

type Settings = Pick<AppraisalRound, 'goodFrom' | 'mediumFrom' | 'method' | 'goodShare' | 'poorShare' | 'quotaGroups'>;

/** The column of the round that a dimension's weight stands in. */
export const WEIGHT_OF = {
  VIRTUE: 'virtueWeight',
  ABILITY: 'abilityWeight',
  DILIGENCE: 'diligenceWeight',
  ACHIEVEMENT: 'achievementWeight',
  INTEGRITY: 'integrityWeight',
  LEARNING: 'learningWeight',
} as const satisfies OfEach<keyof AppraisalRound>;

export type Weights = Pick<AppraisalRound, (typeof WEIGHT_OF)[Dimension]>;

/** The peer groups that a body grades. */
export const GROUPS_OF: Readonly<Record<AppraisalBody, readonly PeerGroup[]>> = {
  COMMITTEE: [PeerGroup.ORGAN, PeerGroup.LEADERSHIP, PeerGroup.RESERVE],
  ORGAN: [PeerGroup.MIDDLE, PeerGroup.STAFF],
};

/** How a round grades one of its peer groups. */
export function scaleOf({ goodFrom, mediumFrom, method, goodShare, poorShare, quotaGroups }: Settings, group: PeerGroup): Scale {
  return { goodFrom, mediumFrom, goodShare, poorShare, method: quotaGroups.includes(group) ? method : GradingMethod.THRESHOLDS };
}

/** How much each dimension counts in a round; null where all six count alike. */
export function weightsOf(round: Weights): OfEach<string> | null {
  const weights = Object.values(Dimension).map((dimension): [Dimension, string | null | undefined] => [dimension, round[WEIGHT_OF[dimension]]]);
  return weights.every(([, weight]) => weight != null) ? (Object.fromEntries(weights) as OfEach<string>) : null;
}
