import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { nodes } from '../../schema/index.ts';
import { attachReads, Executor, Models } from '../../server/read/index.ts';
import { createSchema } from '../../server/schema.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';

let database: TestDatabase;
let executor: Executor;
beforeAll(async () => {
  database = await freshDatabase();
  // Nothing is cheap enough: every refusal says what it found.
  executor = new Executor(attachReads(await createSchema()), new Models(database.orm), nodes, -1);
});
afterAll(() => database.drop());

function cost(query: string, variables: Record<string, unknown> = {}): unknown {
  const document = parse(query);
  expect(validate(executor.schema, document)).toEqual([]);
  return executor.refusal(executor.compile(document), variables)?.[0]?.extensions.found;
}

describe('the cost of an operation', () => {
  test.each([
    ['is the size of a page', 20, '{ units(first: 20) { nodes { code } } }'],
    ['is that of a page backward', 7, '{ units(last: 7) { nodes { code } } }'],
    ['is fifty for a page of no given size', 50, '{ units { totalCount } }'],
    ['is never that of more than the largest page', 500, '{ units(first: 1000000) { nodes { code } } }'],
    ['is nothing for a page below nothing, which is refused', 0, '{ units(first: -5) { nodes { code } } }'],
    ['counts a relation of each row', 40, '{ units(first: 20) { nodes { region { name } } } }'],
    ['multiplies pages down the tree', 20 + 20 * 10 + 20 * 10, '{ units(first: 20) { nodes { officers(first: 10) { nodes { unit { name } } } } } }'],
    ['counts edges as it counts nodes', 20 + 20 * 10, '{ units(first: 20) { edges { node { officers(first: 10) { edges { node { name } } } } } } }'],
    ['takes a list without pages for ten', 10, '{ unitClassRanking(month: "2026-01", unitClass: CITY) { score } }'],
    ['counts each alias', 30, '{ a: units(first: 10) { totalCount } b: units(first: 20) { totalCount } }'],
    ['spreads fragments out', 4 * (1 + 3), 'query { units(first: 4) { nodes { ...U } } } fragment U on Unit { officers(first: 3) { nodes { ... on Officer { name } } } }'],
    ['takes of an interface the dearest of its types', 1 + 2, '{ node(id: "x") { ... on Unit { region { name } } ... on Officer { unit { region { name } } } } }'],
    ['counts the groups of an aggregate once, not for each row of the page', 50 + 20 * 3, '{ findings { aggregates(groupBy: [item], first: 20) { key { item { code } } } } }'],
    ['counts every id that is asked for', 3 * 2, '{ nodes(ids: ["a", "b", "c"]) { ... on Officer { unit { name } } } }'],
  ])('%s', (_, expected, query) => {
    expect(cost(query)).toBe(expected);
  });

  test('takes page sizes from variables', () => {
    expect(cost('query ($n: Int) { units(first: $n) { nodes { code } } }', { n: 33 })).toBe(33);
  });

  test('leaves out what is skipped or not included', () => {
    const query = 'query ($all: Boolean!) { a: units(first: 10) @include(if: $all) { totalCount } b: units(first: 5) @skip(if: $all) { totalCount } }';
    expect([cost(query, { all: true }), cost(query, { all: false })]).toEqual([10, 5]);
  });
});
