import { useLanguage } from '../../shared/language/useLanguage.ts';
import { GradeMark } from '../GradeMark.tsx';
import { Movement } from '../Movement.tsx';
import { YearLine } from '../year/YearLine.tsx';
import type { BoardYear } from '../year/year.ts';
import type { TownshipTile } from './tiles.ts';

interface TileProps {
  tile: TownshipTile;
  months: BoardYear['months'];
  /** Whether the month is still being collected: then the tile says whether its unit was inspected. */
  collecting: boolean;
  open(): void;
}

export function Tile({ tile: { code, name, unit, result, movement, findings, alarms }, months, collecting, open }: TileProps) {
  const { t } = useLanguage();
  return (
    <button type="button" className="tile" data-unit={code} data-grade={result?.grade} onClick={open}>
      <span className="tile-head">
        <span className="tile-name">{name}</span>
        {result && <span className="tile-rank">{t('tile.rank', { rank: result.rank })}</span>}
        <Movement places={movement} />
      </span>
      <span className="tile-body">
        <span className="tile-score" key={result?.id} data-new={result !== undefined && result.version > 1}>
          {result?.score ?? '—'}
        </span>
        {result?.vetoProposed && <span className="veto">{t('ranking.veto')}</span>}
        {alarms > 0 && <span className="alarms">{t('tile.alarms', { count: alarms })}</span>}
      </span>
      <span className="tile-foot">
        {result ? <GradeMark grade={result.grade} /> : <span />}
        <YearLine unit={unit} months={months} />
        {collecting && (
          <span className="tile-month" data-inspected={findings !== undefined}>
            {findings === undefined ? t('tile.notInspected') : t('tile.findings', { count: findings })}
          </span>
        )}
      </span>
    </button>
  );
}
