import type { RankedResultFragment } from '../../generated/graphql.ts';
import type { BoardState } from '../board.ts';
import { alarmsOf } from '../warnings/warnings.ts';
import { type BoardYear, changeOf, movementOf, type Township, type UnitYear } from '../year/year.ts';

/** A township or street as the wall shows it: the unit that answers for it. */
export interface TownshipTile {
  /** The unit's code. */
  code: string;
  name: string;
  unit: UnitYear | undefined;
  result: RankedResultFragment | undefined;
  /** Places climbed since the month before. */
  movement: number | undefined;
  /** Points gained since the month before, with their sign. */
  change: string | undefined;
  /** Findings of the month that is being collected; undefined where it was not inspected yet. */
  findings: number | undefined;
  /** Open warnings about it that ask for something. */
  alarms: number;
  villages: Township['villages'];
}

/** A tile a unit of the townships' class, by the code of its division. Before the year is read, by the ranking alone. */
export function tilesOf({ rankings, rankingMonth, inspected, warnings }: BoardState, year: BoardYear): TownshipTile[] {
  const results = rankings.find(({ unitClass }) => unitClass === 'TOWNSHIP')?.results ?? [];
  const units = year.units.filter(({ unitClass }) => unitClass === 'TOWNSHIP');
  const known = units.length ? units.map(({ code, name }) => ({ code, name })) : results.map(({ unit }) => unit).sort(byCode);
  return known
    .map(({ code, name }): TownshipTile => {
      const unit = units.find((each) => each.code === code);
      return {
        code,
        name,
        unit,
        result: results.find((result) => result.unit.code === code),
        movement: movementOf(unit, rankingMonth ?? ''),
        change: changeOf(unit, rankingMonth ?? ''),
        findings: inspected.get(code),
        alarms: alarmsOf(warnings, code),
        villages: year.townships.find((township) => township.code === unit?.region)?.villages ?? [],
      };
    })
    .sort((one, other) => byCode({ code: one.unit?.region ?? one.code }, { code: other.unit?.region ?? other.code }));
}

/** As square as it goes: nine tiles stand three by three. */
export function columnsFor(tiles: number): number {
  return Math.max(1, Math.ceil(Math.sqrt(tiles)));
}

function byCode(one: { code: string }, other: { code: string }): number {
  return one.code < other.code ? -1 : one.code > other.code ? 1 : 0;
}
