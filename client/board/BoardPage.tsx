import { useEffect, useState } from 'react';
import { type Connection, type LiveQuery, useLive } from '../live/index.ts';
import { DemoBar } from '../shared/access/DemoBar.tsx';
import { useViewer, type Viewer } from '../shared/access/viewer.ts';
import { useLanguage } from '../shared/language/useLanguage.ts';
import type { BoardState } from './board.ts';
import { Header } from './Header.tsx';
import { Progress } from './Progress.tsx';
import { Ranking } from './Ranking.tsx';
import { Refused } from './Refused.tsx';
import { Ticker } from './Ticker.tsx';
import { useProofOfDisplay } from './useProofOfDisplay.ts';

/** The classes with few units stand above one another. */
const SMALL_CLASSES = ['TOWNSHIP', 'LINE'] as const;

/** The wall. Shows units and areas, never a person's name. */
export function BoardPage({ live }: { live: LiveQuery<BoardState> }) {
  const { t } = useLanguage();
  const { state: board, connection } = useLive(live);
  const { viewer, seenBy } = useWatchers(connection);
  const refused = connection.phase === 'refused';
  useProofOfDisplay(viewer?.kind === 'SCREEN' && connection.phase === 'live' ? board?.cursor : undefined);
  return (
    <>
      <DemoBar viewer={viewer} />
      <Header board={board} connection={connection} />
      {refused && viewer && <Refused viewer={viewer} seenBy={seenBy} asOf={board && connection.asOf} />}
      {board ? (
        <main className="wall" data-stopped={refused}>
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
        !(refused && viewer) && <main className="waiting">{t('board.waiting')}</main>
      )}
    </>
  );
}

/** Who stands before the wall, asked whenever the server has let them in or turned them away, and to whom it was shown last. */
function useWatchers(connection: Connection): { viewer: Viewer | null; seenBy: Viewer | null } {
  const viewer = useViewer(connection.phase === 'live' || connection.phase === 'refused' ? connection : undefined);
  const [seenBy, setSeenBy] = useState<Viewer | null>(null);
  useEffect(() => {
    // A connection that ended looks well for a moment before it is refused: nobody is shown nothing.
    if (connection.phase === 'live' && viewer && viewer.kind !== 'NOBODY') setSeenBy(viewer);
  }, [connection, viewer]);
  return { viewer, seenBy };
}
