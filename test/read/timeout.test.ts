import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sql from 'sql-template-tag';
import { Readers } from '../../server/database/index.ts';
import { Models, READ_LIMITS, Reader } from '../../server/read/index.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { Sessions } from '../testkit/sessions.ts';

let server: TestServer;
const sessions = new Sessions();
beforeAll(async () => {
  server = await startTestServer({ readLimits: { ...READ_LIMITS, statementTimeout: 200 } });
  await seed(server.database.orm).city(1).units({ TOWNSHIP: 2 }).officers(1).write();
});
afterAll(async () => {
  await sessions.end();
  await server.stop();
});

test('a question that the database takes too long for ends with TIMED_OUT, and is answered when it no longer does', async () => {
  const other = await sessions.open(server.database.url);
  await other.query('begin; lock table officer in access exclusive mode');
  const query = '{ units { nodes { officers { nodes { name } } } } }';
  const { errors } = await server.graphql(query);
  expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['TIMED_OUT']));
  expect(JSON.stringify(errors)).not.toMatch(/statement timeout|cancel/i);
  // What is asked of other tables was never held up.
  await server.ask('{ units { totalCount } }');
  await other.query('rollback');
  expect((await server.ask(query)).units.nodes).toHaveLength(2);
  expect(server.reported).toEqual([]);
});

test('writing has no such limit: a verb waits for its turn', async () => {
  const other = await sessions.open(server.database.url);
  await other.query('begin; lock table rule_book in access exclusive mode');
  const waiting = server.ask('mutation { openInspectionRound(month: "2026-01") { problems { code } } }');
  // Not by the session with the lock: within a transaction it would see the same again and again.
  const onlooker = await sessions.open(server.database.url);
  const waiters = () => onlooker.query("select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()");
  while (!(await waiters()).rowCount) await other.query('select');
  const [writer] = await server.database.orm.em.fork().execute('show statement_timeout');
  expect(writer).toEqual({ statement_timeout: '0' });
  await other.query('rollback');
  expect(await waiting).toEqual({ openInspectionRound: { problems: [{ code: 'RULE_BOOK_MISSING' }] } });
});

test('no question can change anything: connections that read are read-only', async () => {
  const readers = new Readers(server.database.url, 1, READ_LIMITS.statementTimeout);
  try {
    const read = new Reader(new Models(server.database.orm), readers);
    await expect(read.query(sql`delete from officer`)).rejects.toThrow('read-only');
  } finally {
    await readers.close();
  }
});
