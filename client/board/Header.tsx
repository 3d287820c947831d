import type { Connection } from '../live/index.ts';
import { useLanguage } from '../shared/language/useLanguage.ts';
import type { BoardState } from './board.ts';
import { Clock } from './Clock.tsx';
import { ConnectionLine } from './ConnectionLine.tsx';
import type { Kiosk } from './kiosk/useKiosk.ts';

interface HeaderProps {
  board: BoardState | null;
  connection: Connection;
  kiosk: Kiosk;
  toggleTheme(): void;
}

export function Header({ board, connection, kiosk, toggleTheme }: HeaderProps) {
  const { t, language, month, toggle } = useLanguage();
  const round = board?.round;
  return (
    <header className="header">
      <div className="brand">
        <div className="brand-name">
          <h1>{t('title')}</h1>
          <p>{t('board.name')}</p>
        </div>
        {kiosk.turning !== undefined && (
          <nav className="controls" aria-label={t('kiosk.pages')}>
            {kiosk.address.pages.map((page) => (
              <button key={page} type="button" className="plain" aria-pressed={kiosk.panes?.some((pane) => pane.page === page)} onClick={() => kiosk.show(page)}>
                {t(`page.${page}`)}
              </button>
            ))}
            {kiosk.address.every > 0 && (
              <button type="button" className="plain" aria-pressed={!kiosk.turning} onClick={kiosk.pause}>
                {t('kiosk.pause')}
              </button>
            )}
          </nav>
        )}
      </div>
      {board && (
        <div className="round">
          <span className="round-month">{round ? month(round.month) : t('board.noRound')}</span>
          {round && (
            <span className="round-state" data-state={round.state}>
              {t(`state.${round.state}`)}
            </span>
          )}
        </div>
      )}
      <div className="aside">
        <div className="controls">
          <button type="button" className="plain" onClick={toggleTheme}>
            {t('kiosk.theme')}
          </button>
          <button type="button" className="plain language" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={toggle}>
            {t('board.otherLanguage')}
          </button>
        </div>
        <ConnectionLine connection={connection} changedAt={board?.recent[0]?.at} />
        <Clock />
      </div>
    </header>
  );
}
