import sql from 'sql-template-tag';
import { Inspection, InspectionResult, InspectionRound } from '../../schema/inspection/index.ts';
import { type Warning, WarningKind, WarningRule, WarningState } from '../../schema/warning/index.ts';
import { dayInChina } from '../calendar.ts';
import { forbidden, type Reader, type Row } from '../read/index.ts';
import { isTimed, kindOn, sortOf } from './deadlineRules.ts';
import { causesOf, dropOf, type PublishedResult, type UnitMonth } from './rules.ts';

/** What of a warning its explanation is made from. */
export const EXPLAINED_BY = ['cause', 'kind', 'unit', 'month', 'round', 'basis', 'ruleBook', 'state', 'dueOn', 'lapsedAt', 'rectification'] as const satisfies (keyof Warning)[];
export type Explained = Pick<Row<Warning>, (typeof EXPLAINED_BY)[number]>;

type BasisRow = PublishedResult & Omit<UnitMonth, 'result' | 'expected'>;

/**
 * Warnings' causes, each judged again by the rules it was raised by from nothing but the results it rests on: of a retracted warning those that it rested on when it
 * was. What the clock decides is judged by the day it is `now`, as long as the deadline has not been met. Shaped as the GraphQL type WarningExplanation.
 */
export async function explainWarnings(read: Reader, warnings: readonly Explained[], now: Date) {
  const today = dayInChina(now);
  const [rules, results, inspected] = await Promise.all([readRules(read, warnings), readResults(read, warnings), readInspected(read, warnings)]);
  return warnings.map((warning) => {
    const rule = rules.get(`${warning.ruleBook} ${warning.kind}`);
    const rows = warning.basis.flatMap((id) => results.get(id) ?? []);
    // Judged from less than all of it, it would be another.
    if (!rule || rows.length < warning.basis.length) return forbidden('Warning.explanation');
    if (isTimed(warning.kind)) return { ...NOTHING_PUBLISHED, rule: rule.id, ...judgedByTheClock(warning, rule, today) };
    const isMissing = warning.kind === WarningKind.INSPECTION_MISSING;
    const months: UnitMonth[] = isMissing
      ? [{ month: warning.month, round: warning.round as number, result: null, expected: !inspected.has(`${warning.unit} ${warning.round}`) }]
      : rows.map(({ month, round, ...result }) => ({ month, round, result, expected: true }));
    const unit = warning.cause.split(' ')[1] as string;
    const cause = causesOf(unit, months, [{ id: warning.ruleBook, fromMonth: '', rules: { [rule.kind]: rule } }]).find(({ text }) => text === warning.cause);
    const [before, after] = rows;
    return {
      rule: rule.id,
      results: warning.basis,
      holds: cause !== undefined,
      level: cause?.level ?? null,
      drop: warning.kind === WarningKind.SCORE_DROP && before && after ? dropOf(before, after).toFixed(2) : null,
      months: rule.months === null ? null : rows.length,
      dueOn: null,
      rectification: null,
    };
  });
}

/** What the clock decides rests on nothing that is published. */
const NOTHING_PUBLISHED = { results: [], drop: null, months: null };

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
    from ${read.seen(InspectionResult, 'r')} join ${read.seen(InspectionRound, 'o')} on o.id = r.round_id where r.id = any(${warnings.flatMap(({ basis }) => basis)}::int[])`);
  return new Map(rows.map((row) => [row.id, row]));
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
