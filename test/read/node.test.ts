import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nodes } from '../../schema/index.ts';
import { globalId } from '../../schema/Node.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city().units({ TOWNSHIP: 2 }).officers(1).ruleBook(2026).round('2026-01').inspected(1).write();
  await server.ask('mutation { publishInspectionRound(month: "2026-01") { problems { code } } }');
  const { correctInspectionResult } = await server.ask(
    `mutation ($result: ID!) { correctInspectionResult(input: { result: $result, reason: "复核", record: [{ itemCode: "A2", evidence: "补记", occurrences: 1, inspectedOn: "2026-01-20", inspector: "孔敏建" }] }) { problems { code } } }`,
    { result: globalId('InspectionResult', 1) },
  );
  expect(correctInspectionResult.problems).toEqual([]);
});
afterAll(() => server.stop());

const node = async (id: string) => (await server.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).node;

test.each(nodes.map(({ name }) => [name]))('a %s is found again by its id', async (typeName) => {
  const id = globalId(typeName, 1);
  expect(await node(id)).toEqual({ __typename: typeName, id });
});

test('the ids that connections give are the ids that node takes', async () => {
  const { units } = await server.ask('{ units { nodes { id code region { id } officers { nodes { id name } } } } }');
  for (const unit of units.nodes) {
    const again = await server.ask('query ($id: ID!) { node(id: $id) { ... on Unit { id code region { id } officers { nodes { id name } } } } }', { id: unit.id });
    expect(again.node).toEqual(unit);
  }
});

describe('nothing is found, and nothing fails,', () => {
  test.each(['LoggedEvent:1', 'EventLogIdentity:1', 'IntakeReceipt:1', 'Node:1', 'Problem:1', 'Query:1', 'Board:1', 'UnitConnection:1', 'unit:1', 'UnitNOT:1'])(
    'for %s, which is no Node',
    async (text) => {
      expect(await node(Buffer.from(text).toString('base64url'))).toBeNull();
    },
  );

  test.each([
    'Unit:0',
    'Unit:-1',
    'Unit:01',
    'Unit:1.5',
    'Unit:',
    'Unit',
    ':1',
    'Unit:1:1',
    'Unit: 1',
    'Unit:1\n',
    'Unit:9999999999',
    'Unit:1e3',
    'constructor:1',
    '__proto__:1',
    'toString:1',
  ])('for %j, which is no id', async (text) => {
    expect(await node(Buffer.from(text).toString('base64url'))).toBeNull();
  });

  test('for keys that no row has', async () => {
    for (const { name } of nodes) expect(await node(globalId(name, 999_999_999))).toBeNull();
  });

  test('for any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => expect(await node(text)).toBeNull()),
      { numRuns: 60 },
    );
  });
});
