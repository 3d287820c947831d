import type { PageProps } from './pages.ts';
import { Ranking } from './Ranking.tsx';

/** The three classes in full: the small ones above one another, sharing their column by their numbers, and the large one in two columns. */
export function RankingsPage({ board, year }: PageProps) {
  return (
    <div className="page rankings-page">
      <div className="rankings-small">
        <Ranking unitClass="TOWNSHIP" board={board} year={year} />
        <Ranking unitClass="LINE" board={board} year={year} />
      </div>
      <Ranking unitClass="CITY" board={board} year={year} />
    </div>
  );
}
