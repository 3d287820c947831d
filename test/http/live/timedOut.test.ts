import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { READ_LIMITS } from '../../../server/read/index.ts';
import { startTestServer, type TestServer } from '../../testkit/server.ts';
import { eventWriter } from './events.ts';
import { Wire } from './wire.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ readLimits: { ...READ_LIMITS, statementTimeout: 200 } });
});
afterAll(() => server.stop());

test('an event that the database takes too long to answer was once skipped: the subscription ends instead, and goes on after its cursor', async () => {
  const write = await eventWriter(server);
  const sql = (statement: string) => server.database.orm.em.fork().execute(statement);
  const wire = await Wire.open(server.socketUrl);
  const query = 'subscription ($after: EventCursor) { board(after: $after) { cursor round { month } } }';
  await wire.listen('before', query);
  await write(1);
  const [heard] = await wire.heard('before', 1);
  // No lock, since events wait for whoever holds one to end.
  await sql('alter table inspection_round rename to rounds');
  await sql('create view inspection_round as select rounds.* from rounds, pg_sleep(60)');
  await write(1);
  expect(await wire.refused('before')).toMatchObject([{ extensions: { code: 'TIMED_OUT' } }]);
  expect(wire.told('before')).toEqual([heard]);
  await sql('drop view inspection_round');
  await sql('alter table rounds rename to inspection_round');
  wire.subscribe('after', query, { after: heard.data.board.cursor });
  expect(await wire.heard('after', 1)).toMatchObject([{ data: { board: { round: { month: '2026-03' } } } }]);
  await wire.close();
});
