import type { Problem } from '../schema/Problem.ts';
import { problem, refuseAll } from '../schema/problemWording.ts';

/** Longest texts, in characters. */
export const LONGEST = {
  /** A reason: a paragraph. */
  reason: 500,
  /** A place, a person, a body, a title. */
  line: 100,
  /** Those who were there. */
  list: 2_000,
  /** Some pages. */
  pages: 20_000,
} as const;

/** What is wrong with a text that must be there, of so many characters at most: VALUE_MISSING, VALUE_TOO_LONG. */
export function checkText(field: string, text: string, longest: number): Problem[] {
  return text.trim() ? checkLength(field, text, longest) : [problem('VALUE_MISSING', { field, expected: field })];
}

/** What is wrong with a text that need not be there. */
export function checkLength(field: string, text: string, longest: number): Problem[] {
  return text.length > longest ? [problem('VALUE_TOO_LONG', { field, expected: String(longest) })] : [];
}

/** A text as it is kept: without surrounding space, and without signs that no document can hold. Refuses VALUE_MISSING and VALUE_TOO_LONG. */
export function checkedText(field: string, text: string, longest: number): string {
  const written = text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .trim();
  refuseAll(checkText(field, written, longest));
  return written;
}
