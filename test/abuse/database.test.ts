import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestServer } from '../testkit/server.ts';
import { Sessions } from '../testkit/sessions.ts';
import { expectRefused, post } from './asking.ts';
import { startCity, whileOthersAsk } from './others.ts';

let server: TestServer;
const sessions = new Sessions();
beforeAll(async () => {
  server = await startCity();
});
afterAll(async () => {
  await sessions.end();
  await server.stop();
});

/** A session that keeps the table to itself until it lets go: whoever reads it takes as long as that. */
async function hold(table: string): Promise<() => Promise<unknown>> {
  const session = await sessions.open(server.database.url);
  await session.query(`begin; lock table ${table} in access exclusive mode`);
  return () => session.query('rollback');
}

const QUESTIONS = [
  '{ officers { nodes { name } } }',
  '{ officers { totalCount } }',
  '{ units(first: 5) { nodes { officers { nodes { name } } } } }',
  '{ units(first: 5) { nodes { officers { totalCount } } } }',
  'query ($id: ID!) { node(id: $id) { ... on Officer { name } } }',
];
const variables = { id: Buffer.from('Officer:1').toString('base64url') };

test('a statement that takes too long is ended with TIMED_OUT, and others are answered meanwhile', async () => {
  const letGo = await hold('officer');
  for (const told of await whileOthersAsk(server, () => Promise.all(QUESTIONS.map((query) => post(server, { query, variables }))))) {
    expect(told.errors?.map(({ extensions }) => extensions.code)).toEqual(['TIMED_OUT']);
    expect(told.text).not.toMatch(/statement timeout|canceling|57014/);
  }
  await letGo();
  expect((await server.ask('{ officers(first: 1) { totalCount } }')).officers.totalCount).toBe(1_800);
});

test('more of them than there are connections to the database end too, and then everybody is answered', async () => {
  const letGo = await hold('officer');
  const slow = Array.from({ length: 40 }, () => post(server, { query: QUESTIONS[0] }));
  await whileOthersAsk(server, () => Promise.all(slow));
  for (const told of await Promise.all(slow)) expectRefused(told, 'TIMED_OUT');
  await letGo();
  expect((await server.ask('{ officers(first: 1) { totalCount } }')).officers.totalCount).toBe(1_800);
});

test('an order that no index helps, over filters that no index helps, is answered or ended', async () => {
  const filter = { or: Array.from({ length: 40 }, (_, n) => ({ evidence: { contains: `${n}%_\\` }, inspection: { unit: { name: { contains: '单' } } } })) };
  const query =
    'query ($filter: FindingFilter) { findings(first: 500, filter: $filter, orderBy: [{ field: evidence }, { field: inspector, direction: DESC }]) { totalCount nodes { id } } }';
  const answers = await whileOthersAsk(server, () => Promise.all(Array.from({ length: 10 }, () => post(server, { query, variables: { filter } }))));
  for (const told of answers) {
    if (told.errors) expectRefused(told, 'TIMED_OUT', 'FILTER_TOO_LARGE', 'TOO_COSTLY');
    else expect(told.data.findings).toEqual({ totalCount: 0, nodes: [] });
  }
});
