import type { Unit } from '../../schema/organisation/index.ts';
import type { Problem } from '../../schema/Problem.ts';
import { problem } from '../../schema/problemWording.ts';
import { checkText } from '../texts.ts';
import type { NewFinding, Visit } from './ledger.ts';

/** Longest texts, in characters: a paragraph, and a name with a title. */
export const LONGEST_TEXT = 500;
export const LONGEST_NAME = 50;
/** More in one month is a slip of the keyboard. */
export const MOST_OCCURRENCES = 1_000;

/** What is wrong with a visit in `month`; every problem at once. */
export function checkVisit(month: string, { inspectedOn, inspector }: Visit): Problem[] {
  const problems = checkText('inspector', inspector, LONGEST_NAME);
  if (!inspectedOn.startsWith(`${month}-`)) problems.push(problem('DATE_OUTSIDE_MONTH', { field: 'inspectedOn', found: inspectedOn, expected: month }));
  return problems;
}

/** What is wrong with a finding at `unit` in `month`; every problem at once. */
export function checkFinding(month: string, unit: Unit, finding: NewFinding): Problem[] {
  const problems = [...checkVisit(month, finding), ...checkText('evidence', finding.evidence, LONGEST_TEXT)];
  const { item, occurrences, rectifyBy, inspectedOn } = finding;
  if (!Number.isInteger(occurrences) || occurrences < 1 || occurrences > MOST_OCCURRENCES) {
    problems.push(problem('NUMBER_OUT_OF_RANGE', { field: 'occurrences', found: String(occurrences), expected: `1–${MOST_OCCURRENCES}` }));
  }
  if (!item.unitClasses.includes(unit.unitClass)) {
    problems.push(problem('ITEM_NOT_FOR_CLASS', { field: 'itemCode', found: item.code, expected: item.unitClasses.join(', ') }));
  }
  if (rectifyBy && rectifyBy < inspectedOn) {
    problems.push(problem('DEADLINE_BEFORE_INSPECTION', { field: 'rectifyBy', found: rectifyBy, expected: inspectedOn }));
  }
  return problems;
}

/** What is wrong with a reason. */
export function checkReason(reason: string): Problem[] {
  return checkText('reason', reason, LONGEST_TEXT);
}
