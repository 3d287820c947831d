import { useLanguage } from '../shared/language/useLanguage.ts';
import type { Live } from '../shared/live.ts';
import { useLive } from '../shared/useLive.ts';
import type { BoardEvent, BoardState } from './board.ts';
import { Header } from './Header.tsx';
import { Progress } from './Progress.tsx';
import { Ranking } from './Ranking.tsx';
import { Ticker } from './Ticker.tsx';

/** The classes with few units stand above one another. */
const SMALL_CLASSES = ['TOWNSHIP', 'LINE'] as const;

/** The wall. Shows units and areas, never a person's name. */
export function BoardPage({ live }: { live: Live<BoardState, BoardEvent> }) {
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
