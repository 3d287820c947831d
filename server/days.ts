import type { Problem } from '../schema/Problem.ts';
import { problem } from '../schema/problemWording.ts';
import { addDays } from './calendar.ts';

/** Days from today within which whatever is promised or arranged must be. */
export const LONGEST_TERM = 180;

/** What is wrong with a day, `2026-11-23`, that must be within two others, both included: DATE_OUT_OF_RANGE. */
export function checkDay(field: string, day: string, from: string, to: string): Problem[] {
  return day < from || day > to ? [problem('DATE_OUT_OF_RANGE', { field, found: day, expected: `${from}–${to}` })] : [];
}

/** The same of a day to come, arranged on the day `today`. */
export function checkArrangedDay(field: string, day: string, today: string): Problem[] {
  return checkDay(field, day, today, addDays(today, LONGEST_TERM));
}
