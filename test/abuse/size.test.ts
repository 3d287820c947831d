import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../schema/Node.ts';
import { Wire } from '../http/live/wire.ts';
import type { TestServer } from '../testkit/server.ts';
import { expectRefused, expectTyped, post, times, within } from './asking.ts';
import { startCity, whileOthersAsk } from './others.ts';

/** More than anybody asks for. */
const MANY = 10_000;

let server: TestServer;
beforeAll(async () => {
  server = await startCity();
});
afterAll(() => server.stop());

/** Several at once, and others beside them. */
const abused = (body: unknown) =>
  whileOthersAsk(server, async () => (await Promise.all([body, body, body].map((each) => post(server, each))))[0] as Awaited<ReturnType<typeof post>>);

/** A chain of fragments, each of which asks twice for the one before. */
const doubling = (levels: number, on: string, twice: (inner: string) => string, last: string) =>
  times(levels, (n) => `fragment F${n} on ${on} { ${n === 0 ? last : twice(`...F${n - 1}`)} }`, '\n');

const TOO_LONG = ['TOO_MANY_TOKENS', 'TOO_MANY_FIELDS'];

describe('ten thousand levels are refused:', () => {
  test.each([
    ['of fields', `{ regions { nodes ${within(MANY, '{ parent ', '{ id }', ' }')} } }`],
    ['of fields, thirty are enough', `{ regions { nodes ${within(30, '{ parent ', '{ id }', ' }')} } }`],
    ['of fields that do not exist', within(MANY, '{ a ', '', ' }')],
    ['of inline fragments', `{ ${within(MANY, '... { ', '__typename', ' }')} }`],
    ['of lists in a literal', `{ units(orderBy: ${within(MANY, '[', '', ']')}) { totalCount } }`],
    ['of objects in a literal', `{ units(filter: ${within(MANY, '{ not: ', '{}', ' }')}) { totalCount } }`],
    ['of lists in a variable’s type', `query ($v: ${within(MANY, '[', 'Int', ']')}) { __typename }`],
    ['that are never closed', '{ a '.repeat(MANY)],
    ['of fields through fragments', `{ regions { nodes { ...F0 } } } ${times(200, (n) => `fragment F${n} on Region { parent { ${n === 199 ? 'id' : `...F${n + 1}`} } }`)}`],
  ])('%s', async (_, query) => {
    expectRefused(await abused({ query }), 'TOO_DEEP', 'TOO_MANY_TOKENS', 'FILTER_TOO_LARGE', 'GRAPHQL_PARSE_FAILED', 'TOO_MANY_FIELDS');
  });

  test('of a filter in a variable', async () => {
    const filter = JSON.parse(within(500, '{"not":', '{}', '}'));
    expectRefused(await abused({ query: 'query ($filter: UnitFilter) { units(filter: $filter) { totalCount } }', variables: { filter } }), 'FILTER_TOO_LARGE', 'TOO_DEEP');
    const deepest = `{"query":"query ($filter: UnitFilter) { units(filter: $filter) { totalCount } }","variables":{"filter":${within(MANY, '{"not":', '{}', '}')}}}`;
    expectRefused(await abused(deepest), 'FILTER_TOO_LARGE', 'TOO_DEEP', 'BAD_REQUEST');
  });

  test('of JSON', async () => {
    for (const body of [within(100_000, '[', '', ']'), `{"query":"{ __typename }","variables":${within(100_000, '{"a":', '1', '}')}}`]) {
      const told = await abused(body);
      expectTyped(told);
      expect(told.status).toBeLessThan(500);
    }
  });
});

