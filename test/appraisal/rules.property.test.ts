import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { Dimension, GradingMethod } from '../../schema/appraisal/words.ts';
import { Grade } from '../../schema/inspection/InspectionResult.ts';
import { gradeByThresholds, gradePeers, gradesByQuota, hasEvidenceOfPoor, type OfEach, type Scale, scoreOf } from '../../server/appraisal/rules.ts';

const DIMENSIONS = Object.values(Dimension);
const hundredths = (value: number) => new Decimal(value).div(100).toFixed(2);
const points = fc.integer({ min: 0, max: 10_000 }).map(hundredths);
/** Few values, so that ties are common. */
const scores = fc.array(fc.oneof(points, fc.constantFrom('60.00', '74.99', '75.00', '89.99', '90.00', '95.00')), { minLength: 1, maxLength: 40 });
const ofEach = <T>(value: fc.Arbitrary<T>) =>
  fc.tuple(...DIMENSIONS.map(() => value)).map((values) => Object.fromEntries(DIMENSIONS.map((dimension, at) => [dimension, values[at]])) as OfEach<T>);
const weights = ofEach(fc.integer({ min: 1, max: 100 }).map(String));
const scale = (method: GradingMethod) =>
  fc
    .record({
      good: fc.integer({ min: 5_001, max: 10_000 }),
      medium: fc.integer({ min: 0, max: 5_000 }),
      goodShare: fc.integer({ min: 0, max: 60 }),
      poorShare: fc.integer({ min: 0, max: 40 }),
    })
    .map(
      ({ good, medium, goodShare, poorShare }): Scale => ({
        method,
        goodFrom: hundredths(good),
        mediumFrom: hundredths(medium),
        goodShare: String(goodShare),
        poorShare: String(poorShare),
      }),
    );

const PLACE = { GOOD: 2, MEDIUM: 1, POOR: 0 };
const count = (grades: readonly Grade[], grade: Grade) => grades.filter((each) => each === grade).length;
const USUAL = { goodFrom: '90.00', mediumFrom: '75.00', goodShare: '30.00', poorShare: '5.00' };

describe('a score', () => {
  test('lies between the lowest and the highest of its six, and has two places', () => {
    fc.assert(
      fc.property(ofEach(points), fc.option(weights), (six, weighted) => {
        const score = scoreOf(six, weighted);
        expect(score).toMatch(/^\d+\.\d\d$/);
        expect(new Decimal(score).gte(Decimal.min(...Object.values(six)))).toBe(true);
        expect(new Decimal(score).lte(Decimal.max(...Object.values(six)))).toBe(true);
      }),
    );
  });

  test('is the exact mean, rounded half up, as whole hundredths count it', () => {
    fc.assert(
      fc.property(ofEach(fc.bigInt({ min: 0n, max: 10_000n })), fc.option(ofEach(fc.bigInt({ min: 1n, max: 100n }))), (six, weighted) => {
        const weightOf = (dimension: Dimension) => weighted?.[dimension] ?? 1n;
        const sum = DIMENSIONS.reduce((total, dimension) => total + six[dimension] * weightOf(dimension), 0n);
        const all = DIMENSIONS.reduce((total, dimension) => total + weightOf(dimension), 0n);
        const rounded = (2n * sum + all) / (2n * all);
        const text = (of: OfEach<bigint>, shown: (value: bigint) => string) => Object.fromEntries(DIMENSIONS.map((each) => [each, shown(of[each])])) as OfEach<string>;
        expect(
          scoreOf(
            text(six, (value) => hundredths(Number(value))),
            weighted && text(weighted, String),
          ),
        ).toBe(hundredths(Number(rounded)));
      }),
    );
  });

  test('of half a hundredth goes up', () => {
    const six = { VIRTUE: '80.00', ABILITY: '80.00', DILIGENCE: '80.00', ACHIEVEMENT: '80.00', INTEGRITY: '80.00', LEARNING: '80.03' };
    expect(scoreOf(six, null)).toBe('80.01');
    expect(scoreOf({ ...six, LEARNING: '80.02' }, null)).toBe('80.00');
  });

  test('never falls when one of the six rises', () => {
    fc.assert(
      fc.property(ofEach(points), weights, fc.constantFrom(...DIMENSIONS), points, (six, weighted, dimension, other) => {
        const higher = { ...six, [dimension]: Decimal.max(six[dimension], other).toFixed(2) };
        expect(new Decimal(scoreOf(higher, weighted)).gte(scoreOf(six, weighted))).toBe(true);
      }),
    );
  });
});

