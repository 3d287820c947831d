import { hash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { csvOf, linesOf } from './exportServer.ts';

const QUERY = 'query ($class: UnitClass) { units(filter: { unitClass: { eq: $class } }, orderBy: [{ field: code }]) { nodes { code } } }';
const ID = hash('sha256', QUERY);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ documents: { [ID]: QUERY }, trustedOnly: true });
  await seed(server.database.orm).city(1).units({ TOWNSHIP: 3, CITY: 2 }).write();
});
afterAll(() => server.stop());

function exported(asked: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/export`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ format: 'csv', headings: 'names', ...asked }),
  });
}

test('Duban serves exports under the id of the request', async () => {
  const response = await exported({ query: QUERY, variables: { class: 'TOWNSHIP' } }, { 'x-request-id': 'asked-by-us' });
  expect(response.headers.get('x-request-id')).toBe('asked-by-us');
  expect(linesOf(await csvOf(response))).toEqual(['XZ01', 'XZ02', 'XZ03']);
});

test('a document that is known is exported by its hash, and where only such are trusted no other is', async () => {
  expect(linesOf(await csvOf(await exported({ documentId: ID, variables: { class: 'CITY' } })))).toEqual(['SZ01', 'SZ02']);
  const refused = await exported({ query: '{ units { nodes { name } } }' });
  expect([refused.status, await refused.json()]).toMatchObject([
    400,
    { errors: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED', requestId: refused.headers.get('x-request-id') } }] },
  ]);
});

test('variables nested beyond any question are refused with TOO_DEEP', async () => {
  let deep: unknown = 1;
  for (let level = 0; level < 1_000; level++) deep = [deep];
  const refused = await exported({ query: QUERY, variables: { deep } });
  expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [{ extensions: { code: 'TOO_DEEP', limit: 100, found: 1_001 } }] }]);
});
