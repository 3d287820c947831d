import { Behind } from '../figures/Behind.tsx';
import { Figures } from '../figures/Figures.tsx';
import { TownshipMap } from '../map/TownshipMap.tsx';
import { Ticker } from '../Ticker.tsx';
import { WarningsPanel } from '../warnings/WarningsPanel.tsx';
import type { PageProps } from './pages.ts';

/** How the month stands, who is behind, what just happened. */
export function MonthPage({ board, year }: PageProps) {
  return (
    <div className="page month-page">
      <Figures board={board} />
      <Behind board={board} year={year} />
      <TownshipMap board={board} year={year} />
      <div className="news">
        <WarningsPanel warnings={board.warnings} />
        <Ticker events={board.recent} roundMonth={board.round?.month} />
      </div>
    </div>
  );
}
