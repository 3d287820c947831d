import { monthAfter } from '../board/year/year.ts';
import type { Grade, UnitCardQuery, UnitClass, UnitExplanationQuery, UnitFindingsQuery, UnitYearQuery } from '../generated/graphql.ts';
import type { Rectification } from './rectifications/rectifications.ts';

export type Card = NonNullable<UnitCardQuery['unit']>;
export type Viewer = UnitCardQuery['viewer'];
export type Result = NonNullable<UnitYearQuery['unit']>['results']['nodes'][number];
export type Finding = NonNullable<UnitFindingsQuery['unit']>['inspections']['nodes'][number]['findings']['nodes'][number];
export type ExplainedResult = NonNullable<UnitExplanationQuery['unit']>['results']['nodes'][number];
export type Explanation = ExplainedResult['explanation'];

/** One month of the curve and of the table beside it. */
export interface UnitMonth {
  month: string;
  /** Undefined where the unit was not inspected or nothing is published yet. */
  result: Result | undefined;
  /** Mean score of the class that month, two decimals, and how many it is of; undefined where whoever looks does not see the class. */
  ofClass: { average: string; count: number } | undefined;
  /** Where good and medium begin in the rule book of the month; undefined for a month without a round. */
  thresholds: { goodFrom: string; mediumFrom: string } | undefined;
}

/** The chosen month, near by. What whoever looks may not read is undefined. */
export interface MonthDetail {
  month: string;
  /** Null where the unit was not inspected. */
  inspection: { inspectedOn: string; findings: readonly Finding[] } | null | undefined;
  /** What was written down, by the finding's id. */
  evidence: ReadonlyMap<string, string> | undefined;
  explained: ExplainedResult | undefined;
}

/** A unit's page, as one viewer may see it. */
export interface UnitReading {
  card: Card;
  /** The twelve months shown, oldest first. Empty before the first round, or where rounds are not for whoever looks. */
  shown: readonly string[];
  /** What became of them; undefined where results are not for whoever looks. */
  year: readonly UnitMonth[] | undefined;
  /** Every result read, that of the month before the twelve too. */
  byMonth: ReadonlyMap<string, Result>;
  /** Undefined where {@link shown} is empty. */
  chosen: MonthDetail | undefined;
  /** Newest first: those that whoever looks may see. */
  rectifications: readonly Rectification[];
  /** When it was read (ms since 1970). */
  at: number;
}

/**
 * Last of the twelve months shown. They end with the newest round; who chooses an older month sees the twelve that hold it, whole years
 * before those: a month chosen among the twelve leaves them in their places.
 */
export function lastShown(newest: string, chosen: string): string {
  let last = newest;
  while (chosen <= monthAfter(last, -12)) last = monthAfter(last, -12);
  return last;
}

/** Whose mean and number would be those of the rows they see: a cadre office sees its own unit alone, and takes that for no class. */
export function seesClass({ kind, roles }: Viewer): boolean {
  return kind === 'NOBODY' || roles.some((role) => ['SECRETARY', 'STAFF', 'LEADER', 'SCREEN', 'REPORTER'].includes(role));
}

export function resultsOf(unit: UnitYearQuery['unit']): Map<string, Result> {
  return new Map(unit?.results.nodes.map((result) => [result.round.month, result]));
}

/** What became of the months `shown`. `unitClass` is the unit's now: in a month without a result there is no other. */
export function monthsOf({ inspectionRounds, unit }: UnitYearQuery, shown: readonly string[], unitClass: UnitClass, classIsSeen: boolean): UnitMonth[] {
  const rounds = new Map(inspectionRounds.nodes.map((round) => [round.month, round]));
  const results = resultsOf(unit);
  return shown.map((month) => {
    const round = rounds.get(month);
    const result = results.get(month);
    // Units change class; a result was ranked in the one it had then.
    const ranked = classIsSeen ? round?.results.aggregates.find(({ key }) => key.unitClass === (result?.unitClass ?? unitClass)) : undefined;
    const average = ranked?.average?.score;
    return {
      month,
      result,
      ofClass: ranked && average != null ? { average, count: ranked.count } : undefined,
      thresholds: round && { goodFrom: round.ruleBook.goodFrom, mediumFrom: round.ruleBook.mediumFrom },
    };
  });
}

/** Of a result that corrections replaced: every version, oldest first, with why it came, where that may be read. */
export interface Version {
  version: number;
  score: string;
  grade: Grade;
  rank: number;
  publishedAt: string;
  reason: string | undefined;
  /** Another unit that the correction was about: it moved this one's rank. */
  because: string | undefined;
}

export function versionsOf(result: Result, explained: ExplainedResult | undefined, code: string): Version[] {
  return result.versions.map((each) => {
    const correction = explained?.versions.find(({ version }) => version === each.version)?.correction;
    return { ...each, reason: correction?.reason, because: correction && correction.unit.code !== code ? correction.unit.name : undefined };
  });
}