describe('ten thousand of a thing are refused:', () => {
  test.each([
    ['aliases', `{ ${times(MANY, (n) => `a${n}: __typename`)} }`, ['TOO_MANY_ALIASES', ...TOO_LONG]],
    ['aliases of a connection', `{ ${times(MANY, (n) => `a${n}: units(first: 1) { nodes { code } }`)} }`, ['TOO_MANY_ALIASES', ...TOO_LONG]],
    ['fields', `{ ${times(MANY, () => 'board { at }')} }`, TOO_LONG],
    ['fields that do not exist', `{ ${times(MANY, (n) => `nothing${n}`)} }`, TOO_LONG],
    ['directives', `{ __typename ${'@skip(if: false) '.repeat(MANY)} }`, [...TOO_LONG, 'GRAPHQL_VALIDATION_FAILED']],
    ['unknown directives', `{ __typename ${'@aa '.repeat(MANY)} }`, [...TOO_LONG, 'GRAPHQL_VALIDATION_FAILED']],
    ['arguments', `{ units(${times(MANY, (n) => `a${n}: 1`)}) { totalCount } }`, [...TOO_LONG, 'GRAPHQL_VALIDATION_FAILED']],
    ['variables', `query (${times(MANY, (n) => `$v${n}: Int`)}) { __typename }`, [...TOO_LONG, 'GRAPHQL_VALIDATION_FAILED']],
    ['fragments', `{ ${times(MANY, (n) => `...F${n}`)} } ${times(MANY, (n) => `fragment F${n} on Query { __typename }`)}`, TOO_LONG],
    ['spreads of one fragment', `{ ${'...F '.repeat(MANY)} } fragment F on Query { board { at } }`, TOO_LONG],
    ['operations', times(MANY, (n) => `query Q${n} { __typename }`), ['TOO_MANY_OPERATIONS', ...TOO_LONG]],
    ['order keys', `{ units(orderBy: [${times(MANY, () => '{ field: code }')}]) { totalCount } }`, [...TOO_LONG, 'FILTER_TOO_LARGE']],
  ])('%s', async (_, query, codes) => {
    expectRefused(await abused({ query, operationName: query.startsWith('query Q0') ? 'Q0' : undefined }), ...codes);
  });

  test('operations in a batch', async () => {
    expectRefused(await abused(Array(MANY).fill({ query: '{ __typename }' })), 'BATCH_TOO_LARGE');
  });

  test('ids', async () => {
    const ids = Array.from({ length: MANY }, (_, n) => globalId('Unit', n + 1));
    expectRefused(await abused({ query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids } }), 'PAGE_TOO_LARGE');
    expectRefused(await abused({ query: `{ nodes(ids: ${JSON.stringify(ids)}) { id } }` }), 'PAGE_TOO_LARGE', ...TOO_LONG);
  });

  test('keys to group by, and measures to order groups by', async () => {
    const query = 'query ($by: [FindingGroupBy!], $order: [FindingAggregateOrder!]) { findings { aggregates(groupBy: $by, orderBy: $order) { count } } }';
    const by = Array.from({ length: MANY }, (_, n) => (n % 2 ? 'item' : 'inspection_unit'));
    const order = Array.from({ length: MANY }, (_, n) => ({ measure: n % 2 ? 'count' : 'sum_occurrences' }));
    const told = await abused({ query, variables: { by, order } });
    // Those that stand again change nothing.
    if (told.errors) expectRefused(told, 'FILTER_TOO_LARGE', 'TOO_COSTLY', 'BAD_USER_INPUT');
    else expect(told.data.findings.aggregates.length).toBeGreaterThan(0);
  });

  test('words of a search', async () => {
    const filter = { name: { search: 'x '.repeat(MANY) } };
    expectRefused(await abused({ query: 'query ($filter: UnitFilter) { units(filter: $filter) { totalCount } }', variables: { filter } }), 'FILTER_TOO_LARGE');
  });

  test.each([
    ['flat', { or: Array(MANY).fill({ code: { eq: 'XZ01' } }) }],
    ['flat, two thousand to a level', { or: Array(5).fill({ and: Array(2_000).fill({ name: { contains: 'x' } }) }) }],
    ['as values', { code: { in: Array(MANY).fill('XZ01') } }],
    ['as ids', { id: { in: Array(MANY).fill(globalId('Unit', 1)) } }],
    ['in relations', { or: Array(MANY / 2).fill({ region: { parent: { code: { eq: 'x' } } } }) }],
    ['empty ones', { or: Array(MANY).fill({}) }],
  ])('terms of a filter: %s, in a variable and in the question', async (_, filter) => {
    const literal = JSON.stringify(filter).replace(/"(\w+)":/g, '$1:');
    expectRefused(await abused({ query: 'query ($filter: UnitFilter) { units(filter: $filter) { totalCount } }', variables: { filter } }), 'FILTER_TOO_LARGE');
    expectRefused(await abused({ query: `{ units(filter: ${literal}) { totalCount } }` }), 'FILTER_TOO_LARGE', ...TOO_LONG);
  });

  test('terms of filters that are small each, but many', async () => {
    const filter = { or: Array(400).fill({ name: { contains: 'x' }, remark: { contains: 'y' } }) };
    const query = `query ($filter: UnitFilter) { ${times(25, (n) => `a${n}: units(first: 1, filter: $filter) { totalCount }`)} }`;
    expectRefused(await abused({ query, variables: { filter } }), 'FILTER_TOO_LARGE', 'TOO_COSTLY', 'TOO_MANY_ALIASES');
  });
});

