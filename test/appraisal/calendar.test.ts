import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addWorkingDays, dayInChina, isWorkingDay, workingDayOfMonth } from '../../server/calendar.ts';

/* Working days as the State Council announced them for 2026. */

const days = (from: string, to: string) => {
  const all: string[] = [];
  for (const day = new Date(`${from}T00:00:00Z`); day.toISOString().slice(0, 10) <= to; day.setUTCDate(day.getUTCDate() + 1)) all.push(day.toISOString().slice(0, 10));
  return all;
};
const worked = (from: string, to: string) => days(from, to).filter(isWorkingDay);

test('nobody works at Spring Festival 2026, from 15 to 23 February; the Saturday before and the one after it are worked', () => {
  expect(worked('2026-02-12', '2026-02-28')).toEqual(['2026-02-12', '2026-02-13', '2026-02-14', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28']);
});

test('the weekend days that are worked in 2026 are the six that were announced', () => {
  const weekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  expect(worked('2026-01-01', '2026-12-31').filter(weekend)).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
});

test('five working days from before Spring Festival end after it', () => {
  expect(addWorkingDays('2026-02-11', 5)).toBe('2026-02-25');
  expect(addWorkingDays('2026-02-13', 1)).toBe('2026-02-14');
});

test('the fifth working day of each month of 2026', () => {
  const months = Array.from({ length: 12 }, (_, n) => `2026-${String(n + 1).padStart(2, '0')}`);
  expect(months.map((month) => workingDayOfMonth(month, 5))).toEqual([
    '2026-01-08',
    '2026-02-06',
    '2026-03-06',
    '2026-04-08',
    '2026-05-11',
    '2026-06-05',
    '2026-07-07',
    '2026-08-07',
    '2026-09-07',
    '2026-10-13',
    '2026-11-06',
    '2026-12-07',
  ]);
});

test('the day changes at midnight in China, not in London', () => {
  expect(dayInChina(new Date('2026-11-23T15:59:59Z'))).toBe('2026-11-23');
  expect(dayInChina(new Date('2026-11-23T16:00:00Z'))).toBe('2026-11-24');
});

test('the count-th working day after a day is one, and so many lie between', () => {
  fc.assert(
    fc.property(fc.constantFrom(...days('2026-01-01', '2026-12-01')), fc.integer({ min: 1, max: 15 }), (day, count) => {
      const found = addWorkingDays(day, count);
      expect(worked(day, found).filter((each) => each > day)).toHaveLength(count);
      expect(isWorkingDay(found)).toBe(true);
    }),
  );
});
