import { describe, expect, test } from '@jest/globals';
import { yearUpTo } from '../../../client/board/year/year.ts';
import type { Role } from '../../../client/generated/graphql.ts';
import { type ExplainedResult, lastShown, monthsOf, seesClass, versionsOf } from '../../../client/unit/unit.ts';
import { result, round, year } from './years.ts';

describe('the twelve months shown', () => {
  test.each([
    ['2026-10', '2026-10'],
    ['2026-03', '2026-10'],
    ['2025-11', '2026-10'],
    ['2025-10', '2025-10'],
    ['2023-11', '2024-10'],
    ['2027-01', '2026-10'],
  ])('hold %s when they end with %s', (chosen, last) => {
    expect(lastShown('2026-10', chosen)).toBe(last);
    if (chosen <= '2026-10') expect(yearUpTo(last)).toContain(chosen);
  });
});

describe('a year', () => {
  const shown = yearUpTo('2026-10');
  const of = (answer: ReturnType<typeof year>, classIsSeen = true) => new Map(monthsOf(answer, shown, 'TOWNSHIP', classIsSeen).map((each) => [each.month, each]));

  test('has all its months, oldest first, with a gap where there is no result', () => {
    const months = monthsOf(year([round('2026-09')], [result('2026-09')]), shown, 'TOWNSHIP', true);
    expect(months.map(({ month }) => month)).toEqual(shown);
    expect(months.filter((each) => each.result).map(({ month }) => month)).toEqual(['2026-09']);
  });

  test('holds each month to the rule book of its own round, and one without a round to none', () => {
    const months = of(year([round('2025-12', {}, { goodFrom: '88.00', mediumFrom: '70.00' }), round('2026-01')], []));
    expect(months.get('2025-12')?.thresholds).toEqual({ goodFrom: '88.00', mediumFrom: '70.00' });
    expect(months.get('2026-01')?.thresholds).toEqual({ goodFrom: '90.00', mediumFrom: '75.00' });
    expect(months.get('2026-02')?.thresholds).toBeUndefined();
  });

  test('compares with the class that the unit was ranked in that month, though it is in another now', () => {
    const rounds = ['2026-08', '2026-09'].map((month) => round(month, { TOWNSHIP: [9, '91.10'], CITY: [30, '88.20'] }));
    const months = of(year(rounds, [result('2026-08', { unitClass: 'CITY' }), result('2026-09')]));
    expect(months.get('2026-08')?.ofClass).toEqual({ count: 30, average: '88.20' });
    expect(months.get('2026-09')?.ofClass).toEqual({ count: 9, average: '91.10' });
  });

  test('compares with no class where whoever looks does not see it', () => {
    const months = of(year([round('2026-09', { TOWNSHIP: [1, '96.00'] })], [result('2026-09')]), false);
    expect(months.get('2026-09')).toMatchObject({ ofClass: undefined, result: { score: '96.00' } });
  });

  test('of a cadre office alone does not see the class', () => {
    const sees = (roles: Role[], kind: 'PERSON' | 'NOBODY' = 'PERSON') => seesClass({ kind, roles });
    expect(sees(['CADRE_OFFICE', 'INSPECTOR'])).toBe(false);
    expect(sees(['CADRE_OFFICE', 'LEADER'])).toBe(true);
    // A server that is open to everyone shows everything to who has not signed in; another shows them no unit at all.
    expect(sees(['PUBLIC'], 'NOBODY')).toBe(true);
  });
});

describe('versions', () => {
  const corrected = {
    ...result('2026-09'),
    versions: [1, 2, 3].map((version) => ({ version, score: '96.00', grade: 'GOOD' as const, rank: version, publishedAt: '2026-09-28T02:00:00.000Z' })),
  };
  const explained = {
    versions: [
      { version: 1, correction: null },
      { version: 2, correction: { reason: '复核', unit: { code: 'XZ01', name: '单位一' } } },
      { version: 3, correction: { reason: '补记', unit: { code: 'XZ02', name: '单位二' } } },
    ],
  } as ExplainedResult;

  test('say why they came, and of which other unit where the correction was not about this one', () => {
    expect(versionsOf(corrected, explained, 'XZ01').map(({ version, reason, because }) => [version, reason, because])).toEqual([
      [1, undefined, undefined],
      [2, '复核', undefined],
      [3, '补记', '单位二'],
    ]);
  });

  test('say nothing of why to those who may not read it', () => {
    expect(versionsOf(corrected, undefined, 'XZ01').map(({ reason, because }) => reason ?? because)).toEqual([undefined, undefined, undefined]);
  });
});
