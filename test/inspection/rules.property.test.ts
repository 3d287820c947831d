import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Grade } from '../../schema/inspection/InspectionResult.ts';
import { RuleItemKind } from '../../schema/inspection/RuleItem.ts';
import { gradeOf, type Occurrence, rankScores, type Scale, type ScoredItem, scoreUnit } from '../../server/inspection/rules.ts';

const { DEDUCTION, BONUS, VETO_GROUND } = RuleItemKind;

/** A figure of two places as whole hundredths: the arithmetic these tests check against. */
const hundredths = (figure: string): bigint => BigInt(figure.replace('.', ''));
const figure = (value: number | bigint): string => `${BigInt(value) / 100n}.${String(BigInt(value) % 100n).padStart(2, '0')}`;

const points = (most: number) => fc.integer({ min: 0, max: most }).map(figure);

/** A rule book's terms, medium never above good. */
const scales: fc.Arbitrary<Scale> = fc
  .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }), points(1_000))
  .map(([a, b, bonusCap]) => ({ goodFrom: figure(Math.max(a, b)), mediumFrom: figure(Math.min(a, b)), bonusCap }));

const ruleItems: fc.Arbitrary<ScoredItem[]> = fc
  .array(fc.record({ kind: fc.constantFrom(DEDUCTION, BONUS, VETO_GROUND), pointsPerOccurrence: points(1_000), cap: fc.oneof(points(1_500), points(15_000)) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((items) => items.map((item, index) => ({ id: index + 1, ...item })));

interface Month {
  items: ScoredItem[];
  scale: Scale;
  findings: Occurrence[];
}

/** A unit's month under some rule book. */
const months: fc.Arbitrary<Month> = fc.tuple(ruleItems, scales).chain(([items, scale]) => {
  const finding = fc.record({ item: fc.constantFrom(...items.map(({ id }) => id)), occurrences: fc.integer({ min: 1, max: 60 }) });
  return fc.record({ items: fc.constant(items), scale: fc.constant(scale), findings: fc.array(finding, { maxLength: 15 }) });
});

/** A month whose book has an item of `kind`, and one finding more on it. */
const monthsWithOneMore = (kind: RuleItemKind) =>
  months
    .filter(({ items }) => items.some((item) => item.kind === kind))
    .chain((month) => fc.tuple(fc.constant(month), fc.constantFrom(...month.items.filter((item) => item.kind === kind).map(({ id }) => id)), fc.integer({ min: 1, max: 60 })))
    .map(([month, item, occurrences]) => ({ month, more: { ...month, findings: [...month.findings, { item, occurrences }] } }));

const score = ({ items, findings, scale }: Month) => scoreUnit(items, findings, scale);
const kindOf = ({ items }: Month, id: number) => items.find((item) => item.id === id)?.kind;

/** The rules of docs/scoring.md once more, in whole hundredths. */
function reference({ items, findings, scale }: Month): { score: bigint; grade: Grade; vetoProposed: boolean } {
  const least = (a: bigint, b: bigint) => (a < b ? a : b);
  const total = (kind: RuleItemKind) =>
    items
      .filter((item) => item.kind === kind)
      .map((item) => {
        const times = findings.filter((finding) => finding.item === item.id).reduce((sum, { occurrences }) => sum + occurrences, 0);
        return least(hundredths(item.cap), BigInt(times) * hundredths(item.pointsPerOccurrence));
      })
      .reduce((sum, each) => sum + each, 0n);
  const reached = 10_000n - total(DEDUCTION) + least(hundredths(scale.bonusCap), total(BONUS));
  const points = reached < 0n ? 0n : reached;
  const grade = points >= hundredths(scale.goodFrom) ? Grade.GOOD : points >= hundredths(scale.mediumFrom) ? Grade.MEDIUM : Grade.POOR;
  return { score: points, grade, vetoProposed: findings.some(({ item }) => items.find(({ id }) => id === item)?.kind === VETO_GROUND) };
}

describe('a score', () => {
  test('is what plain arithmetic in whole hundredths gives', () => {
    fc.assert(
      fc.property(months, (month) => {
        const { score: points, grade, vetoProposed } = score(month);
        expect({ score: hundredths(points), grade, vetoProposed }).toEqual(reference(month));
      }),
      { numRuns: 500 },
    );
  });

  test('does not depend on the order of the findings', () => {
    const shuffled = months.chain((month) => fc.tuple(fc.constant(month), fc.shuffledSubarray(month.findings, { minLength: month.findings.length })));
    fc.assert(fc.property(shuffled, ([month, findings]) => expect(score({ ...month, findings })).toEqual(score(month))));
  });

  test('never rises by one more deduction', () => {
    fc.assert(fc.property(monthsWithOneMore(DEDUCTION), ({ month, more }) => hundredths(score(more).score) <= hundredths(score(month).score)));
  });

  test('never falls by one more bonus', () => {
    fc.assert(fc.property(monthsWithOneMore(BONUS), ({ month, more }) => hundredths(score(more).score) >= hundredths(score(month).score)));
  });

  test('is moved by no veto ground, which proposes a veto instead', () => {
    fc.assert(
      fc.property(monthsWithOneMore(VETO_GROUND), ({ month, more }) => {
        const { items: _, vetoProposed: __, ...before } = score(month);
        const { items: ___, vetoProposed, ...after } = score(more);
        expect(after).toEqual(before);
        expect(vetoProposed).toBe(true);
      }),
    );
  });

  test('is never below 0', () => {
    fc.assert(fc.property(months, (month) => !score(month).score.startsWith('-')));
  });

  test('stays within every cap', () => {
    fc.assert(
      fc.property(months, (month) => {
        const { items, awarded } = score(month);
        const capOf = new Map(month.items.map(({ id, cap }) => [id, cap]));
        for (const { item, points, uncapped, capApplied } of items) {
          const cap = hundredths(capOf.get(item) as string);
          expect(hundredths(points)).toBeLessThanOrEqual(cap);
          expect(capApplied).toBe(hundredths(uncapped) > cap);
        }
        expect(hundredths(awarded)).toBeLessThanOrEqual(hundredths(month.scale.bonusCap));
      }),
    );
  });

  test('is what its explanation adds up to', () => {
    fc.assert(
      fc.property(months, (month) => {
        const { base, deducted, bonuses, awarded, score: points, items } = score(month);
        const sum = (kind: RuleItemKind) => items.filter(({ item }) => kindOf(month, item) === kind).reduce((total, each) => total + hundredths(each.points), 0n);
        expect(hundredths(deducted)).toBe(sum(DEDUCTION));
        expect(hundredths(bonuses)).toBe(sum(BONUS));
        const reached = hundredths(base) - sum(DEDUCTION) + hundredths(awarded);
        expect(hundredths(points)).toBe(reached < 0n ? 0n : reached);
        expect(items.map(({ item }) => item)).toEqual(month.items.map(({ id }) => id).filter((id) => month.findings.some(({ item }) => item === id)));
      }),
    );
  });

  test('is the same for a finding of many occurrences and for many findings of one', () => {
    fc.assert(
      fc.property(months, (month) => {
        const split = month.findings.flatMap(({ item, occurrences }) => Array.from({ length: occurrences }, () => ({ item, occurrences: 1 })));
        expect(score({ ...month, findings: split })).toEqual(score(month));
      }),
    );
  });

  test('is 100 and has nothing to explain where nothing was found', () => {
    fc.assert(fc.property(ruleItems, scales, (items, scale) => expect(scoreUnit(items, [], scale)).toMatchObject({ score: '100.00', items: [], vetoProposed: false })));
  });

  test('refuses findings on items outside the rule book instead of leaving them out', () => {
    expect(() => scoreUnit([], [{ item: 7, occurrences: 1 }], { goodFrom: '90', mediumFrom: '75', bonusCap: '5' })).toThrow('outside the rule book: 7');
  });
});

describe('rounding', () => {
  const SCALE: Scale = { goodFrom: '90.00', mediumFrom: '75.00', bonusCap: '5.00' };
  const deduct = (pointsPerOccurrence: string, occurrences: number) => scoreUnit([{ id: 1, kind: DEDUCTION, pointsPerOccurrence, cap: '50' }], [{ item: 1, occurrences }], SCALE);

  // In binary floating point 0.335 × 3 is 1.00499…, which would round to 1.00.
  test.each([
    ['0.335', 3, '1.01', '98.99'],
    ['0.005', 1, '0.01', '99.99'],
    ['0.0049', 1, '0.00', '100.00'],
    ['1.005', 1, '1.01', '98.99'],
    ['2.675', 1, '2.68', '97.32'],
    ['0.1', 3, '0.30', '99.70'],
    ['0.07', 100, '7.00', '93.00'],
  ])('%s points × %i occurrences are %s, half up at two places, and leave %s', (pointsPerOccurrence, occurrences, uncapped, left) => {
    expect(deduct(pointsPerOccurrence, occurrences)).toMatchObject({ deducted: uncapped, score: left, items: [{ uncapped }] });
  });

  test('happens once an item, not once a finding', () => {
    const item = { id: 1, kind: DEDUCTION, pointsPerOccurrence: '0.335', cap: '50' };
    expect(
      scoreUnit(
        [item],
        Array.from({ length: 3 }, () => ({ item: 1, occurrences: 1 })),
        SCALE,
      ).deducted,
    ).toBe('1.01');
  });

  test.each([
    ['90.00', Grade.GOOD],
    ['89.99', Grade.MEDIUM],
    ['75.00', Grade.MEDIUM],
    ['74.99', Grade.POOR],
    ['0.00', Grade.POOR],
    ['105.00', Grade.GOOD],
  ])('a score of %s is %s: thresholds belong to the better grade', (points, grade) => {
    expect(gradeOf(points, SCALE)).toBe(grade);
  });
});

describe('ranks', () => {
  /** Few different scores, so that ties are common; also written with and without trailing zeros. */
  const scoresOfClass = fc.array(fc.integer({ min: 9_990, max: 10_010 }).map(figure), { maxLength: 20 });

  test('are 1, 2, 2, 4 where two share the second place', () => {
    expect(rankScores(['98.50', '91.00', '100.00', '98.50'])).toEqual([2, 4, 1, 2]);
  });

  test('are one more than the number of strictly better scores', () => {
    fc.assert(
      fc.property(scoresOfClass, (scores) => expect(rankScores(scores)).toEqual(scores.map((mine) => 1 + scores.filter((other) => hundredths(other) > hundredths(mine)).length))),
    );
  });

  test('go with the scores wherever they stand in the list', () => {
    const withOrder = scoresOfClass.chain((scores) =>
      fc.tuple(
        fc.constant(scores),
        fc.shuffledSubarray(
          scores.map((_, index) => index),
          { minLength: scores.length },
        ),
      ),
    );
    fc.assert(
      fc.property(withOrder, ([scores, order]) => {
        const ranks = rankScores(scores);
        expect(rankScores(order.map((index) => scores[index] as string))).toEqual(order.map((index) => ranks[index]));
      }),
    );
  });

  test('compare figures, not their text: 100 is before 99.9, and 98.5 ties with 98.50', () => {
    expect(rankScores(['99.9', '100', '98.5', '98.50', '9'])).toEqual([2, 1, 3, 3, 5]);
  });
});
