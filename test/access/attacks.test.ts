import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { globalId } from '../../schema/Node.ts';
import { Role } from '../../server/access/policy.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { EventCursor, EventLog } from '../../server/live/index.ts';
import { Wire } from '../http/live/wire.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { type Asking, asking } from './asking.ts';
import { administrator, person, type Visitor } from './visitors.ts';

/* What somebody may try who knows the schema, every id, and how the answers of others look. */

let server: TestServer;
let asks: Asking;
let keys: { own: number; other: number; ownOfficer: number; otherOfficer: number; ownFinding: number; otherFinding: number };
let codes: { own: string; other: string };

const run = (text: string) => server.database.orm.em.fork().execute(text) as Promise<Record<string, never>[]>;
const one = async (text: string) => (await run(text))[0]?.id as unknown as number;

beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city(2).units({ TOWNSHIP: 4, CITY: 2 }).officers(2).ruleBook(2026).round('2026-01').inspected(2).write();
  await server.ask('mutation { publishInspectionRound(month: "2026-01") { problems { code } } }');
  await server.ask('mutation { openInspectionRound(month: "2026-02") { problems { code } } }');
  asks = await asking(server);
  const own = await one(`select id from unit where code = 'XZ01'`);
  const other = await one(`select id from unit where code = 'XZ02'`);
  const findingOf = (unit: number) => one(`select f.id from finding f join inspection i on i.id = f.inspection_id where i.unit_id = ${unit} order by f.id limit 1`);
  const officerOf = (unit: number) => one(`select id from officer where unit_id = ${unit} order by id limit 1`);
  keys = { own, other, ownOfficer: await officerOf(own), otherOfficer: await officerOf(other), ownFinding: await findingOf(own), otherFinding: await findingOf(other) };
  codes = { own: 'XZ01', other: 'XZ02' };
});
afterAll(async () => {
  await asks.stop();
  await server.stop();
});

const as = (role: Role): Viewer => ({ kind: 'person', roles: [role], unit: keys.own, officer: keys.ownOfficer, assignedUnits: [keys.own] });
const NOWHERE = 999_999;

test('an id that is guessed answers alike whether the row is hidden or not there', async () => {
  const query = 'query ($id: ID!) { node(id: $id) { id } }';
  const hidden = await asks.ask(as(Role.CADRE_OFFICE), query, { id: globalId('Officer', keys.otherOfficer) });
  expect(hidden).toEqual({ data: { node: null } });
  expect(await asks.ask(as(Role.CADRE_OFFICE), query, { id: globalId('Officer', NOWHERE) })).toEqual(hidden);
  expect((await asks.ask(as(Role.CADRE_OFFICE), query, { id: globalId('Officer', keys.ownOfficer) })).data?.node).not.toBeNull();
});

test('an id of a class that is not seen at all is FORBIDDEN, whether there is such a row or not', async () => {
  const query = 'query ($id: ID!) { node(id: $id) { ... on Officer { name } } }';
  const [there, not] = [
    await asks.ask(as(Role.SCREEN), query, { id: globalId('Officer', keys.ownOfficer) }),
    await asks.ask(as(Role.SCREEN), query, { id: globalId('Officer', NOWHERE) }),
  ];
  expect(there.data).toEqual({ node: null });
  expect(there.errors?.[0]).toMatchObject({ path: ['node'], extensions: { code: 'FORBIDDEN' } });
  expect(JSON.stringify(not)).toBe(JSON.stringify(there));
});

