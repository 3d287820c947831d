import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLOutputType, getNamedType, isObjectType } from 'graphql';
import { globalId } from '../../schema/Node.ts';
import { UnitClass } from '../../schema/organisation/index.ts';
import { ITEMS, seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { statementsOf } from './statements.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  // Fifty of everything that has lists below it. Of the months one has fifty inspections.
  const city = seed(server.database.orm).city(52).units({ TOWNSHIP: 30, CITY: 20, LINE: 1 }).officers(3).ruleBook(2026);
  for (let n = 0; n < 49; n++) city.round(`${2000 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`).inspected(n % 10 ? 0 : 1);
  city.round('2026-01').inspected(2);
  for (let n = 0; n < 49; n++) city.ruleBook(1950 + n, ITEMS.slice(0, 1));
  await city.write();
  await server.ask('mutation { publishInspectionRound(month: "2026-01") { problems { code } } }');
  await server.database.orm.em.fork().execute("insert into correction (round_id, unit_id, reason) select round_id, unit_id, '复核' from inspection_result");
  await server.database.orm.em.fork().execute(`insert into audit_entry (id, at, kind, actor_kind, actor_roles, subjects, codes, fields, rows, previous_hash, hash)
    select id, now(), 'ACT', 'NOBODY', '{}', '{}', '{}', '{}', '{}', '', '' from generate_series(1000, 1049) as of (id)`);
  await server.database.orm.em.fork().execute("insert into warning_rule_book (version, title, from_month) select n, '规则' || n, '2000-01' from generate_series(2, 50) n");
  await server.database.orm.em.fork().execute(`
    insert into warning (cause, life, kind, origin, level, severity, unit_id, month, round_id, result_id, basis, rule_book_id, raised_at)
    select 'RESULT_POOR ' || u.code || ' ' || o.month, 1, 'RESULT_POOR', 'INSPECTION', 'ORANGE', 2, u.id, o.month, o.id, r.id, array[r.id], 1, r.published_at
    from inspection_result r join unit u on u.id = r.unit_id join inspection_round o on o.id = r.round_id`);
  await server.database.orm.em.fork().execute(`
    insert into rectification (unit_id, origin, result_id, round_id, month, opened_at)
    select r.unit_id, 'RESULT', r.id, o.id, o.month, r.published_at from inspection_result r join inspection_round o on o.id = r.round_id`);
  await server.database.orm.em.fork().execute(`
    insert into appraisal_round (month, body, good_from, medium_from, method, quota_groups, good_share, poor_share, opened_at)
    select month, 'COMMITTEE', 90, 75, 'THRESHOLDS', '{}', 30, 5, now() from inspection_round;
    insert into appraisal (round_id, unit_id, subject_name, peer_group, peers, score, grade, graded_at)
    select r.id, u.id, u.name, 'ORGAN', 1, 80, 'MEDIUM', now() from appraisal_round r join unit u on u.id = (select min(id) from unit)`);
  await server.database.orm.em.fork().execute(`
    insert into study_proposal (warning_id, unit_id, subject_name, origin, grade, months, month, raised_at) select id, unit_id, '公安局', origin, 'POOR', 2, month, raised_at from warning;
    insert into minutes (proposal_id, title, office, meeting_on, place, chair, attendees, considered, decided, submitted_to, copied_to, drafted_at)
    select id, '纪要', '政法委', '2026-02-03', '会议室', '关立新', '贺文', '情况', '复查', '', '', now() from study_proposal;
    insert into minutes_recipient (minutes_id, body, kind, position) select id, '组织部', 'COPIED_TO', 1 from minutes`);
  await server.database.orm.em.fork().execute(`
    insert into collective_talk (officer_id, appraisal_id, month, proposed_at) select o.id, (select min(id) from appraisal), '2026-01', now() from officer o order by o.id limit 50;
    insert into study_class (tier, title, place, announced_at) select 'STAFF', '学习班' || n, '党校', now() from generate_series(1, 50) n;
    insert into study_session (study_class_id, position, held_on) select id, 1, '2026-03-12' from study_class;
    insert into study_enrolment (study_class_id, officer_id, officer_name, rectification_id, enrolled_at)
    select c.id, o.id, o.name, (select min(id) from rectification), now() from study_class c join officer o on o.id = (select min(id) from officer)`);
});
afterAll(() => server.stop());

