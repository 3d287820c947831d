import type { MonthCostsQuery } from '../../generated/graphql.ts';
import { centsOf, pointsOf } from './cents.ts';

export type ItemCost = MonthCostsQuery['board']['costs'][number];

export interface SectionCost {
  section: string;
  /** Two decimals. */
  points: string;
  findings: number;
}

/** What each section of the rule book cost, the most first. */
export function costsBySection(costs: readonly ItemCost[]): SectionCost[] {
  const sums = new Map<string, { cents: number; findings: number }>();
  for (const { item, points, findings } of costs) {
    const sum = sums.get(item.section) ?? { cents: 0, findings: 0 };
    sums.set(item.section, { cents: sum.cents + centsOf(points), findings: sum.findings + findings });
  }
  return [...sums]
    .map(([section, { cents, findings }]) => ({ section, cents, findings }))
    .sort((one, other) => other.cents - one.cents)
    .map(({ section, cents, findings }) => ({ section, points: pointsOf(cents), findings }));
}
