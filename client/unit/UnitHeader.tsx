import { useLanguage } from '../shared/language/useLanguage.ts';
import type { Card } from './unit.ts';

interface UnitHeaderProps {
  /** Undefined until it is read, or where there is none. */
  card: Card | undefined;
  /** When what is shown was read (ms since 1970). */
  readAt: number | undefined;
  /** Whether the server was out of reach since. */
  cutOff: boolean;
  toggleTheme(): void;
}

export function UnitHeader({ card, readAt, cutOff, toggleTheme }: UnitHeaderProps) {
  const { t, language, date, time, toggle } = useLanguage();
  const at = readAt === undefined ? '' : `${date(new Date(readAt).toISOString())} ${time(readAt)}`;
  return (
    <header className="unit-header">
      <a className="plain to-board" href="/">
        <span aria-hidden="true">←</span> {t('unit.toBoard')}
      </a>
      <div className="unit-title">
        <h1>{card?.name ?? t('title')}</h1>
        {card && (
          <p>
            <span data-card="code">{card.code}</span>
            <span data-card="class">{t(`unitClass.${card.unitClass}`)}</span>
            {/* The city's own units lie in the city itself; a township is its own division. */}
            <span data-card="region">{[card.region.parent?.name, card.region.name].filter(Boolean).join(' ')}</span>
            {card.isPoliticalLegalOrgan && <span data-card="organ">{t('unit.organ')}</span>}
          </p>
        )}
      </div>
      <div className="unit-aside">
        <p className="read-at" role="status" data-cut-off={cutOff}>
          {at && (cutOff ? t('unit.cutOff', { time: at }) : t('unit.readAt', { time: at }))}
        </p>
        <div className="controls">
          <button type="button" className="plain" onClick={() => window.print()}>
            {t('unit.print')}
          </button>
          <button type="button" className="plain" onClick={toggleTheme}>
            {t('kiosk.theme')}
          </button>
          <button type="button" className="plain" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={toggle}>
            {t('board.otherLanguage')}
          </button>
        </div>
      </div>
    </header>
  );
}
