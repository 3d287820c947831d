import { useLanguage } from '../../shared/language/useLanguage.ts';
import { GradeMark } from '../GradeMark.tsx';
import { Movement } from '../Movement.tsx';
import type { PageProps } from '../pages/pages.ts';
import { movementOf } from '../year/year.ts';
import { CLASSES, lastOf } from './figures.ts';

/** As many of each class as can be read from five metres. */
const SHOWN = 4;

/** Who is behind: the last of each class, the very last first. */
export function Behind({ board: { rankings, rankingMonth }, year }: Pick<PageProps, 'board' | 'year'>) {
  const { t, month } = useLanguage();
  return (
    <section className="panel behind">
      <header className="panel-head">
        <h2>{t('behind.title')}</h2>
        {rankingMonth && <span className="panel-note">{month(rankingMonth)}</span>}
      </header>
      {rankingMonth ? (
        CLASSES.map((unitClass) => (
          <div key={unitClass} className="behind-class" data-class={unitClass}>
            <h3>{t(`unitClass.${unitClass}`)}</h3>
            <ol>
              {lastOf(rankings.find((ranking) => ranking.unitClass === unitClass)?.results ?? [], SHOWN).map(({ id, unit, rank, score, grade }) => (
                <li key={id} data-unit={unit.code}>
                  <span className="rank">{rank}</span>
                  <Movement
                    places={movementOf(
                      year.units.find(({ code }) => code === unit.code),
                      rankingMonth,
                    )}
                  />
                  <a className="unit" href={`/unit/${unit.code}`}>
                    {unit.name}
                  </a>
                  <span className="score">{score}</span>
                  <GradeMark grade={grade} />
                </li>
              ))}
            </ol>
          </div>
        ))
      ) : (
        <p className="empty">{t('ranking.none')}</p>
      )}
    </section>
  );
}
