import type { RankedResultFragment } from '../generated/graphql.ts';
import type { BoardSnapshot } from './board.ts';

type Ranking = BoardSnapshot['rankings'][number];

/**
 * The rankings with one more result. It takes the place of an older version of the same unit's; a newer
 * version that is there already stays. The rank is the server's, which alone knows the whole class.
 */
export function placeResult(rankings: readonly Ranking[], result: RankedResultFragment): Ranking[] {
  if (!rankings.some(({ unitClass }) => unitClass === result.unitClass)) return [...rankings, { unitClass: result.unitClass, results: [result] }];
  return rankings.map((ranking) => (ranking.unitClass === result.unitClass ? { ...ranking, results: placed(ranking.results, result) } : ranking));
}

function placed(results: readonly RankedResultFragment[], result: RankedResultFragment): RankedResultFragment[] {
  const known = results.find(({ unit }) => unit.code === result.unit.code);
  if (known && known.version >= result.version) return [...results];
  return [...results.filter((each) => each !== known), result].sort(byRank);
}

/** Best first; those that share a rank by unit. */
export function byRank(a: RankedResultFragment, b: RankedResultFragment): number {
  return a.rank - b.rank || (a.unit.code < b.unit.code ? -1 : a.unit.code > b.unit.code ? 1 : 0);
}
