import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sparkline } from '../../../client/board/year/sparkline.ts';
import { changeOf, type MonthResult, monthAfter, movementOf, type UnitYear, withRankings, yearOf, yearUpTo } from '../../../client/board/year/year.ts';
import { result } from '../boards.ts';

const unit = (byMonth: Record<string, Partial<MonthResult>>): UnitYear => ({
  code: 'XZ01',
  name: '单位XZ01',
  unitClass: 'TOWNSHIP',
  region: '430781001000',
  byMonth: new Map(Object.entries(byMonth).map(([month, given]) => [month, { score: '90.00', grade: 'GOOD', rank: 1, ...given }])),
});

describe('a year', () => {
  test('is the twelve months up to one, across the turn of the year', () => {
    expect(yearUpTo('2026-02')).toEqual([...Array.from({ length: 10 }, (_, index) => `2025-${String(index + 3).padStart(2, '0')}`), '2026-01', '2026-02']);
    expect(yearUpTo('2025-12')[0]).toBe('2025-01');
  });

  test('goes forth and back by any number of months and comes to the same', () => {
    const months = fc.tuple(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 })).map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);
    fc.assert(
      fc.property(months, fc.integer({ min: -400, max: 400 }), (month, steps) => {
        const there = monthAfter(month, steps);
        expect(there).toMatch(/^\d{4}-(0[1-9]|1[0-2])$/);
        expect(monthAfter(there, -steps)).toBe(month);
        expect(Math.sign(there.localeCompare(month))).toBe(Math.sign(steps));
      }),
    );
  });

  test('has the rankings on the wall in it, though it was read before them', () => {
    const read = yearOf(
      {
        units: {
          nodes: [
            {
              code: 'XZ01',
              name: '单位XZ01',
              unitClass: 'TOWNSHIP',
              region: { code: '430781001000' },
              results: { nodes: [{ round: { month: '2026-09' }, score: '80.00', grade: 'MEDIUM', rank: 4 }] },
            },
          ],
        },
        regions: { nodes: [{ code: '430781001000', name: '第1镇', children: { nodes: [{ code: '430781001001', name: '甲村' }] } }] },
      },
      '2026-09',
    );
    const year = withRankings(read, '2026-10', [{ unitClass: 'TOWNSHIP', results: [result('XZ01', { rank: 2, score: '92.25' }), result('XZ99')] }]);
    expect(year.months.at(-1)).toBe('2026-10');
    expect(year.units).toHaveLength(1);
    expect(movementOf(year.units[0], '2026-10')).toBe(2);
    expect(changeOf(year.units[0], '2026-10')).toBe('+12.25');
    expect(year.townships[0]?.villages.map(({ name }) => name)).toEqual(['甲村']);
    expect(read.units[0]?.byMonth.has('2026-10')).toBe(false);
  });
});

describe('the movement of a unit', () => {
  test.each([
    [{ rank: 5 }, { rank: 2 }, 3],
    [{ rank: 1 }, { rank: 9 }, -8],
    [{ rank: 4 }, { rank: 4 }, 0],
  ])('is the places between the ranks of two months: %j → %j', (before, now, places) => {
    expect(movementOf(unit({ '2025-12': before, '2026-01': now }), '2026-01')).toBe(places);
  });

  test('is not known for its first month, after a month without it, or without the unit', () => {
    expect(movementOf(unit({ '2026-01': {} }), '2026-01')).toBeUndefined();
    expect(movementOf(unit({ '2026-07': {}, '2026-09': {} }), '2026-09')).toBeUndefined();
    expect(movementOf(unit({ '2026-08': {} }), '2026-09')).toBeUndefined();
    expect(movementOf(undefined, '2026-09')).toBeUndefined();
  });
});

describe('the change of a score', () => {
  test.each([
    ['89.00', '96.50', '+7.50'],
    ['96.50', '89.00', '−7.50'],
    ['90.10', '90.10', '+0.00'],
    ['0.10', '0.30', '+0.20'],
    ['100.35', '99.99', '−0.36'],
  ])('from %s to %s is %s, to the hundredth', (before, now, change) => {
    expect(changeOf(unit({ '2026-09': { score: before }, '2026-10': { score: now } }), '2026-10')).toBe(change);
  });
});

describe('a sparkline', () => {
  test('runs from month to month, is broken where there is no result, and a lonely month is a dot', () => {
    expect(sparkline(['100.00', '80.00', undefined, '60.00', undefined], 40, 20)).toEqual({ path: 'M0,0L10,10M30,20h0', end: [30, 20] });
  });

  test('of nothing draws nothing', () => {
    expect(sparkline([undefined, undefined], 40, 20)).toEqual({ path: '', end: undefined });
    expect(sparkline([], 40, 20)).toEqual({ path: '', end: undefined });
  });

  test('stays in its box, scores above 100 and below the floor too, with a point for each', () => {
    const scores = fc.array(
      fc.option(
        fc.integer({ min: 0, max: 10_500 }).map((cents) => (cents / 100).toFixed(2)),
        { nil: undefined },
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(scores, (drawn) => {
        const { path } = sparkline(drawn, 96, 24);
        const points = [...path.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
        expect(points).toHaveLength(drawn.filter((score) => score !== undefined).length);
        for (const [x, y] of points as [number, number][]) expect(x >= 0 && x <= 96 && y >= 0 && y <= 24).toBe(true);
      }),
    );
  });
});
