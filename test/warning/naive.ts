/*
 * What the rules of warnings mean, said as plainly as can be and sharing nothing with the server: every unit and month looks back through all months for itself.
 */

/** A unit's month as published; undefined where it was not inspected. Score in hundredths. */
export interface PlainResult {
  id: number;
  score: number;
  veto: boolean;
}

export interface PlainMonth {
  month: string;
  result?: PlainResult | undefined;
  /** Whether the unit was on the register by then. */
  expected?: boolean;
}

/** The first version, as docs/domain.md has it; thresholds may be others. Points in hundredths. */
export interface PlainRules {
  drop: number;
  poorMonths: number;
  goodMonths: number;
}

export const FIRST_RULES: PlainRules = { drop: 1000, poorMonths: 2, goodMonths: 2 };

export interface PlainCause {
  level: 'INFO' | 'YELLOW' | 'ORANGE' | 'RED';
  results: number[];
}

export const gradeOf = (score: number) => (score >= 9000 ? 'GOOD' : score >= 7500 ? 'MEDIUM' : 'POOR');

/** Every cause of a unit that holds, by its text; the months may come in any order. */
export function plainCauses(unit: string, all: readonly PlainMonth[], rules: PlainRules = FIRST_RULES): Map<string, PlainCause> {
  const causes = new Map<string, PlainCause>();
  for (const { month, result, expected = true } of all) {
    if (!result) {
      if (expected) causes.set(`INSPECTION_MISSING ${unit} ${month}`, { level: 'YELLOW', results: [] });
      continue;
    }
    const grade = gradeOf(result.score);
    if (grade === 'POOR') causes.set(`RESULT_POOR ${unit} ${month}`, { level: 'ORANGE', results: [result.id] });
    if (result.veto) causes.set(`VETO_PROPOSED ${unit} ${month}`, { level: 'RED', results: [result.id] });

    // The published month before: the last of all that are earlier.
    const earlier = all.filter((each) => each.month < month);
    const before = earlier.find((each) => earlier.every((other) => other.month <= each.month));
    if (before?.result && before.result.score - result.score >= rules.drop) {
      causes.set(`SCORE_DROP ${unit} ${month}`, { level: 'YELLOW', results: [before.result.id, result.id] });
    }

    if (grade === 'MEDIUM') continue;
    // Those of the same grade up to here, with none of another grade after them.
    const rated = all.filter((each) => each.month <= month && each.result);
    const row = rated.filter((each) => rated.every((other) => other.month < each.month || gradeOf((other.result as PlainResult).score) === grade));
    const step = grade === 'POOR' ? rules.poorMonths : rules.goodMonths;
    if (row.length % step === 0) {
      const results = row.toSorted((a, b) => (a.month < b.month ? -1 : 1)).map((each) => (each.result as PlainResult).id);
      causes.set(`STREAK_${grade} ${unit} ${month} ${row.length}`, { level: grade === 'POOR' ? 'RED' : 'INFO', results });
    }
  }
  return causes;
}
