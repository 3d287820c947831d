import 'reflect-metadata';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { DocumentNode } from 'graphql';
import { Documents } from '../../server/http/documents.ts';
import { OPERATION_LIMITS } from '../../server/http/limits.ts';
import { TrustedDocuments } from '../../server/http/trustedDocuments.ts';
import { Executor } from '../../server/read/index.ts';
import { createSchema } from '../../server/schema.ts';

/** Notes what is made ready. */
class NotingExecutor extends Executor {
  readonly compiled: (string | null | undefined)[] = [];

  override compile(document: DocumentNode, operationName?: string | null) {
    this.compiled.push(operationName);
    return super.compile(document, operationName);
  }
}

let executor: NotingExecutor;
let documents: Documents;
beforeEach(async () => {
  executor = new NotingExecutor(await createSchema());
  documents = new Documents(executor, { limits: OPERATION_LIMITS, introspection: true, trusted: new TrustedDocuments({}, false) });
});

describe('a text is looked at once', () => {
  test('when it is good: the very same operation comes for it again', () => {
    const query = '{ units { totalCount } }';
    const first = documents.prepare({ query });
    expect(first).toMatchObject({ kind: 'query' });
    for (let n = 0; n < 3; n++) expect(documents.prepare({ query: `${query.slice(0, -1)}}` })).toBe(first);
    expect(executor.compiled).toEqual([null]);
  });

  test.each([
    ['does not parse', '{ units {', 'GRAPHQL_PARSE_FAILED'],
    ['does not fit the schema', '{ nowhere }', 'GRAPHQL_VALIDATION_FAILED'],
    ['is too much', `{ ${'__typename '.repeat(401)} }`, 'TOO_MANY_FIELDS'],
    ['is far too long', '{ a '.repeat(5_000), 'TOO_MANY_TOKENS'],
  ])('when it %s: the very same error comes for it again', (_, query, code) => {
    const first = documents.prepare({ query });
    expect(first).toMatchObject([{ extensions: { code } }]);
    expect(documents.prepare({ query })).toBe(first);
    expect(executor.compiled).toEqual([]);
  });

  test('and each of its operations made ready once, when it is asked for', () => {
    const query = 'query A { units { totalCount } } query B { regions { totalCount } }';
    const [a, b] = [documents.prepare({ query, operationName: 'A' }), documents.prepare({ query, operationName: 'B' })];
    expect([a, b]).toMatchObject([{ name: 'A' }, { name: 'B' }]);
    expect(documents.prepare({ query, operationName: 'A' })).toBe(a);
    expect(documents.prepare({ query, operationName: 'C' })).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    expect(documents.prepare({ query })).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    expect(executor.compiled).toEqual(['A', 'B']);
  });
});

test('of texts nobody sends any more the oldest are forgotten', () => {
  const first = documents.prepare({ query: '{ __typename }' });
  for (let n = 0; n < 499; n++) documents.prepare({ query: `{ a${n}: __typename }` });
  expect(documents.prepare({ query: '{ __typename }' })).toBe(first);
  for (let n = 0; n < 500; n++) documents.prepare({ query: `{ b${n}: __typename }` });
  expect(documents.prepare({ query: '{ __typename }' })).not.toBe(first);
});

test('long texts are forgotten sooner: what is kept has a size', () => {
  const first = documents.prepare({ query: '{ __typename }' });
  for (let n = 0; n < 40; n++) documents.prepare({ query: `{ a${n}: __typename } ${' '.repeat(1024 * 1024)}` });
  expect(documents.prepare({ query: '{ __typename }' })).not.toBe(first);
});
