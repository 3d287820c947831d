import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Grade } from '../../schema/inspection/InspectionResult.ts';
import { WarningKind, WarningLevel } from '../../schema/warning/words.ts';
import { appraisalCausesOf } from '../../server/warning/appraisalRules.ts';
import { causesOf, type RuleVersion, streaksOf, type UnitMonth, versionOf } from '../../server/warning/rules.ts';
import { FIRST_RULES, gradeOf, type PlainMonth, type PlainRules, plainCauses } from './naive.ts';

const MONTHS = Array.from({ length: 14 }, (_, n) => `${2026 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`);

/** Scores about the thresholds and ten points from one another, so that every edge is met. */
const score = fc.oneof(fc.constantFrom(10_000, 9_000, 8_999, 8_000, 7_999, 7_500, 7_499, 6_500, 0), fc.integer({ min: 0, max: 10_000 }));
const result = fc.option(fc.record({ score, veto: fc.boolean() }), { nil: undefined, freq: 4 });
const months: fc.Arbitrary<PlainMonth[]> = fc
  .subarray(MONTHS)
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((month, n) =>
        fc.record({ result, expected: fc.boolean() }).map((each) => ({ month, expected: each.expected, result: each.result && { id: n + 1, ...each.result } })),
      ),
    ),
  );
const rules: fc.Arbitrary<PlainRules> = fc.record({ drop: fc.constantFrom(1000, 500, 1), poorMonths: fc.integer({ min: 2, max: 4 }), goodMonths: fc.integer({ min: 2, max: 4 }) });

const points = (hundredths: number) => (hundredths / 100).toFixed(2);

function versionWith({ drop, poorMonths, goodMonths }: PlainRules): RuleVersion {
  return {
    id: 1,
    fromMonth: '2000-01',
    rules: {
      RESULT_POOR: { level: WarningLevel.ORANGE },
      SCORE_DROP: { level: WarningLevel.YELLOW, points: points(drop) },
      VETO_PROPOSED: { level: WarningLevel.RED },
      INSPECTION_MISSING: { level: WarningLevel.YELLOW },
      STREAK_POOR: { level: WarningLevel.RED, months: poorMonths },
      STREAK_GOOD: { level: WarningLevel.INFO, months: goodMonths },
    },
  };
}

const published = (all: readonly PlainMonth[]): UnitMonth[] =>
  all.map(({ month, result: plain, expected = true }, round) => ({
    month,
    round,
    expected,
    result: plain ? { id: plain.id, score: points(plain.score), grade: gradeOf(plain.score) as Grade, vetoProposed: plain.veto } : null,
  }));

const causes = (all: readonly PlainMonth[], versions = [versionWith(FIRST_RULES)]) => causesOf('XZ01', published(all), versions);

/** `G`ood, `M`edium, `P`oor, `-` not inspected, a month each; and the texts of the causes of a kind. */
const of = (kinds: string, grades: string) =>
  causes(
    [...grades].map((grade, n) => ({
      month: MONTHS[n] as string,
      result: grade === '-' ? undefined : { id: n + 1, score: { G: 9500, M: 8000, P: 5000 }[grade] as number, veto: false },
    })),
  )
    .filter(({ kind }) => kind.startsWith(kinds))
    .map(({ text }) => text);

test('whatever was published, under whatever thresholds, the causes are those of the plain reference, with their levels and results', () => {
  fc.assert(
    fc.property(months, rules, (all, plain) => {
      const found = causes(all, [versionWith(plain)]);
      const expected = plainCauses('XZ01', all, plain);
      expect(new Map(found.map(({ text, level, results }) => [text, { level, results }]))).toEqual(expected);
      expect(found).toHaveLength(expected.size);
    }),
    { numRuns: 2_000 },
  );
});

test('each cause follows again from nothing but the results it rests on', () => {
  fc.assert(
    fc.property(months, (all) => {
      for (const cause of causes(all).filter(({ kind }) => kind !== WarningKind.INSPECTION_MISSING)) {
        const alone = all.filter((each) => cause.results.includes(each.result?.id as number));
        expect(causes(alone).find(({ text }) => text === cause.text)).toMatchObject({ level: cause.level, results: cause.results });
      }
    }),
    { numRuns: 300 },
  );
});

test('a month that is published later between two others changes nothing about what is before it', () => {
  fc.assert(
    fc.property(months, fc.constantFrom(...MONTHS), (all, late) => {
      const before = (list: readonly PlainMonth[]) => causes(list).filter(({ month }) => month < late);
      const strip = (list: ReturnType<typeof causes>) => list.map(({ text, results }) => [text, results]);
      expect(strip(before(all.filter(({ month }) => month !== late)))).toEqual(strip(before(all)));
    }),
    { numRuns: 300 },
  );
});

