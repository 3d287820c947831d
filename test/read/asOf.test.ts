import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Office } from '../inspection/office.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';

let server: TestServer;
/** Before anything was published, when it was, and when each of two corrections was made. */
let moments: { before: string; published: string; first: string; second: string };

beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city().units({ TOWNSHIP: 3 }).ruleBook(2026).round('2026-01').write();
  const office = new Office(server, '2026-01');
  const wrong = await office.recorded('XZ01', { itemCode: 'A4' });
  await office.recorded('XZ02', { itemCode: 'A1', occurrences: 2 });
  await office.retract(await office.recorded('XZ03', { itemCode: 'A1' }));
  await office.publish();
  await office.correct((await office.resultOf('XZ01')).id, { retract: [wrong], record: [office.finding({ itemCode: 'A2' })] });
  await office.correct((await office.resultOf('XZ01')).id, { record: [office.finding({ itemCode: 'A4', occurrences: 3 })] });

  // A day lies between them, so that a moment is before one and after the other on any machine.
  const em = server.database.orm.em.fork();
  moments = { before: '2026-02-01T08:00:00.000Z', published: '2026-02-02T08:00:00.123Z', first: '2026-02-03T08:00:00.456Z', second: '2026-02-04T08:00:00.789Z' };
  const at = `(array['${moments.published}', '${moments.first}', '${moments.second}'])[1 + coalesce(correction_id, 0)]::timestamptz`;
  await em.execute(`update inspection_result set published_at = ${at}`);
  await em.execute(`update inspection_result r set superseded_at = n.published_at from inspection_result n where n.inspection_id = r.inspection_id and n.version = r.version + 1`);
  await em.execute(`update finding f set recorded_at = case from_version when 1 then '${moments.before}' when 2 then '${moments.first}' else '${moments.second}' end::timestamptz,
    retracted_at = case when until_version = 2 then '${moments.first}' when until_version = 1 then '${moments.before}' end::timestamptz`);
});
afterAll(() => server.stop());

interface Result {
  unit: { code: string };
  score: string;
  rank: number;
  version: number;
}

const told = (results: Result[]) => results.map(({ unit, score, rank, version }) => `${rank} ${unit.code} ${score} v${version}`);
const ranking = async (asOf: string | null) =>
  told(
    (await server.ask('query ($asOf: DateTime) { unitClassRanking(month: "2026-01", unitClass: TOWNSHIP, asOf: $asOf) { unit { code } score rank version } }', { asOf }))
      .unitClassRanking,
  );
const results = async (asOf: string | null) =>
  told(
    (await server.ask('query ($asOf: DateTime) { inspectionResults(asOf: $asOf, orderBy: [{ field: rank }]) { nodes { unit { code } score rank version } } }', { asOf }))
      .inspectionResults.nodes,
  );

const FIRST = ['1 XZ03 100.00 v1', '2 XZ02 97.00 v1', '3 XZ01 75.00 v1'];
const CORRECTED = ['1 XZ03 100.00 v1', '2 XZ01 99.65 v2', '3 XZ02 97.00 v2'];
const AGAIN = ['1 XZ03 100.00 v1', '2 XZ02 97.00 v3', '3 XZ01 24.65 v3'];

const shortlyBefore = (moment: string) => new Date(Date.parse(moment) - 1).toISOString();

test.each([
  ['before anything was published: nothing', () => moments.before, []],
  ['when it was published: the first versions', () => moments.published, FIRST],
  ['until the first correction: still those', () => shortlyBefore(moments.first), FIRST],
  ['when that was made: its versions, and the untouched', () => moments.first, CORRECTED],
  ['until the second: still those', () => shortlyBefore(moments.second), CORRECTED],
  ['when that was made: its versions', () => moments.second, AGAIN],
  ['years later: what holds now', () => '2046-01-01T00:00:00Z', AGAIN],
  ['of no moment: what holds now', () => null, AGAIN],
])('results and ranking as of a moment, %s', async (_, moment, expected) => {
  expect(await ranking(moment())).toEqual(expected);
  expect(await results(moment())).toEqual(expected);
});

test('of versions of one moment there is one a unit, and with all shown the moment does not matter', async () => {
  const { inspectionResults } = await server.ask('query ($asOf: DateTime) { inspectionResults(asOf: $asOf, includeSuperseded: true) { totalCount } }', { asOf: moments.before });
  expect(inspectionResults.totalCount).toBe(7);
});

test('a moment counts for the list it is asked of: those below are of now unless they are asked too', async () => {
  const { inspectionRounds } = await server.ask(
    `query ($asOf: DateTime) { inspectionRounds(first: 1) { nodes {
      past: results(asOf: $asOf, first: 9) { totalCount aggregates(first: 1) { sum { score } } nodes { unit { now: results(first: 9) { nodes { version } } past: results(asOf: $asOf, first: 9) { nodes { version } } } } }
      now: results { aggregates { sum { score } } }
    } } }`,
    { asOf: moments.published },
  );
  const [{ past, now }] = inspectionRounds.nodes;
  expect([past.totalCount, past.aggregates, now.aggregates]).toEqual([3, [{ sum: { score: '272.00' } }], [{ sum: { score: '221.65' } }]]);
  const versions = past.nodes.map(({ unit }: { unit: Record<'now' | 'past', { nodes: { version: number }[] }> }) => [unit.now.nodes[0]?.version, unit.past.nodes[0]?.version]);
  expect(versions).toEqual([
    [3, 1],
    [3, 1],
    [1, 1],
  ]);
});

test('findings count from when they were recorded until they are taken back', async () => {
  const codes = async (asOf: string | null) => {
    const { findings } = await server.ask('query ($asOf: DateTime) { findings(asOf: $asOf) { nodes { item { code } inspection { unit { code } } } } }', { asOf });
    return findings.nodes.map(({ item, inspection }: { item: { code: string }; inspection: { unit: { code: string } } }) => `${inspection.unit.code} ${item.code}`);
  };
  expect(await codes(shortlyBefore(moments.before))).toEqual([]);
  expect(await codes(moments.published)).toEqual(['XZ01 A4', 'XZ02 A1']);
  expect(await codes(moments.first)).toEqual(['XZ02 A1', 'XZ01 A2']);
  expect(await codes(null)).toEqual(['XZ02 A1', 'XZ01 A2', 'XZ01 A4']);
});

test('a row shows as its first moment one that it is there as of, also where the database keeps a finer one', async () => {
  await server.database.orm.em.fork().execute(`update inspection_result set published_at = published_at + interval '400 microseconds' where version = 3 and rank = 3`);
  const { inspectionResults } = await server.ask('{ inspectionResults(filter: { version: { eq: 3 }, rank: { eq: 3 } }) { nodes { publishedAt } } }');
  expect(inspectionResults.nodes).toEqual([{ publishedAt: moments.second }]);
  expect(await ranking(inspectionResults.nodes[0].publishedAt)).toContain('3 XZ01 24.65 v3');
});

test('a correction shows the versions it made, those that hold or all', async () => {
  const { corrections } = await server.ask(
    '{ corrections(orderBy: [{ field: id }]) { nodes { unit { code } results { totalCount } all: results(includeSuperseded: true) { totalCount } } } }',
  );
  expect(corrections.nodes).toEqual([
    { unit: { code: 'XZ01' }, results: { totalCount: 0 }, all: { totalCount: 2 } },
    { unit: { code: 'XZ01' }, results: { totalCount: 2 }, all: { totalCount: 2 } },
  ]);
});
