import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entities, nodes } from '../../schema/index.ts';
import { globalId } from '../../schema/Node.ts';
import type { TestServer } from '../testkit/server.ts';
import { expectNothingInternal, expectRefused, expectTyped, post } from './asking.ts';
import { anotherAsks, startCity } from './others.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startCity();
});
afterAll(async () => {
  // Nothing was dropped, changed or found out, and nothing of it was our fault.
  await anotherAsks(server);
  expect(await rowCounts()).toEqual(before);
  expect(server.reported).toEqual([]);
  await server.stop();
});

const rowCounts = async () => {
  const counts = ['unit', 'officer', 'region', 'finding', 'event'].map((table) => `(select count(*)::int from ${table}) as ${table}`);
  return (await server.database.orm.em.fork().execute(`select ${counts.join(', ')}`))[0];
};
let before: unknown;
beforeAll(async () => {
  before = await rowCounts();
});

/** What gets through where text becomes SQL, JSON, a pattern, a path or a name. */
const PAYLOADS = [
  "'",
  '"',
  "' or '1'='1",
  "'; drop table unit; --",
  '"; drop table unit; --',
  "') or true; delete from officer; --",
  "x' union select password from pg_shadow --",
  "' || pg_sleep(1000) || '",
  '$1',
  '$$; select 1; $$',
  '\\',
  "\\'; --",
  '%',
  '_%',
  '%s%n',
  '{{7*7}}',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'null',
  '\ud800',
  '\uffff',
  '‮',
  'x'.repeat(100_000),
];

