import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../schema/Node.ts';
import { seed } from '../../testkit/seed.ts';
import { type Engine, openEngine } from './engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
  await seed(engine.database.orm).city(1).units({ TOWNSHIP: 2, CITY: 1 }).officers(2).write();
});
afterAll(() => engine.stop());

/** The answer as text, so that the order of its keys tells. */
async function text(query: string, variables?: Record<string, unknown>): Promise<string> {
  const { data, errors } = await engine.execute(query, variables);
  if (errors) throw errors[0];
  return JSON.stringify(data);
}

describe('keys stand in the order they were asked in,', () => {
  test('whatever has to be read for them', async () => {
    const query =
      '{ units(first: 1) { totalCount nodes { officers(first: 1) { totalCount nodes { code } } code region { name code } __typename id } pageInfo { hasNextPage } } regions { totalCount } }';
    expect(await text(query)).toBe(
      `{"units":{"totalCount":3,"nodes":[{"officers":{"totalCount":2,"nodes":[{"code":"TEST-0001"}]},"code":"XZ01","region":{"name":"第1镇","code":"430781001000"},"__typename":"Unit","id":"${globalId('Unit', 1)}"}],"pageInfo":{"hasNextPage":true}},"regions":{"totalCount":2}}`,
    );
  });

  test('and what is asked for twice stands where it was asked first, with all that was asked of it', async () => {
    const query = `{ units(first: 1) { nodes { region { code } ...U } ... on UnitConnection { nodes { name code region { kind parent { code } } } } } }
      fragment U on Unit { name region { name parent { kind } } }`;
    expect(await text(query)).toBe(
      '{"units":{"nodes":[{"region":{"code":"430781001000","name":"第1镇","parent":{"kind":"CITY","code":"430781000000"},"kind":"TOWN"},"name":"单位XZ01","code":"XZ01"}]}}',
    );
  });
});