/** How many statements each question costs, whether of one parent or of fifty. */
const QUESTIONS: [name: string, statements: number, query: string][] = [
  ['units', 1, 'query ($first: Int) { parents: units(first: $first) { nodes { id code } } }'],
  ['units with their count', 2, 'query ($first: Int) { parents: units(first: $first) { totalCount nodes { id } } }'],
  ['units with region and its parent', 1, 'query ($first: Int) { parents: units(first: $first) { nodes { region { name parent { name } } } } }'],
  ['units, their officers, and those officers’ unit', 3, 'query ($first: Int) { parents: units(first: $first) { nodes { officers(first: 2) { nodes { name unit { name } } } } } }'],
  ['units with officers and how many', 3, 'query ($first: Int) { parents: units(first: $first) { nodes { officers(first: 2) { totalCount nodes { name } } } } }'],
  [
    'rounds, their inspections, their findings, and those findings’ items',
    4,
    'query ($first: Int) { parents: inspectionRounds(first: $first, orderBy: [{ field: month, direction: DESC }]) { nodes { inspections(first: 100) { nodes { findings(first: 5) { nodes { evidence item { code } } } } } } } }',
  ],
  [
    'rounds and the unit of every inspection',
    3,
    'query ($first: Int) { parents: inspectionRounds(first: $first, orderBy: [{ field: month, direction: DESC }]) { nodes { inspections(first: 100) { nodes { unit { name } } } } } }',
  ],
  [
    'results with their explanation',
    4,
    'query ($first: Int) { parents: inspectionResults(first: $first) { nodes { score explanation { score ruleBook { title } items { points item { code } findings { evidence } } } } } }',
  ],
  [
    'results with unit, explanation, and every version with its own',
    8,
    'query ($first: Int) { parents: inspectionResults(first: $first) { nodes { unit { name } explanation { score } versions { version explanation { score } } } } }',
  ],
  [
    'rule books, their items, and how often each was found',
    4,
    'query ($first: Int) { parents: ruleBooks(first: $first) { nodes { items { nodes { code findings(first: 1) { totalCount nodes { evidence } } } } } } }',
  ],
  ['units with what was found worst', 2, 'query ($first: Int) { parents: units(first: $first) { nodes { results { aggregates { minimum { score } average { score } } } } } }'],
  [
    'units with their grades by month, and the months',
    3,
    'query ($first: Int) { parents: units(first: $first) { nodes { results { aggregates(groupBy: [round, grade]) { count key { grade round { month } } } } } } }',
  ],
  [
    'units with two pages of officers, each with its own order and count',
    5,
    'query ($first: Int) { parents: units(first: $first) { nodes { a: officers(first: 1) { totalCount nodes { name } } b: officers(last: 1, orderBy: [{ field: name }]) { totalCount edges { cursor } } } } }',
  ],
  [
    'warnings with unit and explanation',
    5,
    'query ($first: Int) { parents: warnings(first: $first) { nodes { cause unit { name } explanation { holds rule { level } results { score } } } } }',
  ],
  ['units of a region of a region', 1, 'query ($first: Int) { parents: units(first: $first, filter: { region: { parent: { kind: { eq: CITY } } } }) { nodes { code } } }'],
  [
    'units that were found well',
    1,
    'query ($first: Int) { parents: units(first: $first, filter: { results: { some: { grade: { in: [GOOD, MEDIUM] }, round: { month: { eq: "2026-01" } } } } }) { nodes { code } } }',
  ],
  [
    'units without corrections, in which nobody works elsewhere',
    1,
    'query ($first: Int) { parents: units(first: $first, filter: { corrections: { none: { reason: { eq: "?" } } }, officers: { every: { post: { eq: "科员" } } } }) { nodes { code } } }',
  ],
  [
    'rounds with those of their inspections that found something',
    3,
    'query ($first: Int) { parents: inspectionRounds(first: $first) { nodes { inspections(filter: { findings: { some: { occurrences: { gte: 1 } } } }) { totalCount nodes { id } } } } }',
  ],
];

/** What a question sends, and how many parents it brought. */
async function sentFor(query: string, first: number): Promise<{ statements: number; parents: number }> {
  let parents: unknown[] = [];
  const sent = await statementsOf(async () => {
    parents = (await server.ask(query, { first })).parents.nodes;
  });
  return { statements: sent.length, parents: parents.length };
}

test.each(QUESTIONS)('%s: %i statements, for one parent and for fifty', async (_, statements, query) => {
  for (const parents of [1, 50]) expect(await sentFor(query, parents)).toEqual({ statements, parents });
});

