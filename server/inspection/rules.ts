import { Decimal } from 'decimal.js';
import { Grade } from '../../schema/inspection/InspectionResult.ts';
import { RuleItemKind } from '../../schema/inspection/RuleItem.ts';

/**
 * The arithmetic of a monthly inspection, pure. All figures are decimals of two places, rounded
 * half up, and travel as strings; see docs/domain.md.
 */

/** What every unit starts a month with. */
const BASE = new Decimal(100);

/** A line of the rule book, as far as scoring needs it. */
export interface ScoredItem {
  id: number;
  kind: RuleItemKind;
  pointsPerOccurrence: string;
  cap: string;
}

/** How often an item occurred, one entry a finding. */
export interface Occurrence {
  item: number;
  occurrences: number;
}

/** Thresholds and cap of a rule book. */
export interface Scale {
  goodFrom: string;
  mediumFrom: string;
  bonusCap: string;
}

export interface ItemScore {
  item: number;
  occurrences: number;
  uncapped: string;
  capApplied: boolean;
  points: string;
}

export interface Score {
  base: string;
  deducted: string;
  bonuses: string;
  awarded: string;
  score: string;
  grade: Grade;
  vetoProposed: boolean;
  /** One entry an item that occurred, in the order the items were given. */
  items: ItemScore[];
}

/**
 * A unit's month. For each item `points = min(cap, occurrences × points per occurrence)` over all
 * findings; `score = max(0, 100 − Σ deductions + min(bonus cap, Σ bonuses))`. A veto ground moves no
 * point, it proposes a veto. Occurrences of items that are not among `items` are an error of the caller.
 */
export function scoreUnit(items: readonly ScoredItem[], findings: readonly Occurrence[], scale: Scale): Score {
  const counted = new Map<number, number>();
  for (const { item, occurrences } of findings) counted.set(item, (counted.get(item) ?? 0) + occurrences);

  const scores: ItemScore[] = [];
  let deducted = new Decimal(0);
  let bonuses = new Decimal(0);
  let vetoProposed = false;
  for (const item of items) {
    const occurrences = counted.get(item.id);
    if (occurrences === undefined) continue;
    counted.delete(item.id);
    const uncapped = twoPlaces(new Decimal(item.pointsPerOccurrence).times(occurrences));
    const points = Decimal.min(uncapped, item.cap);
    scores.push({ item: item.id, occurrences, uncapped: text(uncapped), capApplied: uncapped.gt(item.cap), points: text(points) });
    if (item.kind === RuleItemKind.DEDUCTION) deducted = deducted.plus(points);
    if (item.kind === RuleItemKind.BONUS) bonuses = bonuses.plus(points);
    if (item.kind === RuleItemKind.VETO_GROUND && occurrences > 0) vetoProposed = true;
  }
  if (counted.size) throw new Error(`Findings on items outside the rule book: ${[...counted.keys()].join(', ')}`);

  const awarded = Decimal.min(bonuses, scale.bonusCap);
  const score = twoPlaces(Decimal.max(0, BASE.minus(deducted).plus(awarded)));
  return {
    base: text(BASE),
    deducted: text(deducted),
    bonuses: text(bonuses),
    awarded: text(awarded),
    score: text(score),
    grade: gradeOf(score, scale),
    vetoProposed,
    items: scores,
  };
}

/** Good from one threshold, medium from the other, poor below. */
export function gradeOf(score: Decimal.Value, scale: Pick<Scale, 'goodFrom' | 'mediumFrom'>): Grade {
  const points = new Decimal(score);
  if (points.gte(scale.goodFrom)) return Grade.GOOD;
  return points.gte(scale.mediumFrom) ? Grade.MEDIUM : Grade.POOR;
}

/**
 * Ranks of one class, in the order of `scores`: the highest score is first, ties share a rank and
 * the next rank is skipped (1, 2, 2, 4).
 */
export function rankScores(scores: readonly string[]): number[] {
  const points = scores.map((score) => new Decimal(score));
  const sorted = [...points].sort((a, b) => b.comparedTo(a));
  const firstPlace = new Map<string, number>();
  sorted.forEach((score, index) => {
    const key = text(score);
    if (!firstPlace.has(key)) firstPlace.set(key, index + 1);
  });
  return points.map((score) => firstPlace.get(text(score)) as number);
}

function twoPlaces(value: Decimal): Decimal {
  return value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

function text(value: Decimal): string {
  return value.toFixed(2, Decimal.ROUND_HALF_UP);
}
