import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { askedEverywhere } from './everywhere.ts';

let open: TestServer;
let closed: TestServer;
beforeAll(async () => {
  [open, closed] = await Promise.all([startTestServer(), startTestServer({ introspection: false })]);
});
afterAll(() => Promise.all([open.stop(), closed.stop()]));

const messages = (answers: { errors?: { message: string }[] }[]) => answers.flatMap(({ errors = [] }) => errors.map(({ message }) => message));

test.each([
  ['a field', '{ unitz { totalCount } }', undefined],
  ['an argument', '{ units(frist: 1) { totalCount } }', undefined],
  ['a type', '{ ... on Quer { __typename } }', undefined],
  ['a value', '{ units(filter: { unitClass: { eq: TOWNSHIPP } }) { totalCount } }', undefined],
  ['a field of an input', '{ units(filter: { unitClazz: { eq: TOWNSHIP } }) { totalCount } }', undefined],
  ['a field that has fields', '{ units }', undefined],
  ['a value of a variable', 'query ($c: UnitClass!) { units(filter: { unitClass: { eq: $c } }) { totalCount } }', { c: 'TOWNSHIPP' }],
])('with introspection off, a mistake in %s is told without a word of what there is instead', async (_, query, variables) => {
  const suggested = messages(await askedEverywhere(open, { query, variables }));
  expect(suggested).toHaveLength(3);
  for (const message of suggested) expect(message).toContain('Did you mean');
  const told = messages(await askedEverywhere(closed, { query, variables }));
  expect(told).toHaveLength(3);
  for (const message of told) expect(message).not.toContain('Did you mean');
});

test('with introspection off nobody may ask what the schema is, in any transport and through any fragment', async () => {
  for (const query of [getIntrospectionQuery(), '{ __type(name: "Unit") { name } }', '{ ...F } fragment F on Query { s: __schema { queryType { name } } }']) {
    for (const answer of await askedEverywhere(closed, { query })) {
      expect(answer).toMatchObject({
        errors: expect.arrayContaining([expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', requestId: expect.any(String) } })]),
      });
      expect(answer.data).toBeUndefined();
    }
  }
  expect(await askedEverywhere(closed, { query: '{ __typename }' })).toEqual(Array(3).fill({ data: { __typename: 'Query' } }));
});
