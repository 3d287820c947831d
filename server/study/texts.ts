import { refuse } from '../../schema/problemWording.ts';

/** Longest texts, in characters. */
export const LONGEST = {
  /** A reason: a paragraph. */
  reason: 500,
  /** A place, a person, a body. */
  line: 100,
  /** Those who were there. */
  list: 2_000,
  /** Some pages. */
  pages: 20_000,
} as const;

/** What somebody wrote, without surrounding space and without signs that no document can hold. Refuses VALUE_MISSING, VALUE_TOO_LONG. */
export function checkedText(field: string, text: string, longest: number): string {
  const written = text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .trim();
  if (!written) refuse('VALUE_MISSING', { field, expected: field });
  if (written.length > longest) refuse('VALUE_TOO_LONG', { field, expected: String(longest) });
  return written;
}
