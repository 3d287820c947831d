import { type CSSProperties, memo, useEffect, useState } from 'react';
import { type Connection, type LiveQuery, useLive } from '../live/index.ts';
import { DemoBar } from '../shared/access/DemoBar.tsx';
import { useViewer, type Viewer } from '../shared/access/viewer.ts';
import { useLanguage } from '../shared/language/useLanguage.ts';
import type { Asking } from '../shared/server.ts';
import { chooseTheme, openTheme } from '../shared/theme.ts';
import type { BoardState } from './board.ts';
import { Header } from './Header.tsx';
import { useKiosk } from './kiosk/useKiosk.ts';
import { useNewVersion } from './kiosk/useNewVersion.ts';
import { CostsPage } from './pages/CostsPage.tsx';
import { MonthPage } from './pages/MonthPage.tsx';
import type { PageTable } from './pages/pages.ts';
import { RankingsPage } from './pages/RankingsPage.tsx';
import { YearPage } from './pages/YearPage.tsx';
import { Refused } from './Refused.tsx';
import { RedStage } from './stage/RedStage.tsx';
import { Stage } from './stage/Stage.tsx';
import { usePublication } from './stage/usePublication.ts';
import { useRedWarning } from './stage/useRedWarning.ts';
import { useProofOfDisplay } from './useProofOfDisplay.ts';
import { useYear } from './year/useYear.ts';

/** Kept as they are while nothing they show has changed: a publication is played over them, ten scenes a second on a slow machine. */
const pages: PageTable = { month: memo(MonthPage), rankings: memo(RankingsPage), costs: memo(CostsPage), year: memo(YearPage) };

/** The wall. Shows units and areas, never a person's name. */
export function BoardPage({ live, asking }: { live: LiveQuery<BoardState>; asking: Asking }) {
  const { t } = useLanguage();
  const { state: board, connection } = useLive(live);
  const { viewer, seenBy } = useWatchers(connection);
  const kiosk = useKiosk();
  const year = useYear(asking, board);
  const playing = usePublication(board, kiosk.address.sound);
  const red = useRedWarning(board, playing !== undefined);
  const [theme, setTheme] = useState(() => openTheme(kiosk.address.theme));
  const refused = connection.phase === 'refused';
  // Also while the picture is old: an answer of the server may be what this page cannot read any more.
  useNewVersion(!playing && !red);
  useProofOfDisplay(viewer?.kind === 'SCREEN' && connection.phase === 'live' ? board?.cursor : undefined);
  const toggleTheme = () => {
    const other = theme === 'dark' ? 'light' : 'dark';
    chooseTheme(other);
    setTheme(other);
  };
  // Too small for a wall: everything lies below one another, to be scrolled.
  const panes = kiosk.panes ?? kiosk.address.pages.map((page) => ({ page, columns: 1, rows: 1 }));
  return (
    <>
      <DemoBar viewer={viewer} />
      <Header board={board} connection={connection} kiosk={kiosk} toggleTheme={toggleTheme} />
      {refused && viewer && <Refused viewer={viewer} seenBy={seenBy} asOf={board && connection.asOf} />}
      {board ? (
        <main
          className="wall"
          data-wall={kiosk.panes !== undefined}
          data-phase={connection.phase}
          style={{ '--wall-columns': kiosk.panels?.columns, '--wall-rows': kiosk.panels?.rows } as CSSProperties}
        >
          {panes.map(({ page, columns, rows }, place) => {
            const Page = pages[page];
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a pane is its place on the wall
              <div key={place} className="pane" data-page={page} style={{ '--pane-columns': columns, '--pane-rows': rows } as CSSProperties}>
                <Page board={board} year={year} asking={asking} />
              </div>
            );
          })}
          {playing && <Stage playing={playing} />}
          {red && <RedStage {...red} />}
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
