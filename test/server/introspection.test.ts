import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';
import { startTestServer, type TestServer } from '../testkit/server.ts';

const servers: TestServer[] = [];
beforeAll(async () => {
  // Two in one process: teaching the first schema to read once took the resolvers from types that all schemas share.
  servers.push(await startTestServer(), await startTestServer());
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

test('every server of a process answers introspection with the committed contract', async () => {
  const committed = readFileSync('schema/schema.graphql', 'utf8');
  for (const server of servers) {
    const answer = (await server.ask(getIntrospectionQuery())) as IntrospectionQuery;
    expect(committed).toContain(printSchema(lexicographicSortSchema(buildClientSchema(answer))));
  }
});
