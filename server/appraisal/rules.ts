import { Decimal } from 'decimal.js';
import { Dimension, GradingMethod } from '../../schema/appraisal/words.ts';
import { Grade } from '../../schema/inspection/InspectionResult.ts';

/**
 * The arithmetic of a monthly appraisal, pure: docs/appraisal.md. Figures are decimals of two places, rounded half up, and travel as strings.
 */

/** Least number of a peer group that a quota may be laid on (1.5): below it one person more or less is a whole grade. */
export const LEAST_FOR_QUOTA = 10;

export type OfEach<T> = Readonly<Record<Dimension, T>>;

/** From which score on it is good, from which medium. */
export interface Thresholds {
  goodFrom: string;
  mediumFrom: string;
}

/** How a round grades. Shares are per cent of the peer group. */
export interface Scale extends Thresholds {
  method: GradingMethod;
  /** At most so many are good, by a quota. */
  goodShare: string;
  /** At most so many of the last are poor, by a quota alone. */
  poorShare: string;
}

/** A score of one dimension, and whether something is cited for it. */
export interface Scored {
  score: string;
  cited: boolean;
}

/** The mean of the six scores by their weights, whose sum does not matter; without weights all six count alike. */
export function scoreOf(scores: OfEach<string>, weights: OfEach<string> | null): string {
  const dimensions = Object.values(Dimension);
  const weightOf = (dimension: Dimension) => new Decimal(weights ? weights[dimension] : 1);
  const sum = (each: (dimension: Dimension) => Decimal) => dimensions.reduce((total, dimension) => total.plus(each(dimension)), new Decimal(0));
  return sum((dimension) => weightOf(dimension).times(scores[dimension]))
    .div(sum(weightOf))
    .toFixed(2, Decimal.ROUND_HALF_UP);
}

/** Good from one threshold, medium from the other, poor below. */
export function gradeByThresholds(score: string, { goodFrom, mediumFrom }: Thresholds): Grade {
  const points = new Decimal(score);
  if (points.gte(goodFrom)) return Grade.GOOD;
  return points.gte(mediumFrom) ? Grade.MEDIUM : Grade.POOR;
}

/**
 * Grades by place among the peers, in the order of `scores`: the first are good, the last poor, at most the shares of them, rounded down. Whoever
 * have the same score have the same grade: where they would not all have room, none of them is in.
 */
export function gradesByQuota(scores: readonly string[], { goodShare, poorShare }: Pick<Scale, 'goodShare' | 'poorShare'>): Grade[] {
  const points = scores.map((score) => new Decimal(score));
  const room = (share: string) => new Decimal(share).times(points.length).div(100).floor().toNumber();
  const [good, poor] = [room(goodShare), room(poorShare)];
  return points.map((own) => {
    if (points.filter((each) => each.gte(own)).length <= good) return Grade.GOOD;
    return points.filter((each) => each.lte(own)).length <= poor ? Grade.POOR : Grade.MEDIUM;
  });
}

/**
 * The grades of a whole peer group, in the order of its scores. HYBRID: by thresholds, but good only who is good by the quota too; nobody is poor by a quota
 * alone, and none lifts who is poor by the threshold.
 */
export function gradePeers(scores: readonly string[], scale: Scale): Grade[] {
  const byThresholds = scores.map((score) => gradeByThresholds(score, scale));
  if (scale.method === GradingMethod.THRESHOLDS) return byThresholds;
  const byQuota = gradesByQuota(scores, scale);
  if (scale.method === GradingMethod.QUOTA) return byQuota;
  return byThresholds.map((grade, index) => (grade === Grade.GOOD && byQuota[index] !== Grade.GOOD ? Grade.MEDIUM : grade));
}

/**
 * Whether anything is cited for a poor grade: for a dimension that is below medium itself or, where none is and only a quota makes it poor, for one of the
 * lowest. What is cited for another dimension does not say why it is poor.
 */
export function hasEvidenceOfPoor(scored: readonly Scored[], { mediumFrom }: Pick<Thresholds, 'mediumFrom'>): boolean {
  const below = scored.filter(({ score }) => new Decimal(score).lt(mediumFrom));
  const lowest = Decimal.min(...scored.map(({ score }) => score));
  return (below.length ? below : scored.filter(({ score }) => lowest.eq(score))).some(({ cited }) => cited);
}
