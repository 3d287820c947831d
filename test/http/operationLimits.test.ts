import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { Client } from 'pg';
import { welcome } from '../../client/graphiql/welcome.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { askedEverywhere, post } from './everywhere.ts';
import { EventStreamReader } from './live/eventStream.ts';
import { Wire } from './live/wire.ts';

const LIMITS = { depth: 5, aliases: 3, fields: 8, tokens: 60, batch: 3, perAddress: 2 };

const times = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join(' ');
const nested = (depth: number) => `${'{ a '.repeat(depth)}${'}'.repeat(depth)}`;
/** What each error says, in every transport the same. */
const saying = (...said: [code: string, limit: number, found: number][]) =>
  Array(3).fill({
    errors: said.map(([code, limit, found]) => ({ message: expect.stringMatching(`${limit}.*${found}`), extensions: { code, limit, found, requestId: expect.any(String) } })),
  });

describe('what an operation may hold', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ operationLimits: { ...LIMITS, perAddress: 10 } });
  });
  afterAll(async () => {
    expect(server.reported).toEqual([]);
    await server.stop();
  });

  test.each([
    ['levels', '{ units { nodes { region { parent { id } } } } }', '{ units { nodes { region { parent { parent { id } } } } } }', 'TOO_DEEP', 5, 6],
    [
      'levels through fragments',
      '{ units { nodes { ...F } } } fragment F on Unit { region { parent { id } } }',
      '{ units { nodes { ...F } } } fragment F on Unit { region { parent { parent { id } } } }',
      'TOO_DEEP',
      5,
      6,
    ],
    ['aliases', `{ ${times(3, (n) => `a${n}: __typename`)} }`, `{ ${times(4, (n) => `a${n}: __typename`)} }`, 'TOO_MANY_ALIASES', 3, 4],
    ['fields', `{ ${'__typename '.repeat(8)} }`, `{ ${'__typename '.repeat(9)} }`, 'TOO_MANY_FIELDS', 8, 9],
    [
      'fields through fragments',
      '{ ...F ...F ...F ...F } fragment F on Query { __typename ... { __typename } }',
      '{ ...F ...F ...F ...F __typename } fragment F on Query { __typename ... { __typename } }',
      'TOO_MANY_FIELDS',
      8,
      9,
    ],
    [
      'tokens',
      `{ __typename ${'@skip(if: false) '.repeat(4)} ...F ...F ...F ...F ...F } fragment F on Query { __typename }`,
      `query { __typename } ${'#{}\n'.repeat(100)} fragment F on Query { ${'...F '.repeat(27)} }`,
      'TOO_MANY_TOKENS',
      60,
      64,
    ],
    ['directives in one place', undefined, `{ __typename ${'@aa '.repeat(5)} }`, 'TOO_MANY_DIRECTIVES', 4, 5],
  ] as const)('%s: so many, and not one more, in every transport', async (_, within, beyond, code, limit, found) => {
    if (within) {
      const codes = (await askedEverywhere(server, { query: within })).flatMap(({ errors = [] }) =>
        errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code),
      );
      expect(codes).not.toContain(code);
    }
    expect(await askedEverywhere(server, { query: beyond })).toEqual(saying([code, limit, found]));
  });

  test('every limit that is exceeded is named, and before anything is compared with the schema', async () => {
    expect(await askedEverywhere(server, { query: `{ ${times(4, (n) => `a${n}: b`)} ${'c '.repeat(5)} ...F } fragment F on T ${nested(6)}` })).toEqual(
      saying(['TOO_DEEP', 5, 6], ['TOO_MANY_ALIASES', 3, 4], ['TOO_MANY_FIELDS', 8, 15]),
    );
  });

  test('a subscription is measured as a query is', async () => {
    const [, overWebSocket, overEvents] = await askedEverywhere(server, {
      query: 'subscription { board { round { id month state } progress { units inspected findings vetoProposals } cursor } }',
    });
    for (const { errors } of [overWebSocket, overEvents]) expect(errors).toMatchObject([{ extensions: { code: 'TOO_MANY_FIELDS', limit: 8, found: 11 } }]);
  });

  test('fragments that go round in circles are left to validation', async () => {
    for (const { errors } of await askedEverywhere(server, { query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' })) {
      expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    }
  });

  test('variables may be nested a hundred deep, and not one deeper', async () => {
    const asking = (depth: number) => ({
      query: 'query ($filter: UnitFilter) { units(filter: $filter) { totalCount } }',
      variables: { filter: JSON.parse(`${'{"not":'.repeat(depth - 1)}1${'}'.repeat(depth - 1)}`) },
    });
    for (const { errors } of await askedEverywhere(server, asking(100))) expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(await askedEverywhere(server, asking(101))).toEqual(saying(['TOO_DEEP', 100, 101]));
    const deepest = `{"query":"{ __typename }","variables":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: deepest });
    expect(await response.json()).toEqual(saying(['TOO_DEEP', 100, 100_000])[0]);
  });

  test('a batch has so many operations, and not one more: then none is carried out', async () => {
    const taken = await post(server, Array(3).fill({ query: '{ __typename }' }));
    expect([taken.response.status, taken.answer]).toEqual([200, Array(3).fill({ data: { __typename: 'Query' } })]);
    const mutation = { query: 'mutation { openInspectionRound(month: "2026-01") { problems { code } } }' };
    const refused = await post(server, [mutation, mutation, mutation, mutation]);
    expect([refused.response.status, refused.answer]).toEqual([400, saying(['BATCH_TOO_LARGE', 3, 4])[0]]);
    expect(await server.ask('{ inspectionRounds { totalCount } }')).toEqual({ inspectionRounds: { totalCount: 0 } });
  });

  test('each operation of a batch is answered for itself, in order', async () => {
    const { response, answer } = await post(server, [
      { query: '{ nowhere }' },
      { query: '{ units { totalCount } }' },
      { query: 'query ($n: Int) { units(first: $n) { totalCount } }', variables: { n: 'x' } },
    ]);
    expect(response.status).toBe(200);
    expect(answer).toMatchObject([
      { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
      { data: { units: { totalCount: 0 } } },
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
  });
});

describe('by default', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  test('GraphiQL may ask what the schema is, and everything it opens with', async () => {
    const most = { descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true };
    expect(await server.ask(getIntrospectionQuery(most))).toMatchObject({ __schema: { queryType: { name: 'Query' } } });
    expect((await post(server, { query: welcome })).answer.errors).toBeUndefined();
  });

  test('a body one byte too long is told how long it is', async () => {
    const { response, answer } = await post(server, { query: '{ __typename }', pad: 'x'.repeat(1024 * 1024) });
    expect(response.status).toBe(413);
    const found = JSON.stringify({ query: '{ __typename }', pad: '' }).length + 1024 * 1024;
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'BODY_TOO_LARGE', limit: 1024 * 1024, found } }] });
  });
});

describe('of two operations at once from an address', () => {
  let server: TestServer;
  let session: Client;
  beforeEach(async () => {
    server = await startTestServer({ operationLimits: LIMITS, trustProxy: true });
    session = new Client({ connectionString: server.database.url });
    await session.connect();
    await session.query('begin');
    await session.query('lock table unit in access exclusive mode');
  });
  afterEach(async () => {
    await session.end();
    await server.stop();
  });

  const SLOW = '{ units { totalCount } }';
  const QUICK = '{ __typename }';
  const REFUSED = { extensions: { code: 'TOO_MANY_OPERATIONS', limit: 2, found: 3, requestId: expect.any(String) }, message: expect.any(String) };
  const from = (address: string) => ({ 'x-forwarded-for': address });
  async function isWaitedForBy(count: number): Promise<void> {
    while ((await session.query('select from pg_locks where not granted')).rowCount !== count);
  }

  test('a third is refused with 429 and when to come back, over live connections too; another address has its own two', async () => {
    const wire = await Wire.open(server.socketUrl, { headers: from('198.51.100.1') });
    wire.subscribe('slow', SLOW);
    const slow = post(server, { query: SLOW }, from('198.51.100.1'));
    await isWaitedForBy(2);

    const { response, answer } = await post(server, { query: QUICK }, from('198.51.100.1'));
    expect([response.status, response.headers.get('retry-after'), answer]).toEqual([429, '1', { errors: [REFUSED] }]);
    const json = await post(server, { query: QUICK }, { ...from('198.51.100.1'), accept: 'application/json' });
    expect(json.response.status).toBe(429);
    wire.subscribe('third', QUICK);
    expect(await wire.heard('third', 1)).toEqual([{ errors: [REFUSED] }]);
    const headers = { 'content-type': 'application/json', ...from('198.51.100.1') };
    const stream = await EventStreamReader.open(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: QUICK }) });
    expect((await stream.toEnd())[0]?.data).toContain('TOO_MANY_OPERATIONS');
    expect((await post(server, { query: QUICK }, from('198.51.100.2'))).answer).toEqual({ data: { __typename: 'Query' } });

    await session.query('commit');
    expect((await slow).answer).toEqual({ data: { units: { totalCount: 0 } } });
    expect(await wire.heard('slow', 1)).toEqual([{ data: { units: { totalCount: 0 } } }]);
    expect((await post(server, { query: QUICK }, from('198.51.100.1'))).answer).toEqual({ data: { __typename: 'Query' } });
    await wire.close();
  });

  test('those of a batch count each', async () => {
    const batch = post(server, Array(3).fill({ query: SLOW }), from('198.51.100.1'));
    await isWaitedForBy(2);
    await session.query('commit');
    const { response, answer } = await batch;
    expect([response.status, answer]).toEqual([200, [{ data: { units: { totalCount: 0 } } }, { data: { units: { totalCount: 0 } } }, { errors: [REFUSED] }]]);
  });
});