test.each([
  ['by another name', `{ findings(first: 1) { nodes { occurrences: inspector } } }`],
  ['in a fragment on an interface', `{ nodes(ids: ["${globalId('Finding', 1)}"]) { ... on Node { ... on Finding { inspector } } } }`],
  [
    'far below',
    `{ units(first: 1) { nodes { region { units(first: 1) { nodes { inspections(first: 1) { nodes { findings(first: 1) { edges { node { inspector } } } } } } } } } } }`,
  ],
  ['of a class that is not seen, if only its name', `{ units(first: 1) { nodes { officers { __typename } } } }`],
  ['as a count', `{ units(first: 1) { nodes { officers { totalCount } } } }`],
  ['as an order', `{ findings(orderBy: { field: inspector }) { nodes { id } } }`],
  ['as an order of something below', `{ units(first: 1) { nodes { inspections(orderBy: { field: inspector }) { nodes { id } } } } }`],
  ['as the key of groups', `{ findings { aggregates(groupBy: [inspector]) { count } } }`],
  ['as the key of groups, never asked for by it', `{ findings { aggregates { count key { inspector } } } }`],
  ['in a filter', `{ findings(filter: { inspector: { startsWith: "孔" } }) { totalCount } }`],
  ['in a filter, twice denied', `{ findings(filter: { not: { not: { or: [{ and: [{ inspector: { isNull: false } }] }] } } }) { totalCount } }`],
  ['in a filter of what points here', `{ units(filter: { inspections: { none: { findings: { some: { evidence: { contains: "问" } } } } } }) { totalCount } }`],
  ['in a filter of what every one is', `{ units(filter: { inspections: { every: { inspector: { eq: "孔敏建" } } } }) { totalCount } }`],
  ['in a filter of a class that is not seen', `{ units(filter: { officers: { some: { name: { search: "kong" } } } }) { totalCount } }`],
  ['in a filter that no row decides', `{ units(filter: { or: [{ officers: { none: {} } }, { code: { isNull: false } }] }) { totalCount } }`],
])('a screen learns no inspector, no evidence and no officer: %s', async (_, query) => {
  expect(await asks.codes(as(Role.SCREEN), query)).toEqual(['FORBIDDEN']);
  expect(await asks.codes(as(Role.STAFF), query)).toEqual([]);
});

test('a page cursor that somebody else was given opens no order that one may not ask for', async () => {
  const query = (orderBy: string) => `query ($after: String) { findings(first: 1, after: $after${orderBy}) { pageInfo { endCursor } } }`;
  const given = await asks.ask(as(Role.STAFF), query(', orderBy: { field: inspector }'));
  // biome-ignore lint/suspicious/noExplicitAny: as the question has it
  const after = (given.data as any).findings.pageInfo.endCursor;
  expect(await asks.codes(as(Role.SCREEN), query(', orderBy: { field: inspector }'), { after })).toEqual(['FORBIDDEN']);
  expect(await asks.codes(as(Role.SCREEN), query(''), { after })).toEqual(['BAD_USER_INPUT']);
});

test('a row that may be seen and points at one that may not says so, and nothing of it', async () => {
  const query = 'query ($code: String!) { unit(code: $code) { results { nodes { inspection { id inspectedOn } } } } }';
  expect(await asks.codes(as(Role.REPORTER), query, { code: codes.own })).toEqual([]);
  expect(await asks.codes(as(Role.REPORTER), query, { code: codes.other })).toEqual(['FORBIDDEN']);
  expect(await asks.codes(as(Role.REPORTER), 'query ($code: String!) { unit(code: $code) { results { nodes { explanation { score } } } } }', { code: codes.other })).toEqual([
    'FORBIDDEN',
  ]);
});

test('rows are grouped by what they point at as far as that may be seen, and all others are one group', async () => {
  const query = `{ inspectionResults { aggregates(groupBy: [inspection, inspection_unit_unitClass]) { count key { inspection { unit { code } } inspection_unit_unitClass } } } }`;
  const { data, errors } = await asks.ask(as(Role.REPORTER), query);
  expect(errors).toBeUndefined();
  // Of the class's four results one rests on an inspection that the reporter sees.
  expect(data?.inspectionResults).toEqual({
    aggregates: [
      { count: 1, key: { inspection: { unit: { code: codes.own } }, inspection_unit_unitClass: 'TOWNSHIP' } },
      { count: 3, key: { inspection: null, inspection_unit_unitClass: null } },
    ],
  });
});

test('an operation that is kept for one viewer is carried out for another by the rights of that other', async () => {
  const operation = asks.executor.compile(parse('{ findings(first: 1) { nodes { inspector } } }'));
  const found = async (role: Role) => {
    const contextValue = asks.contextOf(as(role));
    const { errors } = await asks.executor.execute(operation, { contextValue });
    await contextValue.read.close();
    return errors?.map(({ extensions }) => extensions.code);
  };
  for (const role of [Role.STAFF, Role.SCREEN, Role.STAFF, Role.PUBLIC, Role.REPORTER]) {
    expect([role, await found(role)]).toEqual([role, role === Role.SCREEN || role === Role.PUBLIC ? ['FORBIDDEN'] : undefined]);
  }
});

