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
