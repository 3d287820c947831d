import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { Office } from '../inspection/office.ts';
import { registers, startTestServer, type TestServer } from '../testkit/server.ts';

interface Cost {
  item: { code: string; kind: string };
  units: number;
  findings: number;
  points: string;
}

interface Explained {
  explanation: { items: { points: string; item: { code: string; kind: string }; findings: { id: string }[] }[] };
}

/** The sample city's months; August is missing. */
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 9, 10].map((month) => `2026-${String(month).padStart(2, '0')}`);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.intake([...registers, ...MONTHS.map((month) => `督查记录-${month}.xlsx`)]);
});
afterAll(() => server.stop());

const costsOf = async (month: string): Promise<Cost[]> =>
  (await server.ask('query ($month: YearMonth!) { board(month: $month) { costs { item { code kind } units findings points } } }', { month })).board.costs;

/** The same out of each unit's own explanation, item by item. */
async function explained(month: string): Promise<Map<string, Omit<Cost, 'item'>>> {
  const { inspectionResults } = await server.ask(
    `query ($month: YearMonth!) { inspectionResults(first: 500, filter: { round: { month: { eq: $month } } }) {
      nodes { explanation { items { points item { code kind } findings { id } } } } } }`,
    { month },
  );
  const costs = new Map<string, Omit<Cost, 'item'>>();
  for (const { explanation } of inspectionResults.nodes as Explained[]) {
    for (const { item, points, findings } of explanation.items.filter(({ item }) => item.kind === 'DEDUCTION')) {
      const { units = 0, findings: found = 0, points: sum = '0' } = costs.get(item.code) ?? {};
      costs.set(item.code, { units: units + 1, findings: found + findings.length, points: new Decimal(sum).plus(points).toFixed(2) });
    }
  }
  return costs;
}

const byItem = (costs: Cost[]) => new Map(costs.map(({ item, ...cost }) => [item.code, cost]));

describe.each(MONTHS)('what cost points in %s', (month) => {
  test('is what the explanations of all units say, before and after it is published', async () => {
    const collecting = byItem(await costsOf(month));
    await new Office(server, month).publish();
    const costs = await costsOf(month);
    const expected = await explained(month);
    expect(expected.size).toBeGreaterThan(5);
    expect(byItem(costs)).toEqual(expected);
    expect(collecting).toEqual(expected);
  });

  test('is told with the most costly first, of deductions alone', async () => {
    const costs = await costsOf(month);
    const points = costs.map((cost) => Number(cost.points));
    expect(points).toEqual([...points].sort((one, other) => other - one));
    expect(new Set(costs.map(({ item }) => item.kind))).toEqual(new Set(['DEDUCTION']));
  });
});

test('a correction changes what a month cost by what it changes in the unit’s score', async () => {
  const [month] = MONTHS.slice(-1) as [string];
  const { inspectionResults } = await server.ask(
    'query ($month: YearMonth!) { inspectionResults(first: 1, filter: { round: { month: { eq: $month } }, score: { eq: "100.00" } }) { nodes { id } } }',
    { month },
  );
  const before = byItem(await costsOf(month));
  const { correctInspectionResult } = await server.ask(
    'mutation ($input: CorrectInspectionResultInput!) { correctInspectionResult(input: $input) { problems { code message } } }',
    {
      input: {
        result: inspectionResults.nodes[0].id,
        reason: '复核补记',
        record: [{ itemCode: 'A1', evidence: '台账缺失', inspectedOn: `${month}-20`, inspector: '督查员', occurrences: 1 }],
      },
    },
  );
  expect(correctInspectionResult.problems).toEqual([]);
  const after = byItem(await costsOf(month));
  expect(after).toEqual(await explained(month));
  expect(after.get('A1')?.units).toBe((before.get('A1')?.units ?? 0) + 1);
});

test('a city that has not begun has lost nothing', async () => {
  const empty = await startTestServer();
  try {
    const { board } = await empty.ask('{ board { costs { points } } }');
    expect(board.costs).toEqual([]);
  } finally {
    await empty.stop();
  }
});
