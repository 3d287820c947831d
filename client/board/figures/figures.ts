import type { Grade, RankedResultFragment, UnitClass } from '../../generated/graphql.ts';
import type { BoardState } from '../board.ts';
import { centsOf, pointsOf } from './cents.ts';

export const GRADES = ['GOOD', 'MEDIUM', 'POOR'] as const satisfies readonly Grade[];
export const CLASSES = ['TOWNSHIP', 'CITY', 'LINE'] as const satisfies readonly UnitClass[];

/** What the published rankings come to. */
export interface MonthFigures {
  /** Mean score of all units with a result, two decimals, half up; undefined without any. */
  average: string | undefined;
  grades: Readonly<Record<Grade, number>>;
}

export function figuresOf(rankings: BoardState['rankings']): MonthFigures {
  const results = rankings.flatMap((ranking) => ranking.results);
  const grades = { GOOD: 0, MEDIUM: 0, POOR: 0 };
  let cents = 0;
  for (const { grade, score } of results) {
    grades[grade]++;
    cents += centsOf(score);
  }
  return { grades, average: results.length ? pointsOf(Math.floor((2 * cents + results.length) / (2 * results.length))) : undefined };
}

/** The last ones of a class, worst first: as many as asked for. */
export function lastOf(results: readonly RankedResultFragment[], count: number): RankedResultFragment[] {
  return [...results].reverse().slice(0, count);
}
