import { GradeMark } from '../board/GradeMark.tsx';
import { useLanguage } from '../shared/language/useLanguage.ts';
import type { Theme } from '../shared/theme.ts';
import { searchWithMonth } from './address.ts';
import { YearCurve } from './curve/YearCurve.tsx';
import type { UnitMonth, UnitReading } from './unit.ts';

interface YearPanelProps {
  reading: UnitReading;
  theme: Theme;
  choose(month: string): void;
}

/** The year, as a curve and in figures. */
export function YearPanel({ reading: { shown, year, chosen }, theme, choose }: YearPanelProps) {
  const { t, month } = useLanguage();
  const [from, to] = [shown[0], shown.at(-1)];
  return (
    <section className="panel year-panel">
      <header className="panel-head">
        <h2>{from && to ? t('unit.year.title', { from: month(from), to: month(to) }) : t('board.noRound')}</h2>
      </header>
      {year && (
        <>
          <YearCurve year={year} chosen={chosen?.month} theme={theme} />
          <YearTable year={year} chosen={chosen?.month} choose={choose} />
        </>
      )}
      {!year && from && <p className="empty">{t('unit.year.forbidden')}</p>}
    </section>
  );
}

function YearTable({ year, chosen, choose }: { year: readonly UnitMonth[]; chosen: string | undefined; choose(month: string): void }) {
  const { t, month: monthName } = useLanguage();
  const showsClass = year.some(({ ofClass }) => ofClass);
  return (
    <table className="year-table">
      <thead>
        <tr>
          <th scope="col">{t('unit.year.month')}</th>
          <th scope="col">{t('unit.year.score')}</th>
          <th scope="col">{t('unit.year.grade')}</th>
          <th scope="col">{t('unit.year.rank')}</th>
          {showsClass && <th scope="col">{t('unit.month.ofClass')}</th>}
        </tr>
      </thead>
      <tbody>
        {year.map(({ month, result, ofClass }) => (
          <tr key={month} data-month={month} data-chosen={month === chosen}>
            <th scope="row">
              <a
                href={searchWithMonth(location.search, month)}
                aria-current={month === chosen ? 'true' : undefined}
                onClick={(event) => {
                  // Opened in another window, it goes its own way.
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  choose(month);
                }}
              >
                {monthName(month)}
              </a>
            </th>
            {result ? (
              <>
                <td className="figure-cell">{result.score}</td>
                <td>
                  <GradeMark grade={result.grade} />
                </td>
                <td className="figure-cell">{ofClass ? t('unit.month.rankOf', { rank: result.rank, count: ofClass.count }) : result.rank}</td>
              </>
            ) : (
              <td className="nothing" colSpan={3}>
                {t('unit.year.none')}
              </td>
            )}
            {showsClass && <td className="figure-cell">{ofClass?.average}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
