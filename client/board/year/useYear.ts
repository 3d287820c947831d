import { useMemo } from 'react';
import type { Asking } from '../../shared/server.ts';
import type { BoardState } from '../board.ts';
import { newestOf } from '../newestOf.ts';
import { BoardYearDocument } from '../operations.ts';
import { useAsked } from '../useAsked.ts';
import { type BoardYear, monthAfter, NO_YEAR, withRankings, yearOf } from './year.ts';

/** The year that ends with the month of the rankings, with these in it at once and everything before as of the last publication or correction. */
export function useYear(asking: Asking, board: BoardState | null): BoardYear {
  const last = board?.rankingMonth ?? board?.round?.month;
  // A correction moves the versions, also where its event was missed; one of an older month is told in the news.
  const versions = board?.rankings.reduce((sum, { results }) => results.reduce((all, { version }) => all + version, sum), 0);
  const key = board && last && `${last} ${versions} ${newestOf(board, 'ResultPublished')}`;
  const read = useAsked(key ?? undefined, async (signal) => yearOf(await asking(BoardYearDocument, { from: monthAfter(last as string, -11) }, signal), last as string)) ?? NO_YEAR;
  const rankings = board?.rankings;
  const rankingMonth = board?.rankingMonth;
  return useMemo(() => (rankings && rankingMonth ? withRankings(read, rankingMonth, rankings) : read), [read, rankings, rankingMonth]);
}
