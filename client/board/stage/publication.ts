import type { RankedResultFragment, UnitClass } from '../../generated/graphql.ts';
import type { BoardState } from '../board.ts';

/** One moment of a publication as it is played: a class, and how many of its units stand on the stage, the last ones first. */
export interface Scene {
  unitClass: UnitClass;
  /** Last to first. */
  shown: readonly RankedResultFragment[];
  /** Whether the class is complete: it stays for a while. */
  complete: boolean;
}

/** How long a class takes to come, at most, and how long it then stays (milliseconds). */
const CLASS_COMES = 6_000;
const CLASS_STAYS = 5_000;
/** No unit takes longer to come than this (milliseconds). */
const UNIT_COMES = 420;

/** How long a scene stays (milliseconds). */
export function durationOf({ complete }: Scene, units: number): number {
  return complete ? CLASS_STAYS : Math.min(UNIT_COMES, CLASS_COMES / Math.max(1, units));
}

/** The scenes of a publication: class by class, last to first. Without motion each class comes at once, whole. */
export function scenesOf(rankings: BoardState['rankings'], stillness: boolean): Scene[] {
  return rankings.flatMap(({ unitClass, results }) => {
    if (!results.length) return [];
    const lastToFirst = [...results].reverse();
    const whole: Scene = { unitClass, shown: lastToFirst, complete: true };
    if (stillness) return [whole];
    const coming = lastToFirst.slice(0, -1).map((_, index): Scene => ({ unitClass, shown: lastToFirst.slice(0, index + 1), complete: false }));
    return [...coming, whole];
  });
}
