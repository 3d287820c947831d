import sql from 'sql-template-tag';
import { Appraisal, AppraisalRound } from '../../schema/appraisal/index.ts';
import { Inspection, InspectionResult, InspectionRound } from '../../schema/inspection/index.ts';
import { type Warning, WarningKind, WarningOrigin, WarningRule, WarningState } from '../../schema/warning/index.ts';
import { dayInChina } from '../calendar.ts';
import { forbidden, type Reader, type Row } from '../read/index.ts';
import { type AppraisedMonth, appraisalCausesOf } from './appraisalRules.ts';
import { kindOn, sortOf } from './deadlineRules.ts';
import { type AnyCause, causesOf, dropOf, type PublishedResult, type RuleVersion, type UnitMonth } from './rules.ts';

/** What of a warning its explanation is made from. */
export const EXPLAINED_BY = [
  'cause',
  'kind',
  'origin',
  'unit',
  'month',
  'round',
  'basis',
  'ruleBook',
  'state',
  'dueOn',
  'lapsedAt',
  'rectification',
] as const satisfies (keyof Warning)[];
export type Explained = Pick<Row<Warning>, (typeof EXPLAINED_BY)[number]>;

type BasisRow = PublishedResult & Omit<UnitMonth, 'result' | 'expected'>;

/**
 * Warnings' causes, each judged again by the rules it was raised by from nothing but the results or appraisals it rests on: of a retracted warning those that it rested on when it
 * was. What the clock decides is judged by the day it is `now`, as long as the deadline has not been met. Shaped as the GraphQL type WarningExplanation.
 */
export async function explainWarnings(read: Reader, warnings: readonly Explained[], now: Date) {
  const today = dayInChina(now);
  const [rules, results, inspected, appraisals] = await Promise.all([
    readRules(read, warnings),
    readResults(read, warnings),
    readInspected(read, warnings),
    readAppraisals(read, warnings),
  ]);
  return warnings.map((warning) => {
    const rule = rules.get(`${warning.ruleBook} ${warning.kind}`);
    if (!rule) return forbidden('Warning.explanation');
    if (warning.origin === WarningOrigin.CLOCK) return { ...NOTHING_PUBLISHED, rule: rule.id, ...judgedByTheClock(warning, rule, today) };
    const ofAppraisals = warning.origin === WarningOrigin.APPRAISAL;
    const known: ReadonlyMap<number, BasisRow | AppraisedMonth> = ofAppraisals ? appraisals : results;
    // Judged from less than all of it, it would be another.
    if (!warning.basis.every((id) => known.has(id))) return forbidden('Warning.explanation');
    const version: RuleVersion = { id: warning.ruleBook, fromMonth: '', rules: { [rule.kind]: rule } };
    const judged = ofAppraisals ? judgedByAppraisals(warning, appraisals, version) : judgedByResults(warning, results, inspected, version);
    return {
      ...NOTHING_PUBLISHED,
      rule: rule.id,
      ...judged,
      months: rule.months === null ? null : warning.basis.length,
      dueOn: null,
      rectification: null,
    };
  });
}

function judgedByResults(warning: Explained, results: ReadonlyMap<number, BasisRow>, inspected: ReadonlySet<string>, version: RuleVersion) {
  const rows = warning.basis.flatMap((id) => results.get(id) ?? []);
  const isMissing = warning.kind === WarningKind.INSPECTION_MISSING;
  const months: UnitMonth[] = isMissing
    ? [{ month: warning.month, round: warning.round as number, result: null, expected: !inspected.has(`${warning.unit} ${warning.round}`) }]
    : rows.map(({ month, round, ...result }) => ({ month, round, result, expected: true }));
  const [before, after] = rows;
  return {
    results: warning.basis,
    ...outcome(warning, causesOf(subjectIn(warning), months, [version])),
    drop: warning.kind === WarningKind.SCORE_DROP && before && after ? dropOf(before, after).toFixed(2) : null,
  };
}

function judgedByAppraisals(warning: Explained, appraisals: ReadonlyMap<number, AppraisedMonth>, version: RuleVersion) {
  const months = warning.basis.flatMap((id) => appraisals.get(id) ?? []);
  return { appraisals: warning.basis, ...outcome(warning, appraisalCausesOf(subjectIn(warning), months, [version])) };
}

function outcome({ cause }: Explained, causes: readonly AnyCause[]) {
  const found = causes.find(({ text }) => text === cause);
  return { holds: found !== undefined, level: found?.level ?? null };
}

/** What a cause names between its kind and its month. */
function subjectIn({ cause, kind, month }: Explained): string {
  return cause.slice(kind.length + 1, cause.lastIndexOf(` ${month}`));
}

/** What the clock decides rests on nothing that is published. */
const NOTHING_PUBLISHED = { results: [] as number[], appraisals: [] as number[], drop: null as string | null, months: null };

function judgedByTheClock({ kind, state, dueOn, lapsedAt, rectification }: Explained, rule: Row<WarningRule>, today: string) {
  const holds = state !== WarningState.RETRACTED && lapsedAt === null && kindOn(sortOf(kind), dueOn as string, today, { [rule.kind]: rule }) === kind;
  return { holds, level: holds ? rule.level : null, dueOn, rectification };
}

async function readRules(read: Reader, warnings: readonly Explained[]): Promise<Map<string, Row<WarningRule>>> {
  const rules = await read.pointingAt(
    WarningRule,
    'ruleBook',
    warnings.map(({ ruleBook }) => ruleBook),
  );
  return new Map([...rules].flatMap(([ruleBook, all]) => all.map((rule): [string, Row<WarningRule>] => [`${ruleBook} ${rule.kind}`, rule as Row<WarningRule>])));
}

async function readResults(read: Reader, warnings: readonly Explained[]): Promise<Map<number, BasisRow>> {
  const rows = await read.query<BasisRow>(sql`
    select r.id, o.month, o.id as round, r.score::text as score, r.grade, r.veto_proposed as "vetoProposed"
    from ${read.seen(InspectionResult, 'r')} join ${read.seen(InspectionRound, 'o')} on o.id = r.round_id where r.id = any(${basisOf(warnings, WarningOrigin.INSPECTION)}::int[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

async function readAppraisals(read: Reader, warnings: readonly Explained[]): Promise<Map<number, AppraisedMonth>> {
  const keys = basisOf(warnings, WarningOrigin.APPRAISAL);
  if (!keys.length) return new Map();
  const rows = await read.query<AppraisedMonth>(sql`
    select a.id, r.month, a.unit_id as unit, a.grade from ${read.seen(Appraisal, 'a')} join ${read.seen(AppraisalRound, 'r')} on r.id = a.round_id where a.id = any(${keys}::int[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Keys of whatever warnings of an origin rest on. */
function basisOf(warnings: readonly Explained[], origin: WarningOrigin): number[] {
  return warnings.flatMap((warning) => (warning.origin === origin ? warning.basis : []));
}

/** Of the units and rounds of warnings that there was no inspection: those where there was one. */
async function readInspected(read: Reader, warnings: readonly Explained[]): Promise<Set<string>> {
  const rounds = warnings.flatMap(({ kind, round }) => (kind === WarningKind.INSPECTION_MISSING && round !== null ? [round] : []));
  if (!rounds.length) return new Set();
  const rows = await read.query<{ key: string }>(
    sql`select unit_id || ' ' || round_id as key from ${read.seen(Inspection, 'n')} where round_id = any(${[...new Set(rounds as number[])]}::int[])`,
  );
  return new Set(rows.map(({ key }) => key));
}
