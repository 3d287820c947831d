import { type CSSProperties, useCallback, useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../shared/language/useLanguage.ts';
import type { PageProps } from '../pages/pages.ts';
import { Tile } from './Tile.tsx';
import { columnsFor, type TownshipTile, tilesOf } from './tiles.ts';
import { Villages } from './Villages.tsx';

/** The townships and streets as tiles, in the order of their codes: where they lie is not drawn, how they stand is. One opens into its villages. */
export function TownshipMap({ board, year }: Pick<PageProps, 'board' | 'year'>) {
  const { t, month } = useLanguage();
  const tiles = tilesOf(board, year);
  const [opened, open] = useState<TownshipTile['code']>();
  const leave = useCallback(() => open(undefined), []);
  const map = useRef<HTMLElement>(null);
  // Whoever leaves the villages stands again on the tile they came from.
  const left = useRef<TownshipTile['code']>(undefined);
  useEffect(() => {
    if (!opened && left.current) map.current?.querySelector<HTMLElement>(`.tile[data-unit="${left.current}"]`)?.focus();
    left.current = opened;
  }, [opened]);
  const tile = tiles.find(({ code }) => code === opened);
  return (
    <section ref={map} className="panel map" aria-label={t('map.title')}>
      <header className="panel-head">
        <h2>{t('map.title')}</h2>
        {board.rankingMonth && (
          <span className="panel-note">
            {board.rankingMonth === board.round?.month ? month(board.rankingMonth) : t('ranking.lastPublished', { month: month(board.rankingMonth) })}
          </span>
        )}
      </header>
      {tile ? (
        <Villages tile={tile} months={year.months} leave={leave} />
      ) : (
        <div className="tiles" style={{ '--tiles': columnsFor(tiles.length) } as CSSProperties}>
          {tiles.map((each) => (
            <Tile key={each.code} tile={each} months={year.months} collecting={board.round?.state !== 'PUBLISHED'} open={() => open(each.code)} />
          ))}
          {!tiles.length && <p className="empty">{t('ranking.none')}</p>}
        </div>
      )}
    </section>
  );
}