test('streaks fire at two, four and six; other grades break them, months without an inspection neither count nor break', () => {
  expect(of('STREAK', 'PPPPPP')).toEqual(['STREAK_POOR XZ01 2026-02 2', 'STREAK_POOR XZ01 2026-04 4', 'STREAK_POOR XZ01 2026-06 6']);
  expect(of('STREAK', 'P--P')).toEqual(['STREAK_POOR XZ01 2026-04 2']);
  expect(of('STREAK', 'PMP')).toEqual([]);
  expect(of('STREAK', 'GGPGG')).toEqual(['STREAK_GOOD XZ01 2026-02 2', 'STREAK_GOOD XZ01 2026-05 2']);
  expect(of('STREAK', 'MMMM')).toEqual([]);
});

/** The streaks of the reference, by the month and the results. */
const plainStreaks = (all: readonly PlainMonth[], plain: PlainRules) =>
  new Map([...plainCauses('XZ01', all, plain)].filter(([text]) => text.startsWith('STREAK')).map(([text, { level, results }]) => [text, { level, results }]));

test('of appraisals the streaks are those of inspections by the same grades, under whatever thresholds, and nothing else follows', () => {
  fc.assert(
    fc.property(months, rules, (all, plain) => {
      const graded = all.flatMap(({ month, result: one }) => (one ? { month, id: one.id, unit: 7, grade: gradeOf(one.score) as Grade } : []));
      const found = appraisalCausesOf('XZ01', graded, [versionWith(plain)]);
      expect(new Map(found.map(({ text, level, appraisals }) => [text, { level, results: appraisals }]))).toEqual(plainStreaks(all, plain));
    }),
    { numRuns: 1_000 },
  );
});

test('a month without a grade changes nothing about streaks, wherever it stands', () => {
  fc.assert(
    fc.property(months, (all) => {
      const rated = all.map(({ month, result: one }) => ({ month, rated: one ? { grade: gradeOf(one.score) as Grade, id: one.id } : null }));
      const fired = (list: typeof rated) => streaksOf(list, [versionWith(FIRST_RULES)]).filter((streak) => streak);
      expect(fired(rated)).toEqual(fired(rated.filter((each) => each.rated)));
    }),
    { numRuns: 300 },
  );
});

test('each cause of appraisals follows again from nothing but those it rests on', () => {
  fc.assert(
    fc.property(months, (all) => {
      const graded = all.flatMap(({ month, result: one }) => (one ? { month, id: one.id, unit: 7, grade: gradeOf(one.score) as Grade } : []));
      for (const cause of appraisalCausesOf('APPRAISAL_OF_ORGAN XZ01', graded, [versionWith(FIRST_RULES)])) {
        const alone = graded.filter(({ id }) => cause.appraisals.includes(id));
        expect(appraisalCausesOf('APPRAISAL_OF_ORGAN XZ01', alone, [versionWith(FIRST_RULES)])).toContainEqual(cause);
      }
    }),
    { numRuns: 300 },
  );
});

test('a fall is measured against the published month next to it, and not over one in which the unit was not inspected', () => {
  expect(of('SCORE_DROP', 'GM')).toEqual(['SCORE_DROP XZ01 2026-02']);
  expect(of('SCORE_DROP', 'G-M')).toEqual([]);
  // Ten points are enough, a hundredth less is not.
  const fell = (to: number) => causes([9_600, to].map((each, n) => ({ month: MONTHS[n * 3] as string, result: { id: n + 1, score: each, veto: false } }))).map(({ kind }) => kind);
  expect([fell(8_600), fell(8_601)]).toEqual([['SCORE_DROP'], []]);
});

test('of the versions in force in a month the newest counts, and what it does not name is not raised', () => {
  const first = versionWith(FIRST_RULES);
  const second: RuleVersion = { id: 2, fromMonth: '2026-04', rules: { RESULT_POOR: { level: WarningLevel.RED } } };
  const third: RuleVersion = { id: 3, fromMonth: '2026-03', rules: { INSPECTION_MISSING: { level: WarningLevel.INFO } } };
  expect(['2026-02', '2026-03', '2026-05'].map((month) => versionOf([first, second, third], month)?.id)).toEqual([1, 3, 3]);
  const poor = ['2026-03', '2026-04'].map((month, n) => ({ month, result: { id: n + 1, score: 5000, veto: true } }));
  expect(causes(poor, [first, second]).map(({ text, level, ruleBook }) => [text, level, ruleBook])).toEqual([
    ['RESULT_POOR XZ01 2026-03', 'ORANGE', 1],
    ['VETO_PROPOSED XZ01 2026-03', 'RED', 1],
    ['RESULT_POOR XZ01 2026-04', 'RED', 2],
  ]);
  expect(causes(poor, [])).toEqual([]);
});
