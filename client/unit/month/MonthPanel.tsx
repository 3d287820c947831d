import { useLanguage } from '../../shared/language/useLanguage.ts';
import { type MonthDetail, type UnitReading, versionsOf } from '../unit.ts';
import { Explanation } from './Explanation.tsx';
import { Findings } from './Findings.tsx';
import { MonthSwitch } from './MonthSwitch.tsx';
import { ResultFigures } from './ResultFigures.tsx';
import { Versions } from './Versions.tsx';

interface MonthPanelProps {
  reading: UnitReading;
  chosen: MonthDetail;
  /** The month asked for, which may still be on its way. */
  asked: string | undefined;
  choose(month: string): void;
}

/** One month near by: what came out, how it came about, what was found. */
export function MonthPanel({ reading: { card, shown, year, byMonth }, chosen, asked, choose }: MonthPanelProps) {
  const { t, month } = useLanguage();
  const result = byMonth.get(chosen.month);
  // Read a moment apart, they may be of two versions: then the next reading brings them together.
  const explained = chosen.explained?.id === result?.id ? chosen.explained : undefined;
  return (
    <section className="panel month-panel">
      <header className="panel-head">
        <h2>{month(chosen.month)}</h2>
        <MonthSwitch shown={shown} month={asked ?? chosen.month} choose={choose} />
      </header>
      {year &&
        (result ? (
          <ResultFigures result={result} ofMonth={year.find((each) => each.month === chosen.month)} byMonth={byMonth} />
        ) : (
          <p className="empty">{t('unit.month.noResult')}</p>
        ))}
      {explained && <Explanation explanation={explained.explanation} />}
      <Findings detail={chosen} />
      {result && result.versions.length > 1 && <Versions versions={versionsOf(result, explained, card.code)} />}
    </section>
  );
}