describe('a little that asks for much is refused:', () => {
  test.each([
    ['a page of a million rows', '{ units(first: 1000000) { nodes { code } } }', ['PAGE_TOO_LARGE']],
    ['the last million rows', '{ units(last: 1000000) { nodes { code } } }', ['PAGE_TOO_LARGE']],
    ['a million groups', '{ findings { aggregates(groupBy: [evidence], first: 1000000) { count } } }', ['PAGE_TOO_LARGE', 'TOO_COSTLY']],
    ['a page of a million rows below others', '{ units(first: 1) { nodes { officers(first: 1000000) { nodes { code } } } } }', ['PAGE_TOO_LARGE', 'TOO_COSTLY']],
    ['large pages within large pages', '{ units(first: 500) { nodes { officers(first: 500) { nodes { unit { officers(first: 500) { nodes { code } } } } } } } }', ['TOO_COSTLY']],
    [
      'pages within pages where nobody says a size',
      '{ units { nodes { officers { nodes { unit { officers { nodes { unit { officers { nodes { code } } } } } } } } } } }',
      ['TOO_COSTLY', 'TOO_DEEP'],
    ],
    ['the same under other names', `{ ${times(25, (n) => `a${n}: units(first: 500) { nodes { officers(first: 100) { nodes { code } } } }`)} }`, ['TOO_COSTLY', 'TOO_MANY_ALIASES']],
    [
      'the same in fragments',
      `{ units(first: 500) { nodes { ...A } } } fragment A on Unit { officers(first: 500) { nodes { unit { ...B } } } } fragment B on Unit { officers(first: 500) { nodes { id } } }`,
      ['TOO_COSTLY'],
    ],
    [
      'every row’s neighbours and theirs',
      '{ findings(first: 500) { nodes { inspection { findings(first: 500) { nodes { inspection { findings(first: 500) { nodes { id } } } } } } } } }',
      ['TOO_COSTLY'],
    ],
    [
      'fragments that double thirty times',
      `{ regions { nodes { ...F29 } } } ${doubling(30, 'Region', (inner) => `a: parent { ${inner} } b: parent { ${inner} }`, 'id')}`,
      ['TOO_DEEP', 'TOO_MANY_ALIASES', 'TOO_MANY_FIELDS', 'TOO_COSTLY'],
    ],
    [
      'fragments that double twelve times',
      `{ regions { nodes { ...F11 } } } ${doubling(12, 'Region', (inner) => `a: parent { ${inner} } b: parent { ${inner} }`, 'id')}`,
      ['TOO_DEEP', 'TOO_MANY_ALIASES', 'TOO_MANY_FIELDS', 'TOO_COSTLY'],
    ],
  ])('%s', async (_, query, codes) => {
    expectRefused(await abused({ query }), ...codes);
  });

  test('a size in a variable', async () => {
    expectRefused(await abused({ query: 'query ($first: Int) { units(first: $first) { nodes { code } } }', variables: { first: 1_000_000 } }), 'PAGE_TOO_LARGE');
  });

  test('a size that a variable has by itself', async () => {
    expectRefused(await abused({ query: 'query ($first: Int = 1000000) { units(first: $first) { nodes { code } } }' }), 'PAGE_TOO_LARGE');
  });
});

