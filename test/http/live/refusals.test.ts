import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { serveDuban } from '../../../server/duban.ts';
import { startTestServer, type TestServer } from '../../testkit/server.ts';
import { dataOf, EventStreamReader } from './eventStream.ts';
import { eventWriter } from './events.ts';
import { Wire } from './wire.ts';

const BOARD = 'subscription ($after: EventCursor) { board(after: $after) { cursor } }';
const RESULTS = 'subscription ($after: EventCursor, $unitClass: UnitClass!) { inspectionResultPublished(after: $after, unitClass: $unitClass) { cursor } }';

let server: TestServer;
let write: (count: number) => Promise<void>;
let wire: Wire;
let asked = 0;
beforeAll(async () => {
  server = await startTestServer();
  write = await eventWriter(server);
  wire = await Wire.open(server.socketUrl);
});
beforeEach(() => {
  asked++;
});
afterAll(async () => {
  await wire.close();
  await server.stop();
});

test.each<[what: string, code: string, query: string, variables: Record<string, unknown>]>([
  ['a query that does not parse', 'GRAPHQL_PARSE_FAILED', 'subscription { board', {}],
  ['a query nested beyond any question', 'TOO_MANY_TOKENS', '{a'.repeat(100_000), {}],
  ['a field there is not', 'GRAPHQL_VALIDATION_FAILED', 'subscription { wall { cursor } }', {}],
  ['two fields at once', 'GRAPHQL_VALIDATION_FAILED', 'subscription { board { cursor } inspectionResultPublished { cursor } }', {}],
  ['a variable nobody declared', 'GRAPHQL_VALIDATION_FAILED', 'subscription { board(after: $after) { cursor } }', {}],
  ['a variable of the wrong form', 'BAD_USER_INPUT', RESULTS, { unitClass: 'VILLAGE' }],
  ['a variable left out', 'BAD_USER_INPUT', RESULTS, {}],
  ['a cursor that is none', 'BAD_CURSOR', BOARD, { after: 'nonsense' }],
  ['a cursor that is no text', 'BAD_CURSOR', BOARD, { after: { e2: 1 } }],
  ['a cursor of another database', 'FOREIGN_CURSOR', BOARD, { after: 'e2-000000000000-a1-a1' }],
  ['no one operation of several', 'BAD_REQUEST', 'subscription A { board { cursor } } subscription B { board { cursor } }', {}],
])('%s is refused with %s, and the socket lives on', async (_, code, query, variables) => {
  wire.subscribe(`refused ${asked}`, query, variables);
  expect(await wire.refused(`refused ${asked}`)).toMatchObject([{ message: expect.any(String), extensions: { code } }]);
  await wire.listen(`taken ${asked}`, BOARD);
  await write(1);
  await wire.heard(`taken ${asked}`, 1);
  expect(wire.of(`refused ${asked}`).length).toBe(1);
  expect(server.reported).toEqual([]);
});

test('a query’s variable of the wrong form is answered with errors', async () => {
  wire.subscribe('query', 'query ($month: YearMonth) { board(month: $month) { cursor } }', { month: 'May' });
  expect(await wire.heard('query', 1)).toMatchObject([{ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]);
});

test('a fault of ours is told without a word of what it was, and reported in full', async () => {
  const sql = (statement: string) => server.database.orm.em.fork().execute(statement);
  await sql('alter table unit rename to gone');
  expect(await wire.ask('{ units { totalCount } }')).toEqual({
    data: null,
    errors: [{ message: expect.stringContaining('服务器内部错误'), path: ['units'], extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) } }],
  });
  await sql('alter table gone rename to unit');
  expect(server.reported.splice(0).map(String)).toEqual([expect.stringContaining('"unit" does not exist')]);
});

test('a cursor from before the oldest event kept is refused with GAP, which names the oldest that will do', async () => {
  const { board } = await server.ask('{ board { cursor } }');
  await write(10);
  wire.subscribe('before', BOARD, { after: board.cursor });
  const told = (await wire.heard('before', 10)).map(({ data }): string => data.board.cursor);
  // What removal of old events does. The tail remembers these; a server that starts now does not.
  const sql = (statement: string) => server.database.orm.em.fork().execute(statement);
  await sql('update event_log_identity set (horizon_tx, horizon_id) = (select tx, id from event order by event.tx desc, event.id desc offset 2 limit 1)');
  await sql('delete from event where (tx, id) <= (select horizon_tx, horizon_id from event_log_identity)');
  const later = await serveDuban({
    orm: server.database.orm,
    databaseUrl: server.database.url,
    host: '127.0.0.1',
    port: 0,
    report: (error) => server.reported.push(error),
    openToEveryone: true,
  });
  const other = await Wire.open(`${later.url.replace('http', 'ws')}/graphql`);
  other.subscribe('gap', BOARD, { after: board.cursor });
  const [gap] = await other.refused('gap');
  expect(gap).toMatchObject({ extensions: { code: 'GAP', oldest: told[7] } });
  const stream = await EventStreamReader.open(`${later.url}/graphql?query=${encodeURIComponent(BOARD)}`, { headers: { 'last-event-id': told[0] as string } });
  expect(dataOf((await stream.toEnd())[0]).errors).toMatchObject([{ extensions: { code: 'GAP', oldest: told[7] } }]);
  other.subscribe('oldest', BOARD, { after: gap.extensions.oldest });
  expect((await other.heard('oldest', 2)).map(({ data }) => data.board.cursor)).toEqual(told.slice(8));
  await other.close();
  await later.close();
});
