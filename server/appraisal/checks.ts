import { Decimal } from 'decimal.js';
import type { DimensionScoreInput } from '../../schema/appraisal/mutations.ts';
import { Dimension } from '../../schema/appraisal/words.ts';
import type { Problem } from '../../schema/Problem.ts';
import { problem } from '../../schema/problemWording.ts';
import { checkLength } from '../texts.ts';

/** Longest texts, in characters: a paragraph of evidence or reasons, and a page that a subject writes. */
export const LONGEST_PARAGRAPH = 500;
export const LONGEST_STATEMENT = 2_000;

export const HIGHEST_SCORE = 100;

const DIMENSIONS = Object.values(Dimension);

/** What is wrong with the scores of one subject: one of each dimension, 0 to 100. `place` is where they stand, `grades[3].`. */
export function checkDimensions(dimensions: readonly DimensionScoreInput[], place = ''): Problem[] {
  const missing = DIMENSIONS.filter((dimension) => !dimensions.some((each) => each.dimension === dimension));
  const problems = missing.length ? [problem('VALUE_MISSING', { field: `${place}dimensions`, expected: missing.join(', ') })] : [];
  dimensions.forEach(({ dimension, score, evidence }, index) => {
    const field = `${place}dimensions[${index}]`;
    const first = dimensions.findIndex((each) => each.dimension === dimension);
    if (first < index) problems.push(problem('DUPLICATE', { field: `${field}.dimension`, found: dimension, expected: `${place}dimensions[${first}]` }));
    problems.push(...checkFigure(`${field}.score`, score, 0, HIGHEST_SCORE));
    problems.push(...checkLength(`${field}.evidence`, evidence ?? '', LONGEST_PARAGRAPH));
  });
  return problems;
}

/** What is wrong with a figure of at most two places. */
export function checkFigure(field: string, figure: string, least: Decimal.Value, most: Decimal.Value): Problem[] {
  const value = new Decimal(figure);
  return value.gte(least) && value.lte(most) && value.decimalPlaces() <= 2 ? [] : [problem('NUMBER_OUT_OF_RANGE', { field, found: figure, expected: `${least}–${most}, 0.01` })];
}
