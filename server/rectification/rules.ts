import type { Problem } from '../../schema/Problem.ts';
import { problem } from '../../schema/problemWording.ts';
import type { MeasureInput } from '../../schema/rectification/mutations.ts';
import { HelperKind } from '../../schema/rectification/words.ts';
import { addDays, addWorkingDays, dayInChina } from '../calendar.ts';
import { LONGEST_TERM } from '../days.ts';
import { checkText } from '../texts.ts';

/** Working days in which to explain and to plan. */
const TIME_TO_PLAN = 5;

/** Longest text, in characters: a page. An explanation is more than a remark. */
export const LONGEST_TEXT = 2_000;

/** Measures of one rectification, those of every reopening counted. */
const MOST_MEASURES = 50;

/** The day by which what is opened at a moment must be explained and planned: `2026-11-30`. */
export function planDeadline(openedAt: Date): string {
  return addWorkingDays(dayInChina(openedAt), TIME_TO_PLAN);
}

/** The day by which the next thing is awaited of measures under way: the first deadline still to be kept; where all are complete, the last, by which they are to be submitted. */
export function awaitedOf(measures: readonly { dueOn: string; completedAt?: Date | null }[]): string {
  const open = measures.filter(({ completedAt }) => !completedAt).map(({ dueOn }) => dueOn);
  const days = measures.map(({ dueOn }) => dueOn).sort();
  return (open.sort()[0] ?? days.at(-1)) as string;
}

/** What is wrong with a deadline, set on the day `today`. */
export function checkDeadline(dueOn: string, today: string): Problem[] {
  const last = addDays(today, LONGEST_TERM);
  return dueOn < today || dueOn > last ? [problem('DEADLINE_OUT_OF_RANGE', { field: 'dueOn', found: dueOn, expected: `${today}–${last}` })] : [];
}

/** What is wrong with measures to add to so many, on the day `today`; every problem at once. */
export function checkMeasures(measures: readonly MeasureInput[], planned: number, today: string): Problem[] {
  if (!measures.length) return [problem('VALUE_MISSING', { field: 'measures', expected: 'measures' })];
  const total = planned + measures.length;
  if (total > MOST_MEASURES) return [problem('NUMBER_OUT_OF_RANGE', { field: 'measures', found: String(total), expected: `1–${MOST_MEASURES}` })];
  return measures.flatMap(({ content, dueOn }) => [...checkText('content', content, LONGEST_TEXT), ...checkDeadline(dueOn, today)]);
}

/** Somebody on the roll, by their key and their number there, `DEMO-0001`. */
interface OnTheRoll {
  id: number;
  code: string;
}

/** 三帮一: what is wrong with three helpers of a person; every problem at once. `judges` are the officers who opened the rectification or graded them. */
export function checkHelpers(helpers: readonly { kind: HelperKind; officer: OnTheRoll }[], subject: OnTheRoll, judges: readonly number[]): Problem[] {
  const field = 'helpers';
  const kinds = helpers.map(({ kind }) => kind);
  const all = Object.values(HelperKind);
  const problems = new Map<string, Problem>();
  if (kinds.length !== all.length || all.some((kind) => !kinds.includes(kind))) problems.set('kinds', incomplete(kinds));
  for (const [at, { officer }] of helpers.entries()) {
    const { id, code } = officer;
    const found = { field, found: code };
    if (helpers.findIndex((each) => each.officer.id === id) < at) problems.set(`${id} twice`, problem('HELPER_TWICE', found));
    if (id === subject.id) problems.set(`${id} subject`, problem('HELPER_IS_SUBJECT', found));
    else if (judges.includes(id)) problems.set(`${id} judge`, problem('HELPER_IS_JUDGE', found));
  }
  return [...problems.values()];
}

/** That a person's rectification has not its three helpers. */
export function incomplete(kinds: readonly HelperKind[]): Problem {
  return problem('HELPERS_INCOMPLETE', { field: 'helpers', found: kinds.join(', ') || '无 none', expected: Object.values(HelperKind).join(', ') });
}
