import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, print, separateOperations } from 'graphql';
import { globalId } from '../../../../schema/Node.ts';
import { UnitClass } from '../../../../schema/organisation/index.ts';
import { EventCursor } from '../../../../server/live/index.ts';
import type { Operation, Statements } from '../operation.ts';

const RECENT = 20;
/** Of a round, as the page asks for them. */
const INSPECTIONS = 500;

/** The board as it comes up on a wall: progress, rankings, the latest events, all of one moment. */
export const boardSnapshot: Operation = {
  name: 'board-snapshot',
  passing: ['board.at'],

  duban: {
    query: boardQuery(),
    rows: ['board.rankings.results', 'board.recent'],
  },

  /** Its statements are of different moments, and there is no cursor. Progress is asked once, not for every event of the same round. */
  postgraphile: {
    functions: `
      do $$ begin create type round_progress as (units int, inspected int, findings int, veto_proposals int); exception when duplicate_object then null; end $$;
      create or replace function inspection_round_progress(round inspection_round) returns round_progress language sql stable as $$
        select
          (select count(*) from unit)::int,
          (select count(*) from inspection where round_id = round.id)::int,
          count(finding.id)::int,
          count(distinct inspection.id) filter (where rule_item.kind = 'VETO_GROUND')::int
        from inspection left join finding on finding.inspection_id = inspection.id and finding.retracted_at is null left join rule_item on rule_item.id = item_id
        where inspection.round_id = round.id
      $$;
      create or replace function event_round(e event) returns inspection_round language sql stable as $$
        select * from inspection_round where id = (e.data ->> 'round')::int $$;
      create or replace function event_inspection(e event) returns inspection language sql stable as $$
        select * from inspection where e.kind = 'UNIT_INSPECTED' and id = (e.data ->> 'inspection')::int $$;
      create or replace function event_finding(e event) returns finding language sql stable as $$
        select * from finding where e.kind in ('FINDING_RECORDED', 'FINDING_RETRACTED') and id = (e.data ->> 'finding')::int $$;
      create or replace function event_result(e event) returns inspection_result language sql stable as $$
        select * from inspection_result where e.kind = 'RESULT_PUBLISHED' and id = (e.data ->> 'result')::int $$;`,
    query: `query BoardSnapshot {
      newest: allInspectionRounds(first: 1, orderBy: [MONTH_DESC]) {
        nodes {
          id month state progress { units inspected findings vetoProposals }
          inspectionsByRoundId(first: ${INSPECTIONS}) { nodes { unitByUnitId { code } findingsByInspectionId(condition: { retractedAt: null }) { totalCount } } }
        }
      }
      allWarnings(condition: { state: "RAISED" }, orderBy: [SEVERITY_DESC, RAISED_AT_ASC]) { nodes { id kind level state month raisedAt unitByUnitId { code name } } }
      allRectifications(filter: { roundId: { isNull: false }, state: { notIn: ["CLOSED", "WITHDRAWN"] } }) { totalCount }
      ranked: allInspectionRounds(first: 1, orderBy: [MONTH_DESC], condition: { state: "PUBLISHED" }) {
        nodes { month inspectionResultsByRoundId(condition: { supersededAt: null }, orderBy: [UNIT_CLASS_ASC, RANK_ASC]) { nodes { ...RankedResult } } }
      }
      allEvents(first: ${RECENT}, orderBy: [PRIMARY_KEY_DESC]) {
        nodes {
          rowId at kind
          round { id month state }
          inspection { id unitByUnitId { code name } }
          finding { id occurrences ruleItemByItemId { code content kind } inspectionByInspectionId { id unitByUnitId { code name } } }
          result { ...RankedResult }
        }
      }
    }
    fragment RankedResult on InspectionResult { id unitByUnitId { code name } unitClass rank score grade vetoProposed version }`,
    rows: ['ranked.nodes.inspectionResultsByRoundId.nodes', 'allEvents.nodes'],
  },

  handwritten: {
    answer: (statements) => statements.snapshot(board),
  },
};

