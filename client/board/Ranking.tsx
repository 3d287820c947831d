import type { CSSProperties } from 'react';
import type { RankedResultFragment, UnitClass } from '../generated/graphql.ts';
import { useLanguage } from '../shared/language/useLanguage.ts';
import type { BoardState } from './board.ts';
import { GradeMark } from './GradeMark.tsx';
import { useFirstShown } from './useFirstShown.ts';

/** How a class stands, best first, and of which month: while the current one collects, the last published. */
export function Ranking({ unitClass, board: { rankings, rankingMonth, round } }: { unitClass: UnitClass; board: BoardState }) {
  const { t, month: monthName } = useLanguage();
  const results = rankings.find((ranking) => ranking.unitClass === unitClass)?.results ?? [];
  const firstShown = useFirstShown(results.map(({ id }) => id));
  return (
    <section className="panel ranking" data-class={unitClass} style={{ '--rows': results.length } as CSSProperties}>
      <header className="panel-head">
        <h2>{t(`unitClass.${unitClass}`)}</h2>
        {rankingMonth && (
          <span className="panel-note">{rankingMonth === round?.month ? monthName(rankingMonth) : t('ranking.lastPublished', { month: monthName(rankingMonth) })}</span>
        )}
      </header>
      {results.length ? (
        <ol className="results">
          {results.map((result) => (
            // A corrected result is a new one: the row shows that it changed.
            <Row key={result.id} result={result} isNew={!firstShown.has(result.id)} />
          ))}
        </ol>
      ) : (
        <p className="empty">{t('ranking.none')}</p>
      )}
    </section>
  );
}

function Row({ result: { unit, rank, score, grade, vetoProposed }, isNew }: { result: RankedResultFragment; isNew: boolean }) {
  const { t } = useLanguage();
  return (
    <li className="result" data-unit={unit.code} data-new={isNew}>
      <span className="rank">{rank}</span>
      <span className="unit">{unit.name}</span>
      {vetoProposed && <span className="veto">{t('ranking.veto')}</span>}
      <span className="score">{score}</span>
      <GradeMark grade={grade} />
    </li>
  );
}
