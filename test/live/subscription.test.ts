import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { registers, startTestServer, type TestServer } from '../testkit/server.ts';
import { type Listener, listen } from '../testkit/socket.ts';

interface ResultEvent {
  inspectionResultPublished: { cursor: string; at: string; result: { version: number; rank: number; unitClass: string; unit: { code: string } } };
}

const RESULTS = `subscription ($after: EventCursor, $unitClass: UnitClass) {
  inspectionResultPublished(after: $after, unitClass: $unitClass) { cursor at result { version rank unitClass unit { code } } } }`;

let server: TestServer;
const open: Listener<unknown>[] = [];

async function results(variables: Record<string, unknown> = {}): Promise<Listener<ResultEvent>> {
  const listener = await listen<ResultEvent>(server.socketUrl, RESULTS, variables);
  open.push(listener);
  return listener;
}

const unitsOf = (events: ResultEvent[]) => events.map(({ inspectionResultPublished: { result } }) => result.unit.code);

async function publish(month: string): Promise<number> {
  const { publishInspectionRound } = await server.ask(
    `mutation ($month: YearMonth!) { publishInspectionRound(month: $month) { problems { code } round { results { totalCount } } } }`,
    { month },
  );
  expect(publishInspectionRound.problems).toEqual([]);
  return publishInspectionRound.round.results.totalCount;
}

beforeAll(async () => {
  server = await startTestServer();
  await server.intake([...registers, ...['01', '02', '03', '04', '05', '06', '07', '09'].map((month) => `督查记录-2026-${month}.xlsx`)]);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close()));
});
afterAll(() => server.stop());

test('two sockets each receive every result of a published month once and in the same order', async () => {
  const [one, two] = await Promise.all([results(), results()]);
  const count = await publish('2026-01');
  const first = await one.until(count);
  const second = await two.until(count);

  const { inspectionResults } = await server.ask(`{ inspectionResults(first: 500, filter: { round: { month: { eq: "2026-01" } } }) { nodes { rank unitClass unit { code } } } }`);
  expect(unitsOf(first).sort()).toEqual(inspectionResults.nodes.map((node: { unit: { code: string } }) => node.unit.code).sort());
  expect(second).toEqual(first);
  expect(new Set(first.map((event) => event.inspectionResultPublished.cursor)).size).toBe(count);
});

test('results of a class come from last place to first', async () => {
  const listener = await results({ unitClass: 'TOWNSHIP' });
  await publish('2026-02');
  const { unitClassRanking } = await server.ask(`{ unitClassRanking(month: "2026-02", unitClass: TOWNSHIP) { rank } }`);
  const events = await listener.until(unitClassRanking.length);
  expect(events.map((event) => event.inspectionResultPublished.result.rank)).toEqual(unitClassRanking.map((result: { rank: number }) => result.rank).reverse());
  expect(new Set(events.map((event) => event.inspectionResultPublished.result.unitClass))).toEqual(new Set(['TOWNSHIP']));
});

test('a socket cut off in the middle resumes from its cursor with nothing lost or repeated', async () => {
  const whole = await results();
  const broken = await results();
  const count = await publish('2026-03');
  const before = (await broken.until(5)).slice(0, 5);
  broken.cut();
  await broken.ended;

  const resumed = await results({ after: before[4]?.inspectionResultPublished.cursor });
  const after = await resumed.until(count - 5);
  expect([...before, ...after]).toEqual(await whole.until(count));
});

test('who subscribes after the cursor of a board snapshot gets exactly what came after it', async () => {
  await publish('2026-04');
  const { board } = await server.ask('{ board(month: "2026-05") { cursor progress { inspected } } }');
  const count = await publish('2026-05');
  const late = await results({ after: board.cursor });
  const events = await late.until(count);
  const { inspectionResults } = await server.ask(`{ inspectionResults(first: 500, filter: { round: { month: { eq: "2026-05" } } }) { nodes { unit { code } } } }`);
  expect(unitsOf(events).sort()).toEqual(inspectionResults.nodes.map((node: { unit: { code: string } }) => node.unit.code).sort());
});

