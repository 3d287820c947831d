import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Office } from '../inspection/office.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { statementsOf } from './statements.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city(2).units({ TOWNSHIP: 3, CITY: 2 }).ruleBook(2026).round('2026-01').round('2026-02').write();
  const [january, february] = [new Office(server, '2026-01'), new Office(server, '2026-02')];
  await january.recorded('XZ01', { itemCode: 'A1', occurrences: 2 });
  await january.recorded('XZ01', { itemCode: 'A2', occurrences: 3, rectifyBy: '2026-01-25' });
  await january.recorded('XZ02', { itemCode: 'A4' });
  await january.recorded('SZ01', { itemCode: 'A1' });
  await january.visit('XZ03');
  await january.publish();
  await february.recorded('XZ01', { itemCode: 'A4', occurrences: 2, inspector: '贺文' });
  await february.recorded('SZ01', { itemCode: 'A2', occurrences: 7, inspector: '贺文', rectifyBy: '2026-02-20' });
  await february.publish();
});
afterAll(() => server.stop());

test('results are grouped by class, round and grade, with their number, average and least score', async () => {
  const { inspectionResults } = await server.ask(
    '{ inspectionResults { aggregates(groupBy: [unitClass, round, grade]) { key { unitClass round { month } grade } count average { score } minimum { score } } } }',
  );
  const group = (unitClass: string, month: string, grade: string, count: number, average: string, minimum: string) => ({
    key: { unitClass, round: { month }, grade },
    count,
    average: { score: average },
    minimum: { score: minimum },
  });
  // XZ01: 100 − 2 × 1.50 − 3 × 0.35 = 95.95; XZ02: 100 − 25; XZ03: 100. In the order of the keys, one after the other.
  expect(inspectionResults.aggregates).toEqual([
    group('CITY', '2026-01', 'GOOD', 1, '98.50', '98.50'),
    group('CITY', '2026-02', 'GOOD', 1, '97.55', '97.55'),
    group('TOWNSHIP', '2026-01', 'GOOD', 2, '97.98', '95.95'),
    group('TOWNSHIP', '2026-01', 'MEDIUM', 1, '75.00', '75.00'),
    group('TOWNSHIP', '2026-02', 'POOR', 1, '50.00', '50.00'),
  ]);
});

test('the items that were found most often come first, those found as often in the order of the book', async () => {
  const { findings } = await server.ask(
    '{ findings { aggregates(groupBy: [item], orderBy: [{ measure: count, direction: DESC }], first: 2) { key { item { code } } count sum { occurrences } } } }',
  );
  expect(findings.aggregates).toEqual([
    { key: { item: { code: 'A1' } }, count: 2, sum: { occurrences: '3' } },
    { key: { item: { code: 'A2' } }, count: 2, sum: { occurrences: '10' } },
  ]);
});

test('groups come in the order of several measures, selected or not', async () => {
  const { findings } = await server.ask(
    '{ findings { aggregates(groupBy: [item], orderBy: [{ measure: average_occurrences, direction: DESC }, { measure: maximum_inspectedOn }]) { key { item { code } } average { occurrences } } } }',
  );
  // A1 and A4 both 1.50: the last of A1 was seen in January, that of A4 in February.
  expect(findings.aggregates.map(({ key, average }: { key: { item: { code: string } }; average: { occurrences: string } }) => [key.item.code, average.occurrences])).toEqual([
    ['A2', '5.00'],
    ['A1', '1.50'],
    ['A4', '1.50'],
  ]);
});

test('what stands behind relations of relations can be grouped by', async () => {
  const { findings } = await server.ask(
    '{ findings { aggregates(groupBy: [inspection_unit_unitClass, inspection_round_month, inspection_unit]) { key { inspection_unit_unitClass inspection_round_month inspection_unit { code region { name } } } count } } }',
  );
  expect(findings.aggregates).toEqual([
    { key: { inspection_unit_unitClass: 'CITY', inspection_round_month: '2026-01', inspection_unit: { code: 'SZ01', region: { name: '第2镇' } } }, count: 1 },
    { key: { inspection_unit_unitClass: 'CITY', inspection_round_month: '2026-02', inspection_unit: { code: 'SZ01', region: { name: '第2镇' } } }, count: 1 },
    { key: { inspection_unit_unitClass: 'TOWNSHIP', inspection_round_month: '2026-01', inspection_unit: { code: 'XZ01', region: { name: '第2镇' } } }, count: 2 },
    { key: { inspection_unit_unitClass: 'TOWNSHIP', inspection_round_month: '2026-01', inspection_unit: { code: 'XZ02', region: { name: '第1镇' } } }, count: 1 },
    { key: { inspection_unit_unitClass: 'TOWNSHIP', inspection_round_month: '2026-02', inspection_unit: { code: 'XZ01', region: { name: '第2镇' } } }, count: 1 },
  ]);
});

test('rows without a value are a group of their own, which stands last; what was not grouped by is empty', async () => {
  const { regions, findings } = await server.ask(`{
    regions { aggregates(groupBy: [parent]) { key { parent { name } kind } count } }
    findings { aggregates(groupBy: [rectifyBy], orderBy: [{ measure: minimum_rectifyBy, direction: ASC }]) { key { rectifyBy } count maximum { rectifyBy } } }
  }`);
  expect(regions.aggregates).toEqual([
    { key: { parent: { name: '津市市' }, kind: null }, count: 2 },
    { key: { parent: null, kind: null }, count: 1 },
  ]);
  expect(findings.aggregates).toEqual([
    { key: { rectifyBy: '2026-01-25' }, count: 1, maximum: { rectifyBy: '2026-01-25' } },
    { key: { rectifyBy: '2026-02-20' }, count: 1, maximum: { rectifyBy: '2026-02-20' } },
    { key: { rectifyBy: null }, count: 4, maximum: { rectifyBy: null } },
  ]);
});

