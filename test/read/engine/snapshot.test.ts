import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sql from 'sql-template-tag';
import { Readers } from '../../../server/database/index.ts';
import { Models, READ_LIMITS, Reader } from '../../../server/read/index.ts';
import { seed } from '../../testkit/seed.ts';
import { startTestServer, type TestServer } from '../../testkit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city(1).units({ TOWNSHIP: 2 }).officers(1).ruleBook(2026).round('2026-01').inspected(1).write();
  await server.ask('mutation { publishInspectionRound(month: "2026-01") { problems { code } } }');
});
afterAll(() => server.stop());

const COUNT = sql`select count(*)::int as officers from officer`;

test('a Reader in a snapshot sees one moment, however it reads, and the next one what was written since', async () => {
  const readers = new Readers(server.database.url, 1, READ_LIMITS.statementTimeout);
  const models = new Models(server.database.orm);
  const read = new Reader(models, readers);
  const next = new Reader(models, readers);
  try {
    // Twice is once.
    await Promise.all([read.snapshot(), read.snapshot()]);
    expect(await read.query(COUNT)).toEqual([{ officers: 2 }]);
    await server.database.orm.em.fork().execute('delete from officer where id = 1');
    expect(await read.query(COUNT)).toEqual([{ officers: 2 }]);
    expect(await read.arrays(COUNT)).toEqual([[2]]);
    await read.close();
    expect(await next.arrays(COUNT)).toEqual([[1]]);
  } finally {
    await read.close();
    // Ends only when every connection has come back.
    await readers.close();
  }
});

test('what fails in the snapshot of a board fails for what the caller wrote, and nothing of it is a fault of ours', async () => {
  // A cursor of the right form, beyond what an id may be.
  const after = Buffer.from(JSON.stringify(['99999999999999'])).toString('base64url');
  const query = `query ($after: String) { board { round { month } progress { units }
    rankings { results { unit { code officers(after: $after) { totalCount nodes { name } } } explanation { score } versions { version } } } } }`;
  const { errors } = await server.graphql(query, { after });
  expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
  expect(server.reported).toEqual([]);
  expect((await server.ask(query)).board.round.month).toBe('2026-01');
});
