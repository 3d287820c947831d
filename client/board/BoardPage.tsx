import { type LiveQuery, useLive } from '../live/index.ts';
import { useLanguage } from '../shared/language/useLanguage.ts';
import type { BoardState } from './board.ts';
import { Header } from './Header.tsx';
import { Progress } from './Progress.tsx';
import { Ranking } from './Ranking.tsx';
import { Ticker } from './Ticker.tsx';

/** The classes with few units stand above one another. */
const SMALL_CLASSES = ['TOWNSHIP', 'LINE'] as const;

/** The wall. Shows units and areas, never a person's name. */
export function BoardPage({ live }: { live: LiveQuery<BoardState> }) {
  const { t } = useLanguage();
  const { state: board, connection } = useLive(live);
  return (
    <>
      <Header board={board} connection={connection} />
      {board ? (
        <main className="wall">
          <Progress progress={board.progress} />
          <div className="small-classes">
            {SMALL_CLASSES.map((unitClass) => (
              <Ranking key={unitClass} unitClass={unitClass} board={board} />
            ))}
          </div>
          <Ranking unitClass="CITY" board={board} />
          <Ticker events={board.recent} roundMonth={board.round?.month} />
        </main>
      ) : (
        <main className="waiting">{t('board.waiting')}</main>
      )}
    </>
  );
}
