import type { CSSProperties } from 'react';
import type { RankedResultFragment, UnitClass } from '../../generated/graphql.ts';
import { useLanguage } from '../../shared/language/useLanguage.ts';
import type { BoardState } from '../board.ts';
import { GradeMark } from '../GradeMark.tsx';
import { Movement } from '../Movement.tsx';
import { useFirstShown } from '../useFirstShown.ts';
import { YearLine } from '../year/YearLine.tsx';
import { type BoardYear, movementOf } from '../year/year.ts';

interface RankingProps {
  unitClass: UnitClass;
  board: BoardState;
  year: BoardYear;
}

/** How a class stands, best first, and of which month: while the current one collects, the last published. */
export function Ranking({ unitClass, board: { rankings, rankingMonth, round }, year }: RankingProps) {
  const { t, month: monthName } = useLanguage();
  const results = rankings.find((ranking) => ranking.unitClass === unitClass)?.results ?? [];
  const units = year.units.filter((unit) => unit.unitClass === unitClass).length;
  const firstShown = useFirstShown(results.map(({ id }) => id));
  return (
    <section className="panel ranking" data-class={unitClass} style={{ '--rows': results.length } as CSSProperties}>
      <header className="panel-head">
        <h2>{t(`unitClass.${unitClass}`)}</h2>
        {rankingMonth && (
          <span className="panel-note">
            <span className="ranking-month">{rankingMonth === round?.month ? monthName(rankingMonth) : t('ranking.lastPublished', { month: monthName(rankingMonth) })}</span>
            {units > 0 && ` · ${t('ranking.units', { results: results.length, units })}`}
          </span>
        )}
      </header>
      {results.length ? (
        <ol className="results">
          {results.map((result) => (
            // A corrected result is a new one: the row shows that it changed.
            <Row key={result.id} result={result} isNew={!firstShown.has(result.id)} year={year} month={rankingMonth ?? ''} />
          ))}
        </ol>
      ) : (
        <p className="empty">{t('ranking.none')}</p>
      )}
    </section>
  );
}

interface RowProps {
  result: RankedResultFragment;
  isNew: boolean;
  year: BoardYear;
  month: string;
}

function Row({ result: { unit, rank, score, grade, vetoProposed }, isNew, year, month }: RowProps) {
  const { t } = useLanguage();
  const unitYear = year.units.find(({ code }) => code === unit.code);
  return (
    <li className="result" data-unit={unit.code} data-new={isNew}>
      <span className="rank">{rank}</span>
      <Movement places={movementOf(unitYear, month)} />
      <a className="unit" href={`/unit/${unit.code}`}>
        {unit.name}
      </a>
      {vetoProposed && <span className="veto">{t('ranking.veto')}</span>}
      <YearLine unit={unitYear} months={year.months} />
      <span className="score">{score}</span>
      <GradeMark grade={grade} />
    </li>
  );
}