test('fragments reach through interfaces and fragments, however deep', async () => {
  const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ...OfNode } }
    fragment OfNode on Node { ... on Node { ... { ...OfUnit ... on Officer { ...OfOfficer } } } ... on Region { name } }
    fragment OfUnit on Unit { code ...AlsoNode }
    fragment OfOfficer on Officer { unit { ...AlsoNode ...OfUnit } }
    fragment AlsoNode on Node { kind: __typename ... on Unit { region { ... on Node { key: id } } } ... on Officer { code } }`;
  const ids = [globalId('Officer', 3), globalId('Region', 1), globalId('Unit', 1)];
  const unit = { kind: 'Unit', region: { key: globalId('Region', 2) } };
  expect(JSON.parse(await text(query, { ids }))).toEqual({ nodes: [{ unit: { ...unit, code: 'XZ02' } }, { name: '津市市' }, { ...unit, code: 'XZ01' }] });
});

describe('what @skip and @include leave out', () => {
  // The variables stand in a fragment within a fragment, and one of them twice.
  const query = `query ($code: Boolean!, $name: Boolean!, $rows: Boolean = true) { units(first: 1) { nodes @include(if: $rows) { ...U } } }
    fragment U on Unit { code @include(if: $code) ...V @skip(if: $code) }
    fragment V on Unit { name @include(if: $name) region @skip(if: $name) { name } }`;
  const [code, name, region] = [{ code: 'XZ01' }, { name: '单位XZ01' }, { region: { name: '第1镇' } }];

  test.each([
    [{ code: true, name: true }, code],
    [{ code: true, name: false }, code],
    [{ code: false, name: true }, name],
    [{ code: false, name: false }, region],
    [{ code: false, name: false, rows: true }, region],
  ])('by %j', async (variables, unit) => {
    // Over and over, since what is worked out for one request is kept for the next.
    for (let again = 0; again < 2; again++) expect(JSON.parse(await text(query, variables))).toEqual({ units: { nodes: [unit] } });
    expect(JSON.parse(await text(query, { ...variables, rows: false }))).toEqual({ units: {} });
  });
});

describe('variables are read anew in each request,', () => {
  test.each([
    ['in a list', 'query ($v: ID!) { found: nodes(ids: [$v]) { ... on Unit { code } } }', [globalId('Unit', 1), globalId('Unit', 2)]],
    ['in an object in a list', 'query ($v: String) { units(filter: { or: [{ code: { eq: $v } }] }) { found: nodes { code } } }', ['XZ01', 'XZ02']],
    ['in a list in an object', 'query ($v: String!) { units(filter: { code: { in: ["nothing", $v] } }) { found: nodes { code } } }', ['XZ01', 'XZ02']],
    [
      'in an order',
      'query ($v: OrderDirection!) { units(first: 1, filter: { code: { startsWith: "XZ" } }, orderBy: [{ field: code, direction: $v }]) { found: nodes { code } } }',
      ['ASC', 'DESC'],
    ],
    [
      'below another field',
      'query ($v: String) { regions(filter: { parent: { code: { eq: "430781000000" } } }) { nodes { units(filter: { code: { eq: $v } }) { found: nodes { code } } } } }',
      ['XZ01', 'XZ02'],
    ],
  ])('%s', async (_, query, values) => {
    for (let again = 0; again < 2; again++) {
      for (const [index, v] of values.entries()) expect(await text(query, { v })).toContain(`"found":[{"code":"XZ0${index + 1}"}]`);
    }
  });

  test('and each alias has its own', async () => {
    const query =
      'query ($a: Int, $b: Int) { a: units(first: $a) { nodes { x: officers(first: $b) { nodes { code } } y: officers(first: $a, orderBy: [{ field: code, direction: DESC }]) { nodes { code } } } } }';
    expect(await text(query, { a: 1, b: 2 })).toBe('{"a":{"nodes":[{"x":{"nodes":[{"code":"TEST-0001"},{"code":"TEST-0002"}]},"y":{"nodes":[{"code":"TEST-0002"}]}}]}}');
  });
});

test('what only some rows point at stands beside those that do, whether it is read with them or for itself', async () => {
  const query = `{ some: regions(orderBy: [{ field: code, direction: DESC }]) { nodes { code parent { code parent { code } } } }
    all: regions { nodes { code parent { code } children { nodes { code parent { code parent { code } } } } units(first: 1) { nodes { code region { parent { code parent { code } } } } } } } }`;
  const city = { code: '430781000000' };
  const town = { code: '430781001000', parent: { ...city, parent: null } };
  expect(JSON.parse(await text(query))).toEqual({
    some: { nodes: [town, { ...city, parent: null }] },
    all: {
      nodes: [
        { ...city, parent: null, children: { nodes: [town] }, units: { nodes: [] } },
        { ...town, parent: city, children: { nodes: [] }, units: { nodes: [{ code: 'XZ01', region: { parent: { ...city, parent: null } } }] } },
      ],
    },
  });
});

test('a parent without rows has an empty page, counts none and has no groups, beside one that has some', async () => {
  const query =
    '{ regions { nodes { units { totalCount edges { cursor } pageInfo { endCursor hasNextPage } all: aggregates { count } by: aggregates(groupBy: [unitClass]) { count key { unitClass } } } } } }';
  const pageInfo = { endCursor: null, hasNextPage: false };
  expect(JSON.parse(await text(query))).toMatchObject({
    regions: {
      nodes: [
        { units: { totalCount: 0, edges: [], pageInfo, all: [{ count: 0 }], by: [] } },
        {
          units: {
            totalCount: 3,
            all: [{ count: 3 }],
            by: [
              { count: 1, key: { unitClass: 'CITY' } },
              { count: 2, key: { unitClass: 'TOWNSHIP' } },
            ],
          },
        },
      ],
    },
  });
});

test('introspection takes variables', async () => {
  const query = 'query ($name: String!, $more: Boolean!) { __type(name: $name) { name kind fields @include(if: $more) { name } } }';
  expect(await text(query, { name: 'Unit', more: false })).toBe('{"__type":{"name":"Unit","kind":"OBJECT"}}');
  const { __type } = JSON.parse(await text(query, { name: 'Region', more: true }));
  expect(__type.fields.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['id', 'code', 'name', 'kind', 'parent', 'units']));
  expect(await text(query, { name: 'Nothing', more: true })).toBe('{"__type":null}');
});

test('whether there are more is known whoever else asks for rows', async () => {
  const query =
    '{ a: units(first: 2) { pageInfo { hasNextPage } } b: units(first: 3) { pageInfo { hasNextPage } } c: units(last: 2) { pageInfo { hasPreviousPage hasNextPage } } d: units(first: 0) { pageInfo { hasNextPage } } }';
  expect(JSON.parse(await text(query))).toEqual({
    a: { pageInfo: { hasNextPage: true } },
    b: { pageInfo: { hasNextPage: false } },
    c: { pageInfo: { hasPreviousPage: true, hasNextPage: false } },
    d: { pageInfo: { hasNextPage: true } },
  });
});