test('a correction is pushed as the next version, with every neighbour whose rank it moved', async () => {
  await publish('2026-06');
  const { unitClassRanking } = await server.ask(`{ unitClassRanking(month: "2026-06", unitClass: TOWNSHIP) { id rank unit { code } explanation { items { findings { id } } } } }`);
  const last = unitClassRanking.at(-1);
  const listener = await results();
  const retract = last.explanation.items.flatMap((item: { findings: { id: string }[] }) => item.findings.map(({ id }) => id));
  const { correctInspectionResult } = await server.ask(
    `mutation ($input: CorrectInspectionResultInput!) { correctInspectionResult(input: $input) { problems { code } result { version rank score } } }`,
    { input: { result: last.id, reason: '复核后撤销', retract } },
  );
  expect(correctInspectionResult).toMatchObject({ problems: [], result: { version: 2, rank: 1, score: '100.00' } });
  const after = await server.ask(`{ unitClassRanking(month: "2026-06", unitClass: TOWNSHIP) { version unit { code } } }`);
  const moved = after.unitClassRanking.filter((result: { version: number }) => result.version === 2).map((result: { unit: { code: string } }) => result.unit.code);
  expect(unitsOf(await listener.until(moved.length)).sort()).toEqual(moved.sort());
});

test('a cursor that is none, or of another database, is refused with a typed error', async () => {
  const foreign = 'e2-000000000000-a1-a1';
  for (const [after, code] of [
    ['bm9uc2Vuc2U', 'BAD_CURSOR'],
    [foreign, 'FOREIGN_CURSOR'],
  ]) {
    const listener = await listen(server.socketUrl, RESULTS, { after });
    open.push(listener);
    await listener.ended;
    expect(listener.errors).toMatchObject([{ extensions: { code } }]);
  }
});

test('an event that cannot be answered breaks the subscription, and resuming after the last cursor brings it', async () => {
  const { board } = await server.ask('{ board { cursor } }');
  const { inspectionResults } = await server.ask('{ inspectionResults(first: 1) { nodes { id unit { code } } } }');
  const [shown] = inspectionResults.nodes;
  const listener = await results();
  const sql = (statement: string) => server.database.orm.em.fork().execute(statement);
  await sql('alter table inspection_result rename to gone');
  await sql(`insert into event (kind, data) select 'RESULT_PUBLISHED', jsonb_build_object('round', round_id, 'result', id, 'unitClass', unit_class) from gone order by id limit 1`);
  await listener.ended;
  expect(listener.received).toEqual([]);
  expect(server.reported.map(String)).toEqual([expect.stringContaining('"inspection_result" does not exist')]);

  await sql('alter table gone rename to inspection_result');
  const resumed = await results({ after: board.cursor });
  expect(unitsOf(await resumed.until(1))).toEqual([shown.unit.code]);
});

test('the board subscription tells each step of a month with its progress', async () => {
  const listener = await listen<{ board: { __typename: string; round: { month: string }; progress: { inspected: number } } }>(
    server.socketUrl,
    'subscription { board { __typename round { month } progress { inspected } ... on FindingRecorded { finding { evidence inspection { unit { code } } } } } }',
  );
  open.push(listener);
  await server.ask('mutation { openInspectionRound(month: "2026-12") { problems { code } } }');
  await server.ask(
    `mutation { recordFinding(input: { month: "2026-12", unitCode: "XZ01", itemCode: "A1", evidence: "会议记录缺失", occurrences: 1, inspectedOn: "2026-12-03", inspector: "孔敏建" }) { problems { code } } }`,
  );
  const events = await listener.until(3);
  expect(events.map(({ board }) => board.__typename)).toEqual(['RoundOpened', 'UnitInspected', 'FindingRecorded']);
  expect(events[2]?.board).toMatchObject({ round: { month: '2026-12' }, progress: { inspected: 1 }, finding: { inspection: { unit: { code: 'XZ01' } } } });
});
