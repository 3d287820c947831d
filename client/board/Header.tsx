import type { Connection } from '../live/index.ts';
import { useLanguage } from '../shared/language/useLanguage.ts';
import type { BoardState } from './board.ts';
import { ConnectionLine } from './ConnectionLine.tsx';

export function Header({ board, connection }: { board: BoardState | null; connection: Connection }) {
  const { t, language, month, toggle } = useLanguage();
  const round = board?.round;
  return (
    <header className="header">
      <div className="brand">
        <h1>{t('title')}</h1>
        <p>{t('board.name')}</p>
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
        <ConnectionLine connection={connection} changedAt={board?.recent[0]?.at} />
        <button type="button" className="language" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={toggle}>
          {t('board.otherLanguage')}
        </button>
      </div>
    </header>
  );
}
