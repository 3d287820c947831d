import { Decimal } from 'decimal.js';
import { Grade } from '../../schema/inspection/InspectionResult.ts';
import { WarningKind, type WarningLevel } from '../../schema/warning/words.ts';

/**
 * What follows from published results, pure: docs/warnings.md. A warning stands as long as these rules say its cause of what is published now, and
 * no longer.
 */

/** A published result, as far as warnings need it. */
export interface PublishedResult {
  id: number;
  /** Two places. */
  score: string;
  grade: Grade;
  vetoProposed: boolean;
}

/** A published month of one unit. */
export interface UnitMonth {
  /** `2026-10` */
  month: string;
  round: number;
  /** Null where it was not inspected. */
  result: PublishedResult | null;
  /** Whether the unit was on the register when the month was published. */
  expected: boolean;
}

/** What a version says of one kind. */
export interface Rule {
  level: WarningLevel;
  /** Of SCORE_DROP. */
  points?: string | null | undefined;
  /** Of streaks. */
  months?: number | null | undefined;
  /** Before the deadline, of RECTIFICATION_DUE. */
  days?: number | null | undefined;
}

/** A version of the rules. A kind that it does not name is not raised. */
export interface RuleVersion {
  id: number;
  /** In force from this month on, until a newer version is. */
  fromMonth: string;
  rules: Partial<Record<WarningKind, Rule>>;
}

/** Why a warning stands, whatever it rests on. */
export interface AnyCause {
  /** `RESULT_POOR XZ01 2026-10`, `STREAK_GOOD XZ01 2026-10 4`: what makes two causes the same. */
  text: string;
  kind: WarningKind;
  level: WarningLevel;
  month: string;
  ruleBook: number;
}

/** Why a warning stands that rests on results. */
export interface Cause extends AnyCause {
  round: number;
  /** The results it rests on, oldest first. */
  results: number[];
}

/** Good or poor so often in a row that it is warned of. */
export interface Streak<T> {
  kind: WarningKind;
  /** All of the row up to this month, oldest first. */
  row: readonly T[];
}

/**
 * All causes of a unit that hold, by month; `months` are all published ones in their order, `versions` all there are, oldest first.
 *
 * Adjacent are months with no other published one between them: a month that nobody published stands between none. A fall is measured against the
 * adjacent month only; streaks pass over months without a result, see {@link streaksOf}.
 */
export function causesOf(unit: string, months: readonly UnitMonth[], versions: readonly RuleVersion[]): Cause[] {
  const causes: Cause[] = [];
  const streaks = streaksOf(
    months.map(({ month, result }) => ({ month, rated: result })),
    versions,
  );
  months.forEach(({ month, round, result, expected }, index) => {
    const version = versionOf(versions, month);
    const holds = (kind: WarningKind, results: readonly PublishedResult[], more = '') => {
      const rule = version?.rules[kind];
      if (version && rule)
        causes.push({ text: `${kind} ${unit} ${month}${more}`, kind, level: rule.level, month, round, ruleBook: version.id, results: results.map(({ id }) => id) });
    };
    if (!result) {
      if (expected) holds(WarningKind.INSPECTION_MISSING, []);
      return;
    }
    if (result.grade === Grade.POOR) holds(WarningKind.RESULT_POOR, [result]);
    if (result.vetoProposed) holds(WarningKind.VETO_PROPOSED, [result]);
    const before = months[index - 1]?.result;
    const points = version?.rules.SCORE_DROP?.points;
    if (before && points && dropOf(before, result).gte(points)) holds(WarningKind.SCORE_DROP, [before, result]);
    const streak = streaks[index];
    if (streak) holds(streak.kind, streak.row, ` ${streak.row.length}`);
  });
  return causes;
}

const STREAKS: Partial<Record<Grade, WarningKind>> = { POOR: WarningKind.STREAK_POOR, GOOD: WarningKind.STREAK_GOOD };

/**
 * The streak that fires at each of the months, which are in their order; undefined where none does. A row of the same grade, good or poor, fires each time it is as long as the rules
 * of the month say: at 2, then at 4, 6 … (1.9). A month that was not rated, null, neither counts nor breaks.
 */
export function streaksOf<T extends { grade: Grade }>(months: readonly { month: string; rated: T | null }[], versions: readonly RuleVersion[]): (Streak<T> | undefined)[] {
  let row: T[] = [];
  return months.map(({ month, rated }) => {
    if (!rated) return undefined;
    row = row.at(-1)?.grade === rated.grade ? [...row, rated] : [rated];
    const kind = STREAKS[rated.grade];
    const step = kind && versionOf(versions, month)?.rules[kind]?.months;
    return kind && step && row.length % step === 0 ? { kind, row } : undefined;
  });
}

/** Points that a score fell; negative where it rose. */
export function dropOf(before: Pick<PublishedResult, 'score'>, after: Pick<PublishedResult, 'score'>): Decimal {
  return new Decimal(before.score).minus(after.score);
}

/** The rules of a month: of the versions in force in it the newest. */
export function versionOf(versions: readonly RuleVersion[], month: string): RuleVersion | undefined {
  return versions.findLast(({ fromMonth }) => fromMonth <= month);
}
