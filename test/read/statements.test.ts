import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { statementsOf } from './statements.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  // Fifty units, and fifty months of which one has fifty inspections.
  const planted = seed(server.database.orm).city(3).units({ TOWNSHIP: 30, CITY: 20 }).officers(3).ruleBook(2026);
  for (let n = 0; n < 49; n++) planted.round(`${2000 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`).inspected(n % 10 ? 0 : 1);
  await planted.round('2026-01').inspected(2).write();
  await server.ask('mutation { publishInspectionRound(month: "2026-01") { problems { code } } }');
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
];

test.each(QUESTIONS)('%s: %i statements, for one parent and for fifty', async (_, statements, query) => {
  const asked = async (first: number) => {
    let parents: unknown[] = [];
    const sent = await statementsOf(async () => {
      parents = (await server.ask(query, { first })).parents.nodes;
    });
    expect(parents).toHaveLength(first);
    return sent;
  };
  const one = await asked(1);
  const fifty = await asked(50);
  expect({ one: one.length, fifty: fifty.length }).toEqual({ one: statements, fifty: statements });
});
