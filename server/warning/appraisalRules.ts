import { PeerGroup } from '../../schema/appraisal/words.ts';
import type { Grade } from '../../schema/inspection/InspectionResult.ts';
import { type AnyCause, type Rule, type RuleVersion, streaksOf, versionOf } from './rules.ts';

/** What follows from the committee's appraisals, pure: docs/warnings.md. The streaks alone, by the rule that inspections go by. */

/** A month of the committee's closed rounds in which somebody was graded. */
export interface AppraisedMonth {
  /** `2026-10` */
  month: string;
  /** Of the appraisal. */
  id: number;
  /** The organ; of an officer the one they served in then. */
  unit: number;
  grade: Grade;
}

/** Those whose streaks count (1.9): organs, and their leadership. Who was graded in another tier in a month was not rated as a leadership member in it. */
export const COUNTED_GROUPS: readonly PeerGroup[] = [PeerGroup.ORGAN, PeerGroup.LEADERSHIP];

/** Who is graded. */
export interface Appraised {
  /** Null where the organ itself is graded. */
  officer: number | null;
  /** The organ's code, or the officer's number on the roll. */
  code: string;
}

/** Why a warning stands that rests on appraisals. */
export interface AppraisalCause extends AnyCause {
  unit: number;
  /** The appraisals it rests on, oldest first. */
  appraisals: number[];
}

/** What a cause names for whom it is about, `APPRAISAL_OF_ORGAN XZ01`: not to be taken for the unit's inspections, nor a roll's number for a unit's code. */
export function subjectOf({ officer, code }: Appraised): string {
  return `${officer === null ? 'APPRAISAL_OF_ORGAN' : 'APPRAISAL_OF_OFFICER'} ${code}`;
}

/**
 * All causes of a subject that hold; `months` are those it was graded in, in their order, `versions` all there are, oldest first. A closed month without a grade is not
 * among them, since it neither counts nor breaks.
 */
export function appraisalCausesOf(subject: string, months: readonly AppraisedMonth[], versions: readonly RuleVersion[]): AppraisalCause[] {
  const streaks = streaksOf(
    months.map((rated) => ({ month: rated.month, rated })),
    versions,
  );
  return streaks.flatMap((streak, index) => {
    const { month, unit } = months[index] as AppraisedMonth;
    const version = streak && versionOf(versions, month);
    if (!version) return [];
    const { kind, row } = streak;
    const { level } = version.rules[kind] as Rule;
    return { text: `${kind} ${subject} ${month} ${row.length}`, kind, level, month, unit, ruleBook: version.id, appraisals: row.map(({ id }) => id) };
  });
}
