import sql, { empty, type Sql } from 'sql-template-tag';
import { Grade } from '../../schema/inspection/InspectionResult.ts';
import type { EventKind } from '../../schema/live/LoggedEvent.ts';
import type { WarningKind, WarningLevel } from '../../schema/warning/words.ts';
import type { Statements } from '../database/index.ts';
import type { RuleVersion, UnitMonth } from './rules.ts';
import type { EventPlace } from './settlement.ts';

/** A unit and its published months, in order. */
export interface UnitHistory {
  unit: number;
  code: string;
  months: UnitMonth[];
}

/** What to read: of some units or of all, as it stood right after an event or as it stands. */
export interface Which {
  units?: readonly number[] | undefined;
  asOf?: EventPlace | undefined;
}

/**
 * What is published of units, by their codes.
 *
 * As of an event means: without what later events of the log tell of. What no event tells of any more is older than the log is long. So whoever is
 * late, or reads the log again, sees at each event what whoever was in time saw.
 */
export async function readHistories(db: Statements, { units, asOf }: Which = {}): Promise<UnitHistory[]> {
  const rounds = await db.query<{ id: number; month: string; publishedAt: number }>(sql`
    select id, month, ${milliseconds(sql`published_at`)} as "publishedAt" from inspection_round
    where state = 'PUBLISHED' ${asOf ? sql`and id not in (${later(asOf, 'ROUND_PUBLISHED', 'round')})` : empty} order by month`);
  const registered = await db.query<{ id: number; code: string; registeredAt: number }>(sql`
    select id, code, ${milliseconds(sql`registered_at`)} as "registeredAt" from unit where ${ofUnits(sql`id`, units)} order by code`);
  const results = await db.query<{ unit: number; round: number; id: number; score: string; grade: Grade; vetoProposed: boolean }>(sql`
    select distinct on (inspection_id) unit_id as unit, round_id as round, id, score::text as score, grade, veto_proposed as "vetoProposed" from inspection_result
    where ${ofUnits(sql`unit_id`, units)} ${asOf ? sql`and id not in (${later(asOf, 'RESULT_PUBLISHED', 'result')})` : empty}
    order by inspection_id, version desc`);
  const found = new Map(results.map(({ unit, round, ...result }) => [`${unit} ${round}`, result]));
  return registered.map(({ id: unit, code, registeredAt }) => ({
    unit,
    code,
    months: rounds.map(({ id: round, month, publishedAt }) => ({ month, round, result: found.get(`${unit} ${round}`) ?? null, expected: registeredAt <= publishedAt })),
  }));
}

/** Every version of the rules, oldest first. */
export async function readVersions(db: Statements): Promise<RuleVersion[]> {
  const rows = await db.query<{ id: number; fromMonth: string; kind: WarningKind; level: WarningLevel; points: string | null; months: number | null; days: number | null }>(sql`
    select b.id, b.from_month as "fromMonth", r.kind, r.level, r.points::text as points, r.months, r.days from warning_rule_book b join warning_rule r on r.rule_book_id = b.id order by b.version`);
  const versions = [...Map.groupBy(rows, ({ id }) => id)];
  return versions.map(([id, rules]) => ({
    id,
    fromMonth: rules[0]?.fromMonth as string,
    rules: Object.fromEntries(rules.map(({ kind, level, points, months, days }) => [kind, { level, points, months, days }])),
  }));
}

/** What events after a place are about; of those of one step, where it is named. */
export function later({ tx, id }: EventPlace, kind: EventKind, about: string, step?: string): Sql {
  const taken = step === undefined ? empty : sql`and data ->> 'step' = ${step}`;
  return sql`select (data ->> ${about})::int from event where (tx, id) > (${tx}::text::xid8, ${id}::bigint) and kind = ${kind} ${taken}`;
}

function ofUnits(column: Sql, units: readonly number[] | undefined): Sql {
  return units ? sql`${column} = any(${units}::int[])` : sql`true`;
}

function milliseconds(moment: Sql): Sql {
  return sql`(extract(epoch from ${moment}) * 1000)::float8`;
}
