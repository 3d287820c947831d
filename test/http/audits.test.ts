import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTestServer, type TestServer } from '../testkit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** A client of ours: a GET must carry a header that no plain link or form can send. */
const fetchFn: typeof fetch = (url, init) => fetch(url, { ...init, headers: { ...init?.headers, 'apollo-require-preflight': 'true' } });

// The address is known once the server runs; the audits are listed before.
const audits = serverAudits({ url: () => `${server.url}/graphql`, fetchFn });

test('there are sixty-one audits of GraphQL over HTTP', () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s: the server %s', async (_id, _name, audit) => {
  const result = await audit.fn();
  expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
});
