import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { serveDuban } from '../../server/duban.ts';
import { reactions } from '../../server/reactions.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { type Listener, listen } from '../testkit/socket.ts';
import { Desk } from './desk.ts';

let server: TestServer;
let desk: Desk;
const open: Listener<unknown>[] = [];
beforeAll(async () => {
  server = await startTestServer({ reactions });
  await seed(server.database.orm).city().units({ TOWNSHIP: 3 }).ruleBook(2026).write();
  desk = new Desk(server);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close()));
});
afterAll(() => server.stop());

interface Raised {
  warningRaised: { cursor: string; warning: { cause: string; level: string } };
}

async function follow<T>(query: string, variables: Record<string, unknown> = {}): Promise<Listener<T>> {
  const listener = await listen<T>(server.socketUrl, query, variables);
  open.push(listener);
  return listener;
}

const RAISED = 'subscription ($after: EventCursor, $minLevel: WarningLevel) { warningRaised(after: $after, minLevel: $minLevel) { cursor warning { cause level } } }';
const raised = (variables: Record<string, unknown> = {}) => follow<Raised>(RAISED, variables);
const causes = (events: Raised[]) => events.map(({ warningRaised: { warning } }) => warning.cause);

test('a publication’s warnings reach who listens, the least severe first, and who asked for a level only those of it and above', async () => {
  const [all, orange] = await Promise.all([raised(), raised({ minLevel: 'ORANGE' })]);
  await desk.publish('2026-01', { XZ01: [['A4', 2]], XZ02: [['C1', 1]] });
  expect(causes(await all.until(3))).toEqual(['INSPECTION_MISSING XZ03 2026-01', 'RESULT_POOR XZ01 2026-01', 'VETO_PROPOSED XZ02 2026-01']);
  expect(causes(await orange.until(2))).toEqual(['RESULT_POOR XZ01 2026-01', 'VETO_PROPOSED XZ02 2026-01']);
});

test('who was away is told afterwards what was raised meanwhile, once and in order', async () => {
  const whole = await raised();
  await desk.publish('2026-02', { XZ01: [['A4', 2]], XZ02: [['A4', 3]], XZ03: [] });
  const events = await whole.until(4);
  const resumed = await raised({ after: events[1]?.warningRaised.cursor });
  expect(await resumed.until(2)).toEqual(events.slice(2));
});

test('who comes back to a log that no longer reaches back so far is told of the gap', async () => {
  const { board } = await server.ask('{ board { cursor } }');
  await desk.publish('2026-03', { XZ01: [['A4', 2]], XZ02: [], XZ03: [] });
  await server.database.orm.em
    .fork()
    .execute('update event_log_identity set horizon_tx = e.tx, horizon_id = e.id from (select tx, id from event order by tx desc, id desc limit 1) e');
  // At another process: the one that was there remembers the newest events.
  const other = await serveDuban({
    orm: server.database.orm,
    databaseUrl: server.database.url,
    host: '127.0.0.1',
    port: 0,
    openToEveryone: true,
    report: (error) => server.reported.push(error),
  });
  const late = await listen<Raised>(`${other.url.replace('http', 'ws')}/graphql`, RAISED, { after: board.cursor });
  open.push(late);
  await late.ended;
  expect(late.errors).toMatchObject([{ extensions: { code: 'GAP' } }]);
  expect(late.received).toEqual([]);
  await late.close();
  await other.close();
  await server.database.orm.em.fork().execute("update event_log_identity set horizon_tx = '0', horizon_id = 0");
});

test('whatever happens to a warning is told, by whom it may be: taken up, dealt with, retracted', async () => {
  const changed = await follow<{ warningChanged: { step: string; warning: { cause: string } } }>('subscription { warningChanged { step warning { cause } } }');
  const office = await desk.publish('2026-04', { XZ01: [], XZ02: [], XZ03: [['C1', 1]] });
  const { id } = await desk.warning('VETO_PROPOSED XZ03 2026-04');
  await desk.acknowledge(id);
  await desk.resolve(id);
  const result = await office.resultOf('XZ03');
  await office.correct(result.id, { retract: result.explanation.items.flatMap((item) => item.findings.map((finding) => finding.id)) });
  const events = await changed.until(3);
  expect(events.map(({ warningChanged: { step, warning } }) => `${step} ${warning.cause}`)).toEqual([
    'ACKNOWLEDGE VETO_PROPOSED XZ03 2026-04',
    'RESOLVE VETO_PROPOSED XZ03 2026-04',
    'RETRACT VETO_PROPOSED XZ03 2026-04',
  ]);
});

test('the wall hears of warnings among everything else, after the month they follow from', async () => {
  const { board } = await server.ask('{ board { cursor } }');
  await desk.publish('2026-05', { XZ01: [], XZ02: [], XZ03: [['A4', 2]] });
  const wall = await follow<{ board: { __typename: string; warning?: { cause: string }; round: { month: string } } }>(
    'subscription ($after: EventCursor) { board(after: $after) { __typename round { month } ... on WarningRaised { warning { cause } } ... on WarningChanged { step } } }',
    { after: board.cursor },
  );
  // Opened, three inspected, one finding, three results, the month; a streak, a fall, a poor result; and, whenever its own consumer comes to it, the rectification of that.
  const events = await wall.until(13);
  const [others, rectifications] = [false, true].map((those) => events.filter(({ board: { __typename } }) => (__typename === 'RectificationChanged') === those));
  expect(rectifications).toHaveLength(1);
  expect(others?.slice(8).map(({ board: { __typename, warning } }) => warning?.cause ?? __typename)).toEqual([
    'RoundPublished',
    'STREAK_GOOD XZ01 2026-05 2',
    'SCORE_DROP XZ03 2026-05',
    'RESULT_POOR XZ03 2026-05',
  ]);
  expect(new Set(events.map(({ board: { round } }) => round.month))).toEqual(new Set(['2026-05']));
});