describe.each(PAYLOADS.map((payload) => [payload.slice(0, 40), payload]))('%j is text and nothing else', (_, payload) => {
  test('in a filter: it finds what holds it, which is nothing, or everything where nothing does not', async () => {
    const found = async (filter: object) => {
      const told = await post(server, { query: 'query ($filter: UnitFilter) { units(filter: $filter) { totalCount } }', variables: { filter } });
      expect(told.errors).toBeUndefined();
      return told.data.units.totalCount;
    };
    for (const operator of ['eq', 'contains', 'startsWith']) expect({ operator, found: await found({ name: { [operator]: payload } }) }).toEqual({ operator, found: 0 });
    expect(await found({ code: { in: [payload, 'XZ01'] } })).toBe(1);
    expect(await found({ not: { region: { name: { eq: payload } } } })).toBe(180);
    expect((await found({ name: { lt: payload } })) + (await found({ name: { gte: payload } }))).toBe(180);
  });

  test('as a code, an id, a month or a cursor: there is nothing there, or it has another form', async () => {
    const ask = (query: string) => post(server, { query, variables: { payload } });
    expect((await ask('query ($payload: String!) { unit(code: $payload) { id } }')).data).toEqual({ unit: null });
    expect((await ask('query ($payload: ID!) { node(id: $payload) { id } }')).data).toEqual({ node: null });
    for (const query of [
      'query ($payload: YearMonth!) { inspectionRound(month: $payload) { id } }',
      'query ($payload: String) { units(first: 1, after: $payload) { totalCount } }',
      'query ($payload: ID) { units(filter: { id: { eq: $payload } }) { totalCount } }',
      'query ($payload: Decimal) { inspectionResults(filter: { score: { eq: $payload } }) { totalCount } }',
      'query ($payload: Date) { findings(filter: { inspectedOn: { eq: $payload } }) { totalCount } }',
      'query ($payload: DateTime) { findings(filter: { recordedAt: { eq: $payload } }) { totalCount } }',
    ]) {
      const told = await ask(query);
      expect({ query, codes: told.errors?.map(({ extensions }) => extensions.code) }).toEqual({ query, codes: ['BAD_USER_INPUT'] });
      expectNothingInternal(told.text, payload);
    }
  });

  test('within a cursor that has the right form', async () => {
    const after = Buffer.from(JSON.stringify([payload, '1'])).toString('base64url');
    const told = await post(server, { query: 'query ($after: String) { units(first: 1, after: $after, orderBy: [{ field: code }]) { totalCount } }', variables: { after } });
    expectTyped(told, payload);
    const key = Buffer.from(JSON.stringify([payload])).toString('base64url');
    expectTyped(await post(server, { query: 'query ($after: String) { units(first: 1, after: $after) { totalCount } }', variables: { after: key } }));
  });

  test('as a word of an enum, the name of a field or a variable', async () => {
    const orderBy = [{ field: payload, direction: payload }];
    const told = await post(server, { query: 'query ($orderBy: [UnitOrder!]) { units(orderBy: $orderBy) { totalCount } }', variables: { orderBy } });
    expect(told.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expectTyped(await post(server, { query: 'query ($filter: UnitFilter) { units(filter: $filter) { totalCount } }', variables: { filter: { [payload]: { eq: 1 } } } }), payload);
    expectTyped(await post(server, { query: '{ __typename }', variables: { [payload]: payload } }), payload);
  });
});

test.each([
  ['a variable', { query: 'query ($code: String!) { unit(code: $code) { id } }', variables: { code: 'XZ\u000001' } }],
  ['a filter', { query: 'query ($filter: UnitFilter) { units(filter: $filter) { totalCount } }', variables: { filter: { name: { contains: '\u0000' } } } }],
  ['a list', { query: 'query ($filter: UnitFilter) { units(filter: $filter) { totalCount } }', variables: { filter: { name: { in: ['\u0000'] } } } }],
  ['a literal', { query: '{ unit(code: "\\u0000") { id } }' }],
  [
    'a cursor',
    {
      query: 'query ($after: String) { units(after: $after, orderBy: [{ field: code }]) { nodes { id } } }',
      variables: { after: Buffer.from('["\\u0000","1"]').toString('base64url') },
    },
  ],
])('U+0000 in %s is refused with BAD_USER_INPUT', async (_, question) => {
  const told = await post(server, question);
  expect(told.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  expectNothingInternal(told.text);
});

test('U+0000 in the question is refused', async () => {
  expectRefused(await post(server, { query: '{ \u0000 __typename }' }), 'GRAPHQL_PARSE_FAILED');
});

test('an operation’s name that the question does not have is refused with BAD_REQUEST', async () => {
  for (const operationName of ['B', "'; drop table unit; --", '__proto__', '\u0000']) {
    expectRefused(await post(server, { query: 'query A { __typename }', operationName }), 'BAD_REQUEST');
  }
});

test('variables that name an object’s inside change nothing for those who come after', async () => {
  for (const poison of [
    '{"__proto__":{"filter":{"code":{"eq":"XZ01"}},"first":1}}',
    '{"constructor":{"prototype":{"first":1}}}',
    '{"filter":{"__proto__":{"code":{"eq":"XZ01"}}}}',
  ]) {
    const body = `{"query":"query ($filter: UnitFilter, $first: Int) { units(filter: $filter, first: $first) { totalCount nodes { code } } }","variables":${poison}}`;
    expectTyped(await post(server, body));
    expect((await server.ask('query ($filter: UnitFilter, $first: Int = 100) { units(filter: $filter, first: $first) { totalCount nodes { code } } }')).units).toMatchObject({
      totalCount: 180,
      nodes: { length: 100 },
    });
  }
  expect(({} as { first?: number }).first).toBeUndefined();
});

test('no id that can be guessed leads to what the schema does not show', async () => {
  const shown = new Set<string>(nodes.map(({ name }) => name));
  const hidden = [...entities.map(({ name }) => name).filter((name) => !shown.has(name)), 'migration', 'pg_user', 'Query', 'Mutation', '__Schema'];
  expect(hidden.length).toBeGreaterThan(5);
  for (const typeName of hidden) {
    for (const key of [0, 1, 2]) {
      const told = await post(server, { query: 'query ($id: ID!) { node(id: $id) { __typename id } }', variables: { id: globalId(typeName, key) } });
      expect({ typeName, data: told.data }).toEqual({ typeName, data: { node: null } });
    }
  }
});

test('what a class does not show cannot be asked for, filtered or ordered by', async () => {
  for (const query of [
    '{ units { nodes { region_id } } }',
    '{ units(filter: { region_id: { eq: 1 } }) { totalCount } }',
    '{ units(orderBy: [{ field: region_id }]) { totalCount } }',
    '{ units(orderBy: [{ field: "code; drop table unit" }]) { totalCount } }',
    '{ events { nodes { data } } }',
    '{ intakeReceipts { totalCount } }',
  ]) {
    const told = await post(server, { query });
    expect({ query, code: told.errors?.[0]?.extensions.code }).toEqual({ query, code: 'GRAPHQL_VALIDATION_FAILED' });
    expectNothingInternal(told.text);
  }
});
