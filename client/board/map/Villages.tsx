import { useEffect, useRef } from 'react';
import { useLanguage } from '../../shared/language/useLanguage.ts';
import { GradeMark } from '../GradeMark.tsx';
import { Movement } from '../Movement.tsx';
import { YearLine } from '../year/YearLine.tsx';
import type { BoardYear } from '../year/year.ts';
import type { TownshipTile } from './tiles.ts';

/** An unattended wall goes back to all townships by itself (milliseconds). */
const STAYS = 120_000;

interface VillagesProps {
  tile: TownshipTile;
  months: BoardYear['months'];
  leave(): void;
}

/** A township near by: how it stands, and the villages and communities that it answers for. */
export function Villages({ tile: { code, name, unit, result, movement, change, villages }, months, leave }: VillagesProps) {
  const { t } = useLanguage();
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    back.current?.focus();
    const timer = setTimeout(leave, STAYS);
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && leave();
    window.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKey);
    };
  }, [leave]);
  return (
    <div className="villages" data-unit={code}>
      <div className="villages-head">
        <h3>{name}</h3>
        {result && (
          <>
            <span className="tile-score">{result.score}</span>
            <GradeMark grade={result.grade} />
            <Movement places={movement} />
            {change && <span className="panel-note">{t('map.change', { change })}</span>}
            {result.vetoProposed && <span className="veto">{t('ranking.veto')}</span>}
          </>
        )}
        <span className="villages-ways">
          <a className="plain" href={`/unit/${code}`}>
            {t('map.unitPage')}
          </a>
          <button type="button" ref={back} className="plain" onClick={leave}>
            {t('map.back')}
          </button>
        </span>
      </div>
      <YearLine unit={unit} months={months} />
      <ul className="village-tiles" aria-label={t('map.villages', { count: villages.length })}>
        {villages.map((village) => (
          <li key={village.code}>{village.name}</li>
        ))}
      </ul>
    </div>
  );
}
