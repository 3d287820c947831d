import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { costOf } from '../../server/read/cost.ts';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));

function cost(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  return costOf(schema, document, getOperationAST(document) as OperationDefinitionNode, variables);
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
    ['asks an interface’s field as any other', 1 + 1, '{ node(id: "x") { ... on Unit { region { name } } } }'],
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

  test('of fragments within fragments takes as long as their text, not as what they spread out to', () => {
    const doubling = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Region { a: parent { ...F${n + 1} } b: parent { ...F${n + 1} } }`);
    expect(cost(`{ regions(first: 1) { nodes { ...F0 } } } ${doubling.join(' ')} fragment F60 on Region { name }`)).toBe(2 ** 61 - 1);
  });
});
