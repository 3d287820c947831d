import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { expectNothingInternal, expectRefused, post, times, told } from './asking.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.stop();
});

const get = (query: string, headers: Record<string, string> = {}) => fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers });

describe('what scanners for GraphQL try:', () => {
  test('a hundred and one aliases are refused', async () => {
    expectRefused(await post(server, { query: `{ ${times(101, (n) => `alias${n}: __typename`)} }` }), 'TOO_MANY_ALIASES', 'TOO_MANY_FIELDS');
  });

  test('a batch of operations is refused', async () => {
    expectRefused(await post(server, Array(11).fill({ query: '{ __typename }' })), 'BATCH_TOO_LARGE');
  });

  test('directives one after another give one error, not one each', async () => {
    const { errors } = await post(server, { query: `{ __typename ${'@aa'.repeat(10)} }` });
    expect(errors?.length).toBeLessThan(10);
  });

  test('an introspection that goes round in circles is refused', async () => {
    const circle = (depth: number): string => (depth ? `fields { type { ${circle(depth - 1)} } }` : 'name');
    for (const depth of [4, 30]) expectRefused(await post(server, { query: `{ __schema { types { ${circle(depth)} } } }` }), 'TOO_DEEP', 'GRAPHQL_VALIDATION_FAILED');
  });

  test('fragments that go round in circles are refused', async () => {
    const round = '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }';
    const below = '{ units { nodes { ...U } } } fragment U on Unit { region { units { nodes { ...U } } } }';
    for (const query of [round, below]) expectRefused(await post(server, { query }), 'GRAPHQL_VALIDATION_FAILED');
  });

  test('one field five hundred times is refused', async () => {
    expectRefused(await post(server, { query: `{ ${'__typename '.repeat(500)} }` }), 'TOO_MANY_FIELDS');
  });

  test('a mutation by GET is refused, with and without the header that a link cannot send', async () => {
    for (const headers of [{}, { 'apollo-require-preflight': 'true' }]) {
      const { status, data } = await told(await get('mutation { __typename }', headers as Record<string, string>));
      expect({ status: [400, 405].includes(status), data }).toEqual({ status: true, data: undefined });
    }
  });

  test('a query by a plain link’s GET is refused', async () => {
    expectRefused(await told(await get('{ __typename }')), 'BAD_REQUEST');
  });

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])('a form’s POST as %s is refused', async (type) => {
    const told = await post(server, `query=${encodeURIComponent('{ __typename }')}`, { 'content-type': type });
    expectRefused(told, 'BAD_REQUEST');
    expect([400, 415]).toContain(told.status);
  });

  test('nothing is traced into an answer', async () => {
    const { text } = await post(
      server,
      { query: '{ __typename }', extensions: { tracing: true } },
      { 'content-type': 'application/json', 'apollo-tracing': '1', 'x-apollo-tracing': '1' },
    );
    expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' } });
  });

  test.each(['qwerty cop { abc }', '{ units(first: "x") { nodes { id } } }', '{ units(after: 5) { nodes { id } } }', 'query ($v: Nothing) { __typename }', '{', ''])(
    'an error in %j says nothing of the inside',
    async (query) => {
      const { text, errors } = await post(server, { query });
      expect(errors?.length).toBeGreaterThan(0);
      expectNothingInternal(text);
      for (const { extensions } of errors ?? [])
        expect(extensions).toEqual({ code: expect.stringMatching(/^GRAPHQL_[A-Z_]+$|^BAD_(REQUEST|USER_INPUT)$/), requestId: expect.any(String) });
    },
  );
});

describe('what is open on purpose:', () => {
  test('introspection is answered, whole, within the limits', async () => {
    expect((await post(server, { query: getIntrospectionQuery() })).data.__schema.queryType.name).toBe('Query');
  });

  test('GraphiQL is a page of its own; /graphql itself shows no page to a browser', async () => {
    const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).not.toMatch(/graphiql|playground|sandbox|<html/i);
  });
});
