import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seed } from '../../testkit/seed.ts';
import { startTestServer, type TestServer } from '../../testkit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city(1).units({ TOWNSHIP: 2 }).ruleBook(2026).write();
});
afterAll(() => server.stop());

const visit = (unitCode: string, month: string) => `recordInspection(input: { month: "${month}", unitCode: "${unitCode}", inspectedOn: "${month}-12", inspector: "孔敏建" })`;

test('mutations are carried out in turn, each answered as things stood then, refused ones among them', async () => {
  const state = 'problems { code } round { state inspections { totalCount } }';
  const answer = await server.ask(`mutation {
    a: openInspectionRound(month: "2026-01") { ${state} }
    b: ${visit('XZ01', '2026-01')} { problems { code } inspection { unit { code } round { inspections { totalCount } } } }
    c: openInspectionRound(month: "2026-01") { ${state} }
    d: ${visit('XZ02', '2026-01')} { problems { code } inspection { unit { code } round { inspections { totalCount } } } }
    e: publishInspectionRound(month: "2026-01") { ${state} }
  }`);
  const visited = (code: string, totalCount: number) => ({ problems: [], inspection: { unit: { code }, round: { inspections: { totalCount } } } });
  expect(answer).toEqual({
    a: { problems: [], round: { state: 'OPEN', inspections: { totalCount: 0 } } },
    b: visited('XZ01', 1),
    c: { problems: [{ code: 'ROUND_ALREADY_OPEN' }], round: null },
    d: visited('XZ02', 2),
    e: { problems: [], round: { state: 'PUBLISHED', inspections: { totalCount: 2 } } },
  });
});

test('after a mutation that leaves no answer the ones behind it are not carried out', async () => {
  const sql = (statement: string) => server.database.orm.em.fork().execute(statement);
  await server.ask('mutation { openInspectionRound(month: "2026-02") { problems { code } } }');
  await sql('alter table inspection rename column inspector to somebody');
  const { data, errors } = await server.graphql(`mutation {
    a: openInspectionRound(month: "2026-03") { problems { code } }
    b: ${visit('XZ01', '2026-02')} { problems { code } }
    c: openInspectionRound(month: "2026-04") { problems { code } } }`);
  await sql('alter table inspection rename column somebody to inspector');
  expect({ data, errors }).toMatchObject({ data: null, errors: [{ path: ['b'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
  const { inspectionRounds } = await server.ask('{ inspectionRounds { nodes { month } } }');
  expect(inspectionRounds.nodes.map(({ month }: { month: string }) => month).sort()).toEqual(['2026-01', '2026-02', '2026-03']);
});