describe('harmless however large, and answered or refused:', () => {
  test('fragments of one object that name each other twice, thirty deep', async () => {
    const told = await abused({ query: `{ ...F29 } ${doubling(30, 'Query', (inner) => `${inner} ... { ${inner} }`, '__typename')}` });
    if (told.errors) expectRefused(told, 'TOO_DEEP', ...TOO_LONG);
    else expect(told.data).toEqual({ __typename: 'Query' });
  });

  test('ten thousand order keys that repeat each other', async () => {
    const orderBy = Array.from({ length: 10_000 }, (_, n) => ({ field: n % 2 ? 'name' : 'code' }));
    const told = await abused({ query: 'query ($orderBy: [UnitOrder!]) { units(first: 1, orderBy: $orderBy) { nodes { code } } }', variables: { orderBy } });
    if (told.errors) expectRefused(told, 'FILTER_TOO_LARGE', 'TOO_COSTLY', 'BAD_USER_INPUT');
    else expect(told.data.units.nodes).toEqual([{ code: 'SZ01' }]);
  });

  test('the same selection over and over, which has to be merged', async () => {
    const told = await abused({ query: `{ ${times(300, (n) => `units(first: 2) { nodes { region { ${n % 2 ? 'code' : 'name'} } } }`)} }` });
    if (told.errors) expectRefused(told, ...TOO_LONG, 'TOO_COSTLY');
    else expect(told.data.units.nodes).toHaveLength(2);
  });
});

test('a question of 10 MB is refused with BODY_TOO_LARGE before it is read', async () => {
  const told = await abused(JSON.stringify({ query: `{ __typename #${'x'.repeat(10 * 1024 * 1024)}\n}` }));
  expectRefused(told, 'BODY_TOO_LARGE');
  expect(told.status).toBe(413);
});

describe('the same limits hold', () => {
  const deep = `{ regions { nodes ${within(30, '{ parent ', '{ id }', ' }')} } }`;
  const costly = '{ units(first: 500) { nodes { officers(first: 500) { nodes { unit { officers(first: 500) { nodes { code } } } } } } } }';
  const long = `{ ${times(MANY, (n) => `a${n}: __typename`)} }`;

  test.each([
    ['TOO_DEEP', deep],
    ['TOO_COSTLY', costly],
    ['TOO_MANY_', long],
  ])('over a WebSocket: %s', async (code, query) => {
    const wire = await Wire.open(server.socketUrl);
    expect(JSON.stringify(await whileOthersAsk(server, () => wire.ask(query)))).toContain(`"code":"${code}`);
    await wire.close();
  });

  test.each([
    ['TOO_DEEP', deep],
    ['TOO_COSTLY', costly],
    ['TOO_MANY_', long],
  ])('over an event stream: %s', async (code, query) => {
    const init = { method: 'POST', headers: { accept: 'text/event-stream', 'content-type': 'application/json' }, body: JSON.stringify({ query }) };
    const text = await whileOthersAsk(server, async () => (await fetch(`${server.url}/graphql`, init)).text());
    expect(text).toContain(`"code":"${code}`);
  });

  test('for subscriptions', async () => {
    const wire = await Wire.open(server.socketUrl);
    const query = `subscription { board { round { ruleBook { items(first: 500) { nodes { ruleBook { items(first: 500) { nodes { ruleBook { items(first: 500) { nodes { id } } } } } } } } } } } }`;
    await whileOthersAsk(server, async () => {
      wire.subscribe('1', query);
      // Answered after what was asked before.
      await wire.ask('{ __typename }');
    });
    expect(JSON.stringify(wire.of('1', 'error'))).toMatch(/"code":"TOO_(COSTLY|DEEP)"/);
    await wire.close();
  });
});
