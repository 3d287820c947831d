import type { CSSProperties } from 'react';
import { useLanguage } from '../../shared/language/useLanguage.ts';
import { GradeMark } from '../GradeMark.tsx';
import type { Playing } from './usePublication.ts';
import { useTouchEnds } from './useTouchEnds.ts';

/** A month's results as they are announced, over the whole wall. Any key, or a touch, ends it. */
export function Stage({ playing: { month, scene, ranking, stop } }: { playing: Playing }) {
  const { t, month: monthName } = useLanguage();
  useTouchEnds(stop);
  const shown = new Set(scene.shown.map(({ id }) => id));
  return (
    <section className="stage" aria-live="polite" data-class={scene.unitClass}>
      <header className="stage-head">
        <p>{t('stage.published', { month: monthName(month) })}</p>
        <h2>{t(`unitClass.${scene.unitClass}`)}</h2>
      </header>
      <ol className="stage-results" style={{ '--rows': ranking.length } as CSSProperties}>
        {ranking.map(({ id, unit, rank, score, grade }) => (
          <li key={id} data-unit={unit.code} data-come={shown.has(id)} data-leading={rank <= 3}>
            <span className="rank">{rank}</span>
            <span className="unit">{unit.name}</span>
            <span className="score">{score}</span>
            <GradeMark grade={grade} />
          </li>
        ))}
      </ol>
    </section>
  );
}
