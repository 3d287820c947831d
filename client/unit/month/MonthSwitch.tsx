import { monthAfter } from '../../board/year/year.ts';
import { useLanguage } from '../../shared/language/useLanguage.ts';

interface MonthSwitchProps {
  /** Oldest first. */
  shown: readonly string[];
  month: string;
  choose(month: string): void;
}

/** Leafs through the months, beyond those shown too: a month before them brings the year that it lies in. */
export function MonthSwitch({ shown, month, choose }: MonthSwitchProps) {
  const { t, month: monthName } = useLanguage();
  const newest = shown.at(-1) as string;
  const months = shown.includes(month) ? shown : [...shown, month].sort();
  return (
    <nav className="month-switch" aria-label={t('unit.month.choose')}>
      <button type="button" className="plain" onClick={() => choose(monthAfter(month, -1))}>
        <span aria-hidden="true">‹</span> <span className="word">{t('unit.month.before')}</span>
      </button>
      <select className="plain" aria-label={t('unit.month.choose')} value={month} onChange={({ target }) => choose(target.value)}>
        {months.map((each) => (
          <option key={each} value={each}>
            {monthName(each)}
          </option>
        ))}
      </select>
      <button type="button" className="plain" disabled={month >= newest} onClick={() => choose(monthAfter(month, 1))}>
        <span className="word">{t('unit.month.after')}</span> <span aria-hidden="true">›</span>
      </button>
    </nav>
  );
}