test('without groups everything is one, also where there is nothing', async () => {
  const { all, none } = await server.ask(`{
    all: inspectionResults { aggregates { count average { score } sum { score } maximum { rank publishedAt } } }
    none: inspectionResults(filter: { score: { lt: "0" } }) { aggregates { key { grade round { month } } count average { score } sum { rank } minimum { publishedAt } } }
  }`);
  expect(all.aggregates).toEqual([{ count: 6, average: { score: '86.17' }, sum: { score: '517.00' }, maximum: { rank: 3, publishedAt: expect.stringMatching(/^\d{4}-.*Z$/) } }]);
  expect(none.aggregates).toEqual([{ key: { grade: null, round: null }, count: 0, average: { score: null }, sum: { rank: null }, minimum: { publishedAt: null } }]);
});

test('of groups that are asked for nothing but their keys there are as many', async () => {
  const { one, some, named } = await server.ask(`{
    one: findings { aggregates { key { item { code } } } }
    some: findings { aggregates(groupBy: [item], orderBy: [{ measure: sum_occurrences }]) { key { item { code } } } }
    named: units { aggregates { __typename } }
  }`);
  expect([one, some, named].map(({ aggregates }) => aggregates)).toEqual([
    [{ key: { item: null } }],
    [{ key: { item: { code: 'A1' } } }, { key: { item: { code: 'A4' } } }, { key: { item: { code: 'A2' } } }],
    [{ __typename: 'UnitAggregate' }],
  ]);
});

test('they are of every row that fits the filter, not of the page', async () => {
  const { findings } = await server.ask('{ findings(first: 1, filter: { occurrences: { gt: 1 } }) { nodes { occurrences } aggregates { count sum { occurrences } } } }');
  expect(findings).toEqual({ nodes: [{ occurrences: 2 }], aggregates: [{ count: 4, sum: { occurrences: '14' } }] });
});

describe('below each of many parents', () => {
  test('they are of its own rows, and of nothing where it has none', async () => {
    const { units } = await server.ask(
      '{ units(orderBy: [{ field: code }]) { nodes { code results { all: aggregates { count average { score } } worst: aggregates(groupBy: [grade], orderBy: [{ measure: minimum_score }], first: 1) { key { grade } count } } } } }',
    );
    const own = (code: string, count: number, average: string | null, ...worst: [string, number][]) => ({
      code,
      results: { all: [{ count, average: { score: average } }], worst: worst.map(([grade, of]) => ({ key: { grade }, count: of })) },
    });
    expect(units.nodes).toEqual([
      own('SZ01', 2, '98.03', ['GOOD', 2]),
      own('SZ02', 0, null),
      own('XZ01', 2, '72.98', ['POOR', 1]),
      own('XZ02', 1, '75.00', ['MEDIUM', 1]),
      own('XZ03', 1, '100.00', ['GOOD', 1]),
    ]);
  });

  test('one statement answers for all of them', async () => {
    const query = 'query ($first: Int) { units(first: $first) { nodes { results { aggregates(groupBy: [grade, round], first: 3) { count key { grade } } } } } }';
    const [one, five] = [await statementsOf(() => server.ask(query, { first: 1 })), await statementsOf(() => server.ask(query, { first: 5 }))];
    expect([one.length, five.length]).toEqual([2, 2]);
  });
});

test('they are of the versions that the list shows', async () => {
  const office = new Office(server, '2026-01');
  const before = (await server.ask('{ inspectionResults { aggregates { maximum { publishedAt } } } }')).inspectionResults.aggregates[0].maximum.publishedAt;
  await office.correct((await office.resultOf('XZ02')).id, { record: [office.finding({ itemCode: 'A4', occurrences: 3 })] });
  const { now, past, ever } = await server.ask(
    `query ($asOf: DateTime!) {
      now: inspectionResults(filter: { unit: { code: { eq: "XZ02" } } }) { aggregates { count sum { score } } }
      past: inspectionResults(asOf: $asOf, filter: { unit: { code: { eq: "XZ02" } } }) { aggregates { count sum { score } } }
      ever: inspectionResults(includeSuperseded: true, filter: { unit: { code: { eq: "XZ02" } } }) { aggregates { count sum { score } } }
    }`,
    { asOf: before },
  );
  expect([now, past, ever].map(({ aggregates }) => aggregates)).toEqual([
    [{ count: 1, sum: { score: '10.00' } }],
    [{ count: 1, sum: { score: '75.00' } }],
    [{ count: 2, sum: { score: '85.00' } }],
  ]);
});

test('more than 500 groups are refused with PAGE_TOO_LARGE, fewer than none with BAD_USER_INPUT', async () => {
  const asked = async (first: number) => (await server.graphql('query ($first: Int) { units { aggregates(groupBy: [code], first: $first) { count } } }', { first })).errors;
  expect(await asked(500)).toBeUndefined();
  expect(await asked(501)).toMatchObject([{ extensions: { code: 'PAGE_TOO_LARGE', limit: 500, found: 501 } }]);
  expect(await asked(-1)).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('names that are grouped by come in the order of Chinese', async () => {
  const em = server.database.orm.em.fork();
  await em.execute(`update region set name = case id when 2 then '重庆' when 3 then '北京' else '广州' end`);
  const { regions } = await server.ask('{ regions { aggregates(groupBy: [name]) { key { name } } } }');
  expect(regions.aggregates.map(({ key }: { key: { name: string } }) => key.name)).toEqual(['北京', '重庆', '广州']);
});
