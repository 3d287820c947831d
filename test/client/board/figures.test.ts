import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { costsBySection, type ItemCost } from '../../../client/board/figures/costs.ts';
import { figuresOf, lastOf } from '../../../client/board/figures/figures.ts';
import { result } from '../boards.ts';

const scores = fc.array(
  fc.integer({ min: 0, max: 10_500 }).map((cents) => new Decimal(cents).div(100).toFixed(2)),
  { maxLength: 80 },
);
const ranking = (given: readonly string[]) => ({ unitClass: 'CITY' as const, results: given.map((score, index) => result(`SZ${index}`, { score, rank: index + 1 })) });

describe('the figures of a month', () => {
  test('average all units with a result to two decimals, half up, as decimal arithmetic has it', () => {
    fc.assert(
      fc.property(scores, scores, (some, others) => {
        const all = [...some, ...others];
        const { average } = figuresOf([ranking(some), ranking(others)]);
        const exact = all.length ? all.reduce((sum, score) => sum.plus(score), new Decimal(0)).div(all.length) : undefined;
        expect(average).toBe(exact?.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed(2));
      }),
    );
  });

  test.each([
    [['0.01', '0.02'], '0.02'],
    [['89.99', '90.00'], '90.00'],
    [['1.01', '1.01', '1.00'], '1.01'],
  ])('round half a hundredth up: %j', (given, average) => {
    expect(figuresOf([ranking(given)]).average).toBe(average);
  });

  test('count each grade, and have no average without a result', () => {
    const results = [result('A', { grade: 'GOOD' }), result('B', { grade: 'POOR' }), result('C', { grade: 'GOOD' })];
    expect(figuresOf([{ unitClass: 'TOWNSHIP', results }]).grades).toEqual({ GOOD: 2, MEDIUM: 0, POOR: 1 });
    expect(figuresOf([])).toEqual({ average: undefined, grades: { GOOD: 0, MEDIUM: 0, POOR: 0 } });
  });
});

describe('who is behind', () => {
  test('are the last of a class, the very last first, and all of a class that is smaller', () => {
    const { results } = ranking(['99.00', '98.00', '97.00']);
    expect(lastOf(results, 2).map(({ rank }) => rank)).toEqual([3, 2]);
    expect(lastOf(results, 9).map(({ rank }) => rank)).toEqual([3, 2, 1]);
  });
});

describe('what sections cost', () => {
  const costs = fc.array(
    fc.record({
      item: fc.record({ code: fc.string(), section: fc.constantFrom('甲', '乙', '丙'), content: fc.string() }),
      units: fc.nat({ max: 64 }),
      findings: fc.nat({ max: 500 }),
      points: fc.integer({ min: 0, max: 200_000 }).map((cents) => new Decimal(cents).div(100).toFixed(2)),
    }),
    { maxLength: 40 },
  ) as fc.Arbitrary<ItemCost[]>;

  test('is what their items cost together, to the hundredth, the most first', () => {
    fc.assert(
      fc.property(costs, (items) => {
        const sections = costsBySection(items);
        for (const { section, points, findings } of sections) {
          const own = items.filter(({ item }) => item.section === section);
          expect(points).toBe(own.reduce((sum, each) => sum.plus(each.points), new Decimal(0)).toFixed(2));
          expect(findings).toBe(own.reduce((sum, each) => sum + each.findings, 0));
        }
        expect(new Set(sections.map(({ section }) => section))).toEqual(new Set(items.map(({ item }) => item.section)));
        expect(sections.map(({ points }) => Number(points))).toEqual(sections.map(({ points }) => Number(points)).sort((one, other) => other - one));
      }),
    );
  });
});
