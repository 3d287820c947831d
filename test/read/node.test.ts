import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nodes } from '../../schema/index.ts';
import { globalId } from '../../schema/Node.ts';
import type { Unit } from '../../schema/organisation/index.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { foundVariedCity } from './reference/city.ts';
import { statementsOf } from './statements.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city().units({ TOWNSHIP: 2 }).officers(1).ruleBook(2026).round('2026-01').inspected(1).write();
});
afterAll(() => server.stop());

const node = async (id: string) => (await server.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).node;

describe('in a city that has everything', () => {
  let varied: TestServer;
  beforeAll(async () => {
    varied = await startTestServer();
    await foundVariedCity(varied);
    // Whoever asks for what is personal is written down: there is an entry of the audit log, too.
    await varied.ask('{ officers { nodes { name } } }');
  });
  afterAll(() => varied.stop());

  test.each(nodes.map((each) => [each.name, each] as const))('a %s is found again by its id', async (typeName, entity) => {
    const em = varied.database.orm.em.fork();
    const [first] = await em.find(entity as typeof Unit, {}, { orderBy: { id: 'asc' }, limit: 1 });
    const id = globalId(typeName, Number(first?.id));
    const { node } = await varied.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id });
    expect(node).toEqual({ __typename: typeName, id });
  });
});

test('the ids that connections give are the ids that node takes', async () => {
  const { units } = await server.ask('{ units { nodes { id code region { id } officers { nodes { id name } } } } }');
  for (const unit of units.nodes) {
    const again = await server.ask('query ($id: ID!) { node(id: $id) { ... on Unit { id code region { id } officers { nodes { id name } } } } }', { id: unit.id });
    expect(again.node).toEqual(unit);
  }
});

test('several are found at once, in the order of their ids, and null stands where there is nothing', async () => {
  const ids = [globalId('Unit', 2), globalId('Region', 1), 'nonsense', globalId('Unit', 1), globalId('Unit', 999), '', globalId('Unit', 2), globalId('LoggedEvent', 1)];
  const answer = await server.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Unit { code region { name } } } }', { ids });
  const unit = (key: number) => ({ __typename: 'Unit', id: globalId('Unit', key), code: `XZ0${key}`, region: { name: '第1镇' } });
  expect(answer.nodes).toEqual([unit(2), { __typename: 'Region', id: globalId('Region', 1) }, null, unit(1), null, null, unit(2), null]);
  expect((await server.ask('{ nodes(ids: []) { id } }')).nodes).toEqual([]);
});

test('many are read in one statement for each type', async () => {
  const ids = [1, 2, 1, 2, 77].flatMap((key) => [globalId('Unit', key), globalId('Officer', key)]);
  expect(await statementsOf(() => server.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }))).toHaveLength(2);
});

test('more than 500 at once are refused with PAGE_TOO_LARGE', async () => {
  const asked = async (count: number) => (await server.graphql('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array(count).fill(globalId('Unit', 1)) })).errors;
  expect(await asked(500)).toBeUndefined();
  expect(await asked(501)).toMatchObject([{ extensions: { code: 'PAGE_TOO_LARGE', limit: 500, found: 501 } }]);
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