/** The board page's own query with its fragments, as the page's source has it: the bench cannot drift from what screens ask. */
function boardQuery(): string {
  const source = readFileSync(resolve('client/board/operations.ts'), 'utf8');
  const written = [...source.matchAll(/graphql\(`([^`]+)`\)/g)].map(([, text]) => text as string);
  const { BoardSnapshot } = separateOperations(parse(written.join('\n')));
  if (!BoardSnapshot) throw new Error('client/board/operations.ts holds no query BoardSnapshot');
  return print(BoardSnapshot);
}

interface Round {
  id: number;
  month: string;
  state: string;
}

interface Event {
  id: string;
  tx: string;
  kind: keyof typeof TYPES;
  data: { round: number; inspection?: number; finding?: number; result?: number };
  at: number;
}

const TYPES = {
  ROUND_OPENED: 'RoundOpened',
  UNIT_INSPECTED: 'UnitInspected',
  FINDING_RECORDED: 'FindingRecorded',
  FINDING_RETRACTED: 'FindingRetracted',
  RESULT_PUBLISHED: 'ResultPublished',
  ROUND_PUBLISHED: 'RoundPublished',
};

async function board(statements: Statements) {
  const [now] = await statements.rows<{ log: string; tx: string; id: string; seen: string[] }>(
    'now',
    `select identity.id::text as log, coalesce(last.tx, identity.horizon_tx)::text as tx, coalesce(last.id, identity.horizon_id)::text as id,
       array(select distinct tx from event where tx >= pg_snapshot_xmin(pg_current_snapshot()) order by event.tx)::text[] as seen
     from event_log_identity as identity left join lateral (
       select tx, id from event where tx < pg_snapshot_xmin(pg_current_snapshot()) order by event.tx desc, event.id desc limit 1
     ) as last on true`,
  );
  const { log, seen, ...position } = now as NonNullable<typeof now>;
  const cursorAt = ({ tx, id }: { tx: string; id: string }, beyond: bigint[] = []) => EventCursor.at(log, { tx: BigInt(tx), id: BigInt(id) }, beyond).toString();

  const events = await statements.rows<Event>(
    'recent',
    `select id::text, tx::text, kind, data, (extract(epoch from at) * 1000)::float8 as at from event order by event.tx desc, event.id desc limit ${RECENT}`,
  );
  const rounds = await statements.rows<Round & { newest: boolean; ranked: boolean }>(
    'rounds',
    `select id, month, state, id = (select id from inspection_round order by month desc limit 1) as newest,
       id = (select id from inspection_round where state = 'PUBLISHED' order by month desc limit 1) as ranked
     from inspection_round`,
  );
  const newest = rounds.find((round) => round.newest);
  const ranked = rounds.find((round) => round.ranked);
  const progress = await progressOf(statements, [...new Set([newest?.id ?? 0, ...events.map(({ data }) => data.round)])]);
  const inspections = await statements.rows<{ code: string; findings: number }>(
    'inspections of a round',
    `select unit.code, (select count(*) from finding where inspection_id = inspection.id and retracted_at is null)::int as findings
     from inspection join unit on unit.id = unit_id where round_id = $1 order by inspection.id limit ${INSPECTIONS}`,
    [newest?.id ?? 0],
  );
  const warnings = await statements.rows<{ id: number; kind: string; level: string; state: string; month: string; at: number; code: string; name: string }>(
    'open warnings',
    `select warning.id, kind, level, state, month, (extract(epoch from raised_at) * 1000)::float8 as at, unit.code, unit.name
     from warning join unit on unit.id = unit_id where state in ('RAISED', 'ACKNOWLEDGED') order by severity desc, state = 'ACKNOWLEDGED', raised_at, warning.id`,
  );
  const results = await resultsWhere(statements, 'ranking of a round', 'result.round_id = $1 and superseded_at is null', ranked?.id ?? 0);
  const [rectifying] = await statements.rows<{ count: number }>(
    'open rectifications',
    `select count(*)::int as count from rectification where round_id is not null and state not in ('CLOSED', 'WITHDRAWN')`,
  );
  const told = {
    inspection: await inspectionsOf(statements, idsOf(events, ['UNIT_INSPECTED'], 'inspection')),
    finding: await findingsOf(statements, idsOf(events, ['FINDING_RECORDED', 'FINDING_RETRACTED'], 'finding')),
    result: new Map((await resultsWhere(statements, 'results by id', 'result.id = any($1)', idsOf(events, ['RESULT_PUBLISHED'], 'result'))).map((row) => [row.key, row.shown])),
  };
  const shownRound = new Map(rounds.map(({ id, month, state }) => [id, { id: globalId('InspectionRound', id), month, state }]));

  return {
    board: {
      cursor: cursorAt(position, seen.map(BigInt)),
      at: new Date(),
      round: newest
        ? { ...shownRound.get(newest.id), inspections: { nodes: inspections.map(({ code, findings }) => ({ unit: { code }, findings: { totalCount: findings } })) } }
        : null,
      warnings: warnings.map(({ id, code, name, at, ...shown }) => ({ id: globalId('Warning', id), ...shown, raisedAt: new Date(at), unit: { code, name } })),
      openRectifications: rectifying?.count,
      progress: progress.get(newest?.id ?? 0),
      rankingMonth: ranked?.month ?? null,
      rankings: Object.values(UnitClass).map((unitClass) => ({ unitClass, results: results.filter(({ shown }) => shown.unitClass === unitClass).map(({ shown }) => shown) })),
      recent: events.map((event) => ({
        __typename: TYPES[event.kind],
        cursor: cursorAt(event),
        at: new Date(event.at),
        round: shownRound.get(event.data.round),
        progress: progress.get(event.data.round),
        ...(event.kind === 'UNIT_INSPECTED' ? { inspection: told.inspection.get(event.data.inspection as number) } : {}),
        ...(event.kind === 'FINDING_RECORDED' || event.kind === 'FINDING_RETRACTED' ? { finding: told.finding.get(event.data.finding as number) } : {}),
        ...(event.kind === 'RESULT_PUBLISHED' ? { result: told.result.get(event.data.result as number) } : {}),
      })),
    },
  };
}

function idsOf(events: readonly Event[], kinds: readonly string[], of: 'inspection' | 'finding' | 'result'): number[] {
  return events.filter(({ kind }) => kinds.includes(kind)).map(({ data }) => data[of] as number);
}

async function progressOf(statements: Statements, rounds: readonly number[]) {
  const rows = await statements.rows<{ round: number; units: number; inspected: number; findings: number; vetoProposals: number }>(
    'progress',
    `select r.id as round, (select count(*) from unit)::int as units, (select count(*) from inspection where round_id = r.id)::int as inspected,
       count(f.id)::int as findings, count(distinct i.id) filter (where item.kind = 'VETO_GROUND')::int as "vetoProposals"
     from unnest($1::int[]) as r(id) left join inspection i on i.round_id = r.id
     left join finding f on f.inspection_id = i.id and f.retracted_at is null left join rule_item item on item.id = f.item_id
     group by r.id`,
    [rounds],
  );
  return new Map(rows.map(({ round, ...counts }) => [round, counts]));
}

interface Result {
  key: number;
  shown: { id: string; unitClass: string; [field: string]: unknown };
}

async function resultsWhere(statements: Statements, name: string, condition: string, value: unknown): Promise<Result[]> {
  if (Array.isArray(value) && !value.length) return [];
  const rows = await statements.rows<{
    id: number;
    unit_class: string;
    rank: number;
    score: string;
    grade: string;
    veto_proposed: boolean;
    version: number;
    code: string;
    name: string;
  }>(
    name,
    `select result.id, result.unit_class, rank, score, grade, veto_proposed, version, unit.code, unit.name
     from inspection_result as result join unit on unit.id = unit_id where ${condition} order by result.unit_class, rank, unit.code`,
    [value],
  );
  return rows.map(({ id, unit_class, rank, score, grade, veto_proposed, version, code, name: unit }) => ({
    key: id,
    shown: { id: globalId('InspectionResult', id), unit: { code, name: unit }, unitClass: unit_class, rank, score, grade, vetoProposed: veto_proposed, version },
  }));
}

async function inspectionsOf(statements: Statements, ids: readonly number[]) {
  if (!ids.length) return new Map();
  const rows = await statements.rows<{ id: number; code: string; name: string }>(
    'inspections by id',
    'select inspection.id, unit.code, unit.name from inspection join unit on unit.id = unit_id where inspection.id = any($1)',
    [ids],
  );
  return new Map(rows.map(({ id, code, name }) => [id, { id: globalId('Inspection', id), unit: { code, name } }]));
}

async function findingsOf(statements: Statements, ids: readonly number[]) {
  if (!ids.length) return new Map();
  const rows = await statements.rows<{ id: number; occurrences: number; item: string; content: string; kind: string; inspection: number; code: string; name: string }>(
    'findings by id',
    `select finding.id, occurrences, rule_item.code as item, content, kind, inspection_id as inspection, unit.code, unit.name
     from finding join rule_item on rule_item.id = item_id join inspection on inspection.id = inspection_id join unit on unit.id = unit_id where finding.id = any($1)`,
    [ids],
  );
  return new Map(
    rows.map(({ id, occurrences, item, content, kind, inspection, code, name }) => [
      id,
      { id: globalId('Finding', id), occurrences, item: { code: item, content, kind }, inspection: { id: globalId('Inspection', inspection), unit: { code, name } } },
    ]),
  );
}