test('what happens to rows that somebody may not see changes no answer that they get', async () => {
  // Counts, orders, groups, figures, quantifiers and pages, by which something hidden might shine through.
  const questions: [Role, string][] = [
    [Role.REPORTER, '{ units { totalCount nodes { code inspections { totalCount } corrections { totalCount } } } }'],
    [Role.REPORTER, '{ units(filter: { inspections: { some: { findings: { some: {} } } } }) { nodes { code } } }'],
    [Role.REPORTER, '{ units(filter: { inspections: { none: { findings: { some: { occurrences: { gt: 5 } } } } } }) { nodes { code } } }'],
    [Role.REPORTER, '{ units(filter: { not: { inspections: { every: { findings: { none: {} } } } } }) { nodes { code } } }'],
    [
      Role.REPORTER,
      '{ findings(includeRetracted: true, orderBy: { field: occurrences, direction: DESC }) { totalCount nodes { evidence } pageInfo { hasNextPage } aggregates { count sum { occurrences } maximum { occurrences } } } }',
    ],
    [Role.REPORTER, '{ inspections { aggregates(groupBy: [unit]) { count key { unit { code } } } } }'],
    [Role.REPORTER, '{ findings { aggregates(groupBy: [inspection, inspection_unit]) { count key { inspection_unit { code } } } } }'],
    [Role.REPORTER, '{ ruleItems(filter: { findings: { some: { evidence: { contains: "暗" } } } }) { totalCount } }'],
    [Role.REPORTER, '{ inspectionRounds { nodes { month inspections { totalCount aggregates { count } } } } }'],
    [Role.INSPECTOR, '{ inspectionRounds { nodes { inspections { nodes { findings { totalCount } } } } } units { nodes { code inspections { totalCount } } } }'],
    [Role.OFFICER, '{ officers { totalCount nodes { name unit { name officers { totalCount } } } } }'],
    [Role.CADRE_OFFICE, '{ officers(orderBy: { field: name }) { nodes { name } aggregates(groupBy: [unit, tier]) { count } } }'],
    [Role.SCREEN, '{ findings(orderBy: { field: inspectedOn }) { nodes { occurrences inspection { unit { code } } } } }'],
    [Role.PUBLIC, '{ ruleBooks { nodes { title items { totalCount } } } }'],
  ];
  const answers = () => Promise.all(questions.map(async ([role, query]) => JSON.stringify(await asks.ask(as(role), query))));
  const before = await answers();
  for (const answer of before) expect(answer).not.toContain('"data":null');
  const hidden = `inspection_id in (select id from inspection where unit_id <> ${keys.own})`;
  await run(`update finding set evidence = '暗处', inspector = '单雄' where ${hidden}`);
  await run(`update officer set name = '孔' || name, tier = 'RESERVE' where unit_id <> ${keys.own}`);
  expect(await answers()).toEqual(before);
  // A screen sees how often something was found.
  const others = (all: readonly string[]) => all.filter((_, at) => questions[at]?.[0] !== Role.SCREEN);
  await run(`update finding set occurrences = occurrences + 7 where ${hidden}`);
  await run(
    `insert into inspection (round_id, unit_id, inspected_on, inspector) select r.id, u.id, '2026-02-02', '单雄' from inspection_round r, unit u where r.month = '2026-02' and u.id <> ${keys.own}`,
  );
  await run(`update finding set retracted_at = now(), until_version = 1 where ${hidden} and id % 2 = 0`);
  await run(`insert into officer (code, name, name_search, unit_id, post, tier) select 'NEW-' || id, '新人', '', id, '科员', 'STAFF' from unit where id <> ${keys.own}`);
  expect(others(await answers())).toEqual(others(before));
});

