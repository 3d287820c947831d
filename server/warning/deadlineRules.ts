import { WarningKind, type WarningLevel } from '../../schema/warning/words.ts';
import type { Rule, RuleVersion } from './rules.ts';

/** What the calendar says of deadlines, pure: docs/warnings.md. Days are days in China, as text: `2026-11-23`. */

/** What has a date by which it must be done. */
export type DeadlineOf = 'RECTIFICATION' | 'FILING';

/** Something that a unit must have done by a date, and has not. */
export interface Deadline {
  of: DeadlineOf;
  /** Tells it from others of the same unit and month, without blanks. What is put off to another date has another key. */
  key: string;
  unit: number;
  /** The unit's, `XZ01`. */
  code: string;
  /** The month it is about, `2026-10`: its rules decide. */
  month: string;
  /** The inspection round it follows from; null where it follows from none. */
  round: number | null;
  /** The last day on which it is in time, `2026-11-23`. */
  dueOn: string;
  /** Key of the rectification it belongs to. */
  rectification?: number;
  /** Whether the one who must do it is an officer: then it is no business of screens and reporters. */
  ofOfficer?: boolean;
}

/** What the clock says of a deadline. */
export interface TimedCause {
  /** `RECTIFICATION_DUE XZ01 2026-10 12`: what makes two causes the same. */
  text: string;
  kind: WarningKind;
  level: WarningLevel;
}

/** The kinds that the clock decides. */
export const TIMED_KINDS: readonly WarningKind[] = [WarningKind.RECTIFICATION_DUE, WarningKind.RECTIFICATION_OVERDUE, WarningKind.FILING_MISSING];

const DAY = 86_400_000;

export function isTimed(kind: WarningKind): boolean {
  return TIMED_KINDS.includes(kind);
}

/** What has the deadlines that a kind is about. */
export function sortOf(kind: WarningKind): DeadlineOf {
  return kind === WarningKind.FILING_MISSING ? 'FILING' : 'RECTIFICATION';
}

/** What a deadline that has not been met is warned of on a day, by the rules of its month; nothing where it is not yet time, or they do not name the kind. */
export function timedCauseOf({ of, code, month, key, dueOn }: Deadline, today: string, rules: RuleVersion['rules']): TimedCause | undefined {
  const kind = kindOn(of, dueOn, today, rules);
  return kind && { text: `${kind} ${code} ${month} ${key}`, kind, level: (rules[kind] as Rule).level };
}

/** Of a rectification: that it is due, from the rule's days before to the day itself, and after it that it is overdue. Of a filing, after its day, that it is missing. */
export function kindOn(of: DeadlineOf, dueOn: string, today: string, rules: RuleVersion['rules']): WarningKind | undefined {
  const isPast = today > dueOn;
  if (of === 'FILING') return isPast && rules.FILING_MISSING ? WarningKind.FILING_MISSING : undefined;
  if (isPast) return rules.RECTIFICATION_OVERDUE && WarningKind.RECTIFICATION_OVERDUE;
  const days = rules.RECTIFICATION_DUE?.days;
  return days != null && today >= dayBefore(dueOn, days) ? WarningKind.RECTIFICATION_DUE : undefined;
}

/** The day so many days before another. */
function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10);
}
