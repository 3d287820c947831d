import { describe, expect, test } from '@jest/globals';
import { columnsFor, tilesOf } from '../../../client/board/map/tiles.ts';
import { type BoardYear, NO_YEAR, yearUpTo } from '../../../client/board/year/year.ts';
import { octoberBoard, result } from '../boards.ts';

const townships = (...results: ReturnType<typeof result>[]) => [{ unitClass: 'TOWNSHIP' as const, results }];

const unit = (code: string, region: string, unitClass: 'TOWNSHIP' | 'CITY' = 'TOWNSHIP', byMonth: BoardYear['units'][number]['byMonth'] = new Map()) => ({
  code,
  name: `单位${code}`,
  unitClass,
  region,
  byMonth,
});

const year: BoardYear = {
  months: yearUpTo('2026-10'),
  units: [
    unit('XZ01', '430781200000', 'TOWNSHIP', new Map([['2026-09', { score: '80.00', grade: 'MEDIUM', rank: 2 }]])),
    unit('XZ02', '430781100000'),
    unit('SZ01', '430781100000', 'CITY'),
  ],
  townships: [
    { code: '430781100000', name: '甲镇', villages: [{ code: '430781100001', name: '甲一村' }] },
    { code: '430781200000', name: '乙镇', villages: [] },
  ],
};

describe('the tiles', () => {
  test('are the townships and streets alone, in the order of their divisions, with or without a result', () => {
    const tiles = tilesOf(octoberBoard({ rankings: townships(result('XZ01')) }), year);
    expect(tiles.map(({ code, result: shown }) => [code, shown?.score])).toEqual([
      ['XZ02', undefined],
      ['XZ01', '96.00'],
    ]);
    expect(tiles[0]?.villages.map(({ name }) => name)).toEqual(['甲一村']);
  });

  test('say what was found this month, apart from not having been inspected', () => {
    const tiles = tilesOf(octoberBoard({ inspected: new Map([['XZ01', 0]]) }), year);
    expect(tiles.map(({ code, findings }) => [code, findings])).toEqual([
      ['XZ02', undefined],
      ['XZ01', 0],
    ]);
  });

  test('say how far a township moved since the month before the one that the ranking is of', () => {
    const october = new Map([...(year.units[0]?.byMonth ?? []), ['2026-10', { score: '96.00', grade: 'GOOD' as const, rank: 1 }] as const]);
    const moved = { ...year, units: year.units.map((each) => (each.code === 'XZ01' ? { ...each, byMonth: october } : each)) };
    const [, tile] = tilesOf(octoberBoard({ rankingMonth: '2026-10', rankings: townships(result('XZ01')) }), moved);
    expect(tile).toMatchObject({ movement: 1, change: '+16.00' });
  });

  test('are shown by the ranking alone before the year is read', () => {
    const tiles = tilesOf(octoberBoard({ rankings: townships(result('XZ02', { rank: 1 }), result('XZ01', { rank: 2 })) }), NO_YEAR);
    expect(tiles.map(({ code, movement, villages }) => [code, movement, villages.length])).toEqual([
      ['XZ01', undefined, 0],
      ['XZ02', undefined, 0],
    ]);
  });

  test.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [9, 3],
    [10, 4],
    [16, 4],
  ])('%i stand in %i columns', (tiles, columns) => {
    expect(columnsFor(tiles)).toBe(columns);
  });
});
