import type { BoardYearQuery, Grade, UnitClass } from '../../generated/graphql.ts';
import type { BoardState } from '../board.ts';
import { centsOf, pointsOf } from '../figures/cents.ts';

export interface MonthResult {
  score: string;
  grade: Grade;
  rank: number;
}

/** A unit's published months. */
export interface UnitYear {
  code: string;
  name: string;
  unitClass: UnitClass;
  /** Code of the division it belongs to. */
  region: string;
  byMonth: ReadonlyMap<string, MonthResult>;
}

/** A township or street and what lies in it. */
export interface Township {
  code: string;
  name: string;
  villages: readonly { code: string; name: string }[];
}

/** The twelve months up to the one that the rankings are of. */
export interface BoardYear {
  /** Oldest first, all twelve, published or not. */
  months: readonly string[];
  units: readonly UnitYear[];
  townships: readonly Township[];
}

export const NO_YEAR: BoardYear = { months: [], units: [], townships: [] };

/** `2026-01`, -1 → `2025-12` */
export function monthAfter(month: string, steps: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + steps;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The twelve months that end with `last`, oldest first. */
export function yearUpTo(last: string): string[] {
  return Array.from({ length: 12 }, (_, index) => monthAfter(last, index - 11));
}

export function yearOf({ units, regions }: BoardYearQuery, last: string): BoardYear {
  return {
    months: yearUpTo(last),
    units: units.nodes.map(({ code, name, unitClass, region, results }) => ({
      code,
      name,
      unitClass,
      region: region.code,
      byMonth: new Map(results.nodes.map(({ round, score, grade, rank }) => [round.month, { score, grade, rank }])),
    })),
    townships: regions.nodes.map(({ code, name, children }) => ({ code, name, villages: children.nodes })),
  };
}

/** The year with the rankings on the wall in it, which may be newer than the year was read. */
export function withRankings(year: BoardYear, rankingMonth: string, rankings: BoardState['rankings']): BoardYear {
  const results = new Map(rankings.flatMap((ranking) => ranking.results.map((result) => [result.unit.code, result] as const)));
  const units = year.units.map((unit) => {
    const result = results.get(unit.code);
    return result ? { ...unit, byMonth: new Map(unit.byMonth).set(rankingMonth, result) } : unit;
  });
  return { ...year, months: yearUpTo(rankingMonth), units };
}

/** How many places a unit has climbed (or fallen, below 0) since the month before; undefined where one of the two months has no rank. */
export function movementOf(unit: Pick<UnitYear, 'byMonth'> | undefined, month: string): number | undefined {
  const now = unit?.byMonth.get(month);
  const before = unit?.byMonth.get(monthAfter(month, -1));
  return now && before && before.rank - now.rank;
}

/** Points more or fewer than the month before, two decimals with their sign; undefined as for {@link movementOf}. */
export function changeOf(unit: Pick<UnitYear, 'byMonth'> | undefined, month: string): string | undefined {
  const now = unit?.byMonth.get(month);
  const before = unit?.byMonth.get(monthAfter(month, -1));
  if (!now || !before) return undefined;
  const cents = centsOf(now.score) - centsOf(before.score);
  return `${cents < 0 ? '−' : '+'}${pointsOf(Math.abs(cents))}`;
}
