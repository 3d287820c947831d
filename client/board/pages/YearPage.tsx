import { useLanguage } from '../../shared/language/useLanguage.ts';
import { CLASSES, GRADES } from '../figures/figures.ts';
import { GradeMark } from '../GradeMark.tsx';
import type { BoardYear, UnitYear } from '../year/year.ts';
import type { PageProps } from './pages.ts';

/** Units of a class that stand in one column; a larger class goes on in the next. */
const COLUMN = 24;

/** Units × months: the score in each cell, its grade by shade and by shape. */
export function YearPage({ year }: PageProps) {
  const { t, month } = useLanguage();
  const [from, to] = [year.months[0], year.months.at(-1)];
  const blocks = CLASSES.flatMap((unitClass) => {
    const units = year.units.filter((unit) => unit.unitClass === unitClass);
    const columns = Math.ceil(units.length / COLUMN);
    const size = Math.ceil(units.length / Math.max(1, columns));
    return Array.from({ length: columns }, (_, index) => ({ unitClass, part: index, units: units.slice(index * size, (index + 1) * size) }));
  });
  return (
    <div className="page year-page">
      {from && to && (
        <header className="year-head">
          <h2>{t('year.title', { from: month(from), to: month(to) })}</h2>
          <p className="year-legend">
            {GRADES.map((grade) => (
              <span key={grade} className="year-key" data-grade={grade}>
                <GradeMark grade={grade} />
              </span>
            ))}
          </p>
        </header>
      )}
      {blocks.map(({ unitClass, part, units }) => (
        <section key={`${unitClass} ${part}`} className="panel year-class" data-class={unitClass}>
          <table>
            <caption>
              {t(`unitClass.${unitClass}`)}
              {part > 0 && ` (${part + 1})`}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('year.unit')}</th>
                {year.months.map((each) => (
                  <th key={each} scope="col" title={month(each)}>
                    {Number(each.slice(5))}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {units.map((unit) => (
                <UnitRow key={unit.code} unit={unit} months={year.months} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
      {!blocks.length && <p className="empty">{t('ranking.none')}</p>}
    </div>
  );
}

function UnitRow({ unit, months }: { unit: UnitYear; months: BoardYear['months'] }) {
  const { t } = useLanguage();
  return (
    <tr data-unit={unit.code}>
      <th scope="row">
        <a className="unit" href={`/unit/${unit.code}`}>
          {unit.name}
        </a>
      </th>
      {months.map((each) => {
        const result = unit.byMonth.get(each);
        if (!result) return <td key={each} />;
        return (
          <td key={each} data-grade={result.grade} title={`${result.score} ${t(`grade.${result.grade}`)}`}>
            {Math.floor(Number(result.score))}
          </td>
        );
      })}
    </tr>
  );
}
