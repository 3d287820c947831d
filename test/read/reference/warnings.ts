import { appraisalCausesOf } from '../../../server/warning/appraisalRules.ts';
import { causesOf, type UnitMonth } from '../../../server/warning/rules.ts';
import type { Row } from './tables.ts';
import { compare } from './values.ts';
import type { World } from './world.ts';

/** What nobody has dealt with of what belongs to a round: the severest first, of one level what nobody took up, the oldest first. */
export function openWarnings(world: World, month?: string | null): Row[] {
  return world
    .rows('Warning')
    .filter((warning) => ['RAISED', 'ACKNOWLEDGED'].includes(warning.state as string) && warning.round !== null && (!month || warning.month === month))
    .sort(
      (a, b) =>
        compare('Int', b.severity, a.severity) ||
        Number(a.state === 'ACKNOWLEDGED') - Number(b.state === 'ACKNOWLEDGED') ||
        compare('DateTime', a.raisedAt, b.raisedAt) ||
        a.id - b.id,
    );
}

/** How a warning came about, by the rules it was raised by, from the results or appraisals it rests on. */
export function warningExplanationOf(world: World, warning: Row) {
  const rule = world.rows('WarningRule').find((each) => each.ruleBook === warning.ruleBook && each.kind === warning.kind);
  const keys = String(warning.$basis).slice(1, -1).split(',').filter(Boolean).map(Number);
  if (rule && warning.origin === 'APPRAISAL') return ofAppraisals(world, warning, rule, keys);
  const results = keys.map((key) => world.find('InspectionResult', key));
  if (!rule || results.includes(null)) throw new Error('What the warning rests on may not be seen');
  const ofDeadline = { dueOn: warning.dueOn, rectification: world.related(warning, 'rectification') };
  if (warning.dueOn !== null) {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    // Every deadline of the city has passed.
    const holds = warning.state !== 'RETRACTED' && warning.lapsedAt === null && warning.kind !== 'RECTIFICATION_DUE' && today > String(warning.dueOn);
    return { rule, results, appraisals: [], holds, level: holds ? rule.level : null, drop: null, months: null, ...ofDeadline };
  }
  const inspected = world.rows('Inspection').some((each) => each.unit === warning.unit && each.round === warning.round);
  const months = (results as Row[]).map(
    (row): UnitMonth => ({ month: world.related(row, 'round')?.month as string, round: row.round as number, result: row as never, expected: true }),
  );
  const missing: UnitMonth = { month: warning.month as string, round: warning.round as number, result: null, expected: !inspected };
  const causes = causesOf(String(warning.cause).split(' ')[1] as string, keys.length ? months : [missing], [
    { id: 1, fromMonth: '', rules: { [rule.kind as string]: { level: rule.level as never, points: rule.points as string, months: rule.months as number } } },
  ]);
  const cause = causes.find(({ text }) => text === warning.cause);
  const [before, after] = results as Row[];
  return {
    rule,
    results,
    appraisals: [],
    holds: cause !== undefined,
    level: cause?.level ?? null,
    drop: warning.kind === 'SCORE_DROP' ? (Number(before?.score) - Number(after?.score)).toFixed(2) : null,
    months: rule.months === null ? null : keys.length,
    ...ofDeadline,
  };
}

function ofAppraisals(world: World, warning: Row, rule: Row, keys: readonly number[]) {
  const appraisals = keys.map((key) => world.find('Appraisal', key));
  if (appraisals.includes(null)) throw new Error('What the warning rests on may not be seen');
  const months = (appraisals as Row[]).map((row) => ({ month: world.related(row, 'round')?.month as string, id: row.id, unit: row.unit as number, grade: row.grade as never }));
  const [, of, code] = String(warning.cause).split(' ');
  const cause = appraisalCausesOf(`${of} ${code}`, months, [
    { id: 1, fromMonth: '', rules: { [rule.kind as string]: { level: rule.level as never, months: rule.months as number } } },
  ]).find(({ text }) => text === warning.cause);
  return {
    ...{ rule, results: [], appraisals, holds: cause !== undefined, level: cause?.level ?? null, drop: null, months: keys.length },
    ...{ dueOn: null, rectification: null },
  };
}