describe('verbs', () => {
  const record = (unitCode: string) =>
    `mutation { recordFinding(input: { month: "2026-02", unitCode: "${unitCode}", itemCode: "A1", evidence: "问题", occurrences: 1, inspectedOn: "2026-02-03", inspector: "孔敏建" }) { finding { id } problems { code } } }`;
  const retract = (finding: number) => `mutation { retractFinding(input: { finding: "${globalId('Finding', finding)}", reason: "误记" }) { finding { id } problems { code } } }`;
  const written = async () => JSON.stringify([await run('select * from finding order by id'), await run('select id, kind, data from event order by id')]);

  test('an inspector records at the units assigned, and is told the same of any other and of none', async () => {
    const before = await written();
    const other = await asks.ask(as(Role.INSPECTOR), record(codes.other));
    expect(other.errors?.map(({ extensions, path }) => [extensions.code, path])).toEqual([['FORBIDDEN', ['recordFinding']]]);
    expect(JSON.stringify(await asks.ask(as(Role.INSPECTOR), record('XX99')))).toBe(JSON.stringify(other));
    expect(await written()).toBe(before);
    const own = await asks.ask(as(Role.INSPECTOR), record(codes.own));
    expect(own.data).toMatchObject({ recordFinding: { finding: { id: expect.any(String) }, problems: [] } });
    expect(await written()).not.toBe(before);
  });

  test('an inspector takes back no finding of another unit, and learns not whether there is one', async () => {
    const before = await written();
    const [hidden, none] = [await asks.ask(as(Role.INSPECTOR), retract(keys.otherFinding)), await asks.ask(as(Role.INSPECTOR), retract(NOWHERE))];
    expect(hidden.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(JSON.stringify(none)).toBe(JSON.stringify(hidden));
    expect(await written()).toBe(before);
    expect((await asks.ask(as(Role.INSPECTOR), retract(keys.ownFinding))).data).toMatchObject({ retractFinding: { problems: [{ code: 'ROUND_ALREADY_PUBLISHED' }] } });
  });

  test('what one role lets an inspector see is not what another lets them write', async () => {
    const viewer: Viewer = { ...as(Role.INSPECTOR), roles: [Role.INSPECTOR, Role.SCREEN, Role.REPORTER] };
    expect(await asks.codes(viewer, record(codes.other))).toEqual(['FORBIDDEN']);
  });

  test('whoever records does not publish, and whoever publishes does not record', async () => {
    const before = await written();
    expect(await asks.codes(as(Role.STAFF), 'mutation { publishInspectionRound(month: "2026-02") { problems { code } } }')).toEqual(['FORBIDDEN']);
    expect(await asks.codes(as(Role.SECRETARY), record(codes.own))).toEqual(['FORBIDDEN']);
    expect(
      await asks.codes(
        as(Role.SCREEN),
        'mutation { a: publishInspectionRound(month: "2026-02") { problems { code } } ... on Mutation { b: openInspectionRound(month: "2026-03") { problems { code } } } }',
      ),
    ).toContain('FORBIDDEN');
    expect(await written()).toBe(before);
  });
});

describe('the cursor of another viewer’s stream', () => {
  const BOARD = 'subscription ($after: EventCursor) { board(after: $after) { __typename cursor } }';
  const RESULTS = 'subscription ($after: EventCursor) { inspectionResultPublished(after: $after) { result { unit { code } } } }';
  const open: Wire[] = [];
  let admin: Visitor;
  beforeAll(async () => {
    admin = await administrator(server);
  });
  afterAll(async () => void (await Promise.all(open.map((wire) => wire.cut()))));

  async function socketOf(name: string, role: Role, more = {}): Promise<Wire> {
    const wire = await Wire.open(server.socketUrl, { headers: { cookie: (await person(server, admin, name, [role], more)).cookie ?? '' } });
    open.push(wire);
    return wire;
  }

  test('opens no stream that one may not follow, and of one that one may only what one sees oneself', async () => {
    const staff = await socketOf('zhao', Role.STAFF);
    const { id } = await EventLog.open(server.database.orm);
    staff.subscribe('board', BOARD, { after: EventCursor.at(id, { tx: 0n, id: 0n }).toString() });
    const [first] = await staff.heard('board', 1);
    const { cursor } = first.data.board;

    const auditor = await socketOf('qian', Role.AUDITOR);
    for (const [name, query] of Object.entries({ board: BOARD, results: RESULTS })) {
      auditor.subscribe(name, query, { after: cursor });
      expect((await auditor.refused(name)).map(({ extensions }: { extensions: { code: string } }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
    // Townships were published first: a reporter of the city's units hears nothing of them on the way.
    const reporter = await socketOf('sun', Role.REPORTER, { unit: globalId('Unit', await one(`select id from unit where code = 'SZ01'`)) });
    reporter.subscribe('results', RESULTS, { after: cursor });
    const told = await reporter.heard('results', 2);
    expect(told.map(({ data }) => data.inspectionResultPublished.result.unit.code).sort()).toEqual(['SZ01', 'SZ02']);
  });
});