describe('every list of the schema', () => {
  const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
  const lists = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()).flatMap((field) => (/Connection!$/.test(String(field.type)) ? [{ owner: type.name, list: field.name }] : [])) : [],
  );
  const roots = new Map(lists.flatMap(({ owner, list }) => (owner === 'Query' ? [[typeOf(list), list] as const] : [])));

  function typeOf(list: string): string {
    return getNamedType(schema.getQueryType()?.getFields()[list]?.type as GraphQLOutputType).name.replace(/Connection$/, '');
  }

  /** Figures of what its subjects are told the readers of take one more: whom they are about. */
  const more = (list: string, selection: string) => (/^(officerFileEntries|fileEntries)$/.test(list) && selection.includes('aggregates') ? 1 : 0);

  /** What is asked of it, and the statements that takes. */
  const ASKED: [what: string, statements: number, selection: string][] = [
    ['rows', 1, 'nodes { id }'],
    ['edges, from both ends', 1, 'edges { cursor node { id } } pageInfo { hasNextPage endCursor }'],
    ['count', 1, 'totalCount'],
    ['aggregates', 1, 'aggregates { count }'],
    ['all of these', 3, 'totalCount aggregates { count } nodes { id } pageInfo { hasNextPage }'],
  ];

  test.each(lists.filter(({ owner }) => owner === 'Query'))('$list', async ({ list }) => {
    for (const [what, statements, selection] of ASKED) {
      const sent = await statementsOf(() => server.ask(`{ ${list}(first: 50) { ${selection} } }`));
      expect({ what, statements: sent.length }).toEqual({ what, statements: statements + more(list, selection) });
    }
  });

  test.each(lists.filter(({ owner }) => owner !== 'Query'))('$list of each $owner', async ({ owner, list }) => {
    for (const [what, statements, selection] of ASKED) {
      const query = `query ($first: Int) { parents: ${roots.get(owner)}(first: $first) { nodes { ${list}(first: 5) { ${selection} } } } }`;
      // That of the parents beside its own.
      for (const parents of [1, 50]) expect({ what, ...(await sentFor(query, parents)) }).toEqual({ what, statements: statements + 1 + more(list, selection), parents });
    }
  });
});

test('a level without objects sends nothing, nor do those below it', async () => {
  const nothing =
    '{ units(filter: { code: { eq: "nothing" } }) { nodes { region { name } officers { totalCount nodes { unit { name } } } results { nodes { explanation { score } versions { version } } } } } }';
  expect(await statementsOf(() => server.ask(nothing))).toHaveLength(1);
  expect(await statementsOf(() => server.ask('{ unitClassRanking(month: "1999-01", unitClass: CITY) { unit { name } explanation { score } } }'))).toHaveLength(1);
});

test('objects of three types by their ids: a statement for each type, and one for what they point at together', async () => {
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Unit { region { name } } ... on Officer { unit { region { name } } } ... on Finding { item { code } } } }';
  for (const each of [1, 50]) {
    const ids = Array.from({ length: each }, (_, n) => ['Unit', 'Officer', 'Finding'].map((typeName) => globalId(typeName, n + 1))).flat();
    expect(await statementsOf(() => server.ask(query, { ids }))).toHaveLength(3);
  }
});

test('a ranking with its explanations: as many statements for one unit as for thirty', async () => {
  const query = `query ($unitClass: UnitClass!) { unitClassRanking(month: "2026-01", unitClass: $unitClass) {
    rank score unit { name region { name } } explanation { deducted ruleBook { title } items { points item { code } findings { evidence } } } } }`;
  const sent: Record<string, number> = {};
  for (const unitClass of Object.values(UnitClass)) sent[unitClass] = (await statementsOf(() => server.ask(query, { unitClass }))).length;
  expect(sent).toEqual({ TOWNSHIP: 5, CITY: 5, LINE: 5 });
});

test('the wall with fifty-one results and its latest events: six statements, in one snapshot', async () => {
  const query = `query ($month: YearMonth) { board(month: $month) { cursor round { month } progress { inspected findings } rankingMonth
    rankings { unitClass results { rank score unit { code name } } } recent { at cursor ... on ResultPublished { result { unit { code } } } } } }`;
  const sent = await statementsOf(() => server.ask(query, { month: '2026-01' }));
  expect(sent.at(0)).toMatch(/^begin .*repeatable read/);
  expect(sent.at(-1)).toBe('rollback');
  expect(sent.slice(1, -1)).toHaveLength(6);
});