describe('a quota', () => {
  test('is never exceeded, and never splits a tie', () => {
    fc.assert(
      fc.property(scores, scale(GradingMethod.QUOTA), (all, by) => {
        const grades = gradesByQuota(all, by);
        expect(count(grades, Grade.GOOD)).toBeLessThanOrEqual((all.length * Number(by.goodShare)) / 100);
        expect(count(grades, Grade.POOR)).toBeLessThanOrEqual((all.length * Number(by.poorShare)) / 100);
        for (const [index, score] of all.entries()) expect(grades[index]).toBe(grades[all.indexOf(score)]);
      }),
    );
  });

  test('has room for whoever fits: the next score down would be too many', () => {
    fc.assert(
      fc.property(scores, scale(GradingMethod.QUOTA), (all, by) => {
        const good = count(gradesByQuota(all, by), Grade.GOOD);
        const next = all.toSorted((a, b) => Number(b) - Number(a))[good];
        if (next !== undefined) expect(all.filter((each) => Number(each) >= Number(next)).length).toBeGreaterThan(Math.floor((all.length * Number(by.goodShare)) / 100));
      }),
    );
  });

  test('of 30 per cent makes three of ten good; with four at the top none', () => {
    const falling = ['99', '98', '97', '96', '95', '94', '93', '92', '91', '90'];
    const grades = (all: string[]) => gradesByQuota(all, { goodShare: '30', poorShare: '10' });
    expect(grades(falling)).toEqual(['GOOD', 'GOOD', 'GOOD', ...Array(6).fill('MEDIUM'), 'POOR']);
    expect(grades(['99', '99', '99', '99', ...falling.slice(4)])).toEqual([...Array(9).fill('MEDIUM'), 'POOR']);
    expect(grades([...falling.slice(0, 8), '90', '90']).slice(-2)).toEqual(['MEDIUM', 'MEDIUM']);
  });
});

describe.each(Object.values(GradingMethod))('%s', (method) => {
  test('never gives a higher score a worse grade, nor the same score two', () => {
    fc.assert(
      fc.property(scores, scale(method), (all, by) => {
        const grades = gradePeers(all, by);
        const sorted = all.map((score, index) => ({ score: Number(score), place: PLACE[grades[index] as Grade] })).sort((a, b) => a.score - b.score);
        for (const [index, { place, score }] of sorted.entries()) {
          const before = sorted[index - 1];
          if (!before) continue;
          expect(place).toBeGreaterThanOrEqual(before.place);
          if (before.score === score) expect(place).toBe(before.place);
        }
      }),
    );
  });
});

test('a hybrid grade lies between that of the thresholds and that of the quota, is poor exactly below the threshold, and good only with both', () => {
  fc.assert(
    fc.property(scores, scale(GradingMethod.HYBRID), (all, by) => {
      const quota = gradesByQuota(all, by);
      for (const [index, grade] of gradePeers(all, by).entries()) {
        const threshold = gradeByThresholds(all[index] as string, by);
        const places = [PLACE[threshold], PLACE[quota[index] as Grade]];
        expect(PLACE[grade]).toBeGreaterThanOrEqual(Math.min(...places));
        expect(PLACE[grade]).toBeLessThanOrEqual(Math.max(...places));
        expect(grade === Grade.POOR).toBe(threshold === Grade.POOR);
        expect(grade === Grade.GOOD).toBe(threshold === Grade.GOOD && quota[index] === Grade.GOOD);
      }
    }),
  );
});

test('a score on a threshold has reached it', () => {
  expect(['90.00', '89.99', '75.00', '74.99'].map((score) => gradeByThresholds(score, USUAL))).toEqual(['GOOD', 'MEDIUM', 'MEDIUM', 'POOR']);
});

describe('evidence of poor', () => {
  const six = (low: string, cited: boolean[]) => [low, '80.00', '80.00', '80.00', '80.00', '79.00'].map((score, at) => ({ score, cited: cited[at] ?? false }));

  test('is what is cited for a dimension below medium; what is cited for another is none', () => {
    expect(hasEvidenceOfPoor(six('60.00', [true]), USUAL)).toBe(true);
    // Not the lowest, but below.
    const two = six('60.00', []).map((each, at) => (at === 1 ? { score: '74.99', cited: true } : each));
    expect(hasEvidenceOfPoor(two, USUAL)).toBe(true);
    expect(hasEvidenceOfPoor(six('60.00', [false, true, true, true, true, true]), USUAL)).toBe(false);
  });

  test('where none is below medium is what is cited for a lowest', () => {
    expect(hasEvidenceOfPoor(six('78.00', [true]), USUAL)).toBe(true);
    expect(hasEvidenceOfPoor(six('78.00', [false, false, false, false, false, true]), USUAL)).toBe(false);
    expect(hasEvidenceOfPoor(six('79.00', [false, false, false, false, false, true]), USUAL)).toBe(true);
  });
});
