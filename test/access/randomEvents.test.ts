import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildClientSchema, introspectionFromSchema } from 'graphql';
import { globalId } from '../../schema/Node.ts';
import type { Role } from '../../server/access/policy.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { appendEvents, EventCursor, EventLog, type EventRecord, type NewEvent } from '../../server/live/index.ts';
import { dataOf, EventStreamReader } from '../http/live/eventStream.ts';
import { Wire } from '../http/live/wire.ts';
import { foundVariedCity } from '../read/reference/city.ts';
import { World } from '../read/reference/world.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { Chance } from '../torture/chance.ts';
import { type Asking, asking } from './asking.ts';
import { hears, sees } from './plain.ts';
import { randomViewer } from './randomViewer.ts';
import { signedIn } from './signedIn.ts';

/*
 * Random events of random rows are told to random viewers, live and replayed, over real sockets: to each exactly those whose rows the policies show them, said row by
 * row in memory, and exactly those that they get by asking.
 *
 *   RANDOM_VIEWERS=200 RANDOM_SEED=anything npm test -- test/access/randomEvents.test.ts
 */
const VIEWERS = Number(process.env.RANDOM_VIEWERS ?? 30);
const EVENTS = 120;
const chance = new Chance(`events ${process.env.RANDOM_SEED ?? 'Duban'}`);

const QUERIES = {
  board: `subscription ($after: EventCursor) { board(after: $after) { cursor ... on UnitInspected { inspection { id } } ... on FindingRecorded { finding { id } }
    ... on FindingRetracted { finding { id } } ... on ResultPublished { result { id } } ... on RoundOpened { round { id } } ... on RoundPublished { round { id } } } }`,
  inspectionResultPublished: 'subscription ($after: EventCursor) { inspectionResultPublished(after: $after) { cursor result { id } } }',
};
type Subscription = keyof typeof QUERIES;
const SUBSCRIPTIONS = Object.keys(QUERIES) as Subscription[];

interface Somebody {
  viewer: Viewer & { roles: [Role] };
  cookie: string;
  wire: Wire;
}

let server: TestServer;
let asks: Asking;
let world: World;
let log: EventLog;
let start: EventCursor;
let happened: EventRecord[];
const people: Somebody[] = [];

beforeAll(async () => {
  server = await startTestServer();
  await foundVariedCity(server);
  asks = await asking(server);
  const schema = buildClientSchema(introspectionFromSchema(asks.schema));
  world = await World.read(schema, server.database.url);
  log = await EventLog.open(server.database.orm);
  start = await log.now();
  for (let n = 0; n < VIEWERS; n++) {
    const viewer = randomViewer(world, chance);
    const { cookie } = await signedIn(server, viewer);
    const wire = await Wire.open(server.socketUrl, { headers: { cookie } });
    people.push({ viewer, cookie, wire });
    for (const subscription of SUBSCRIPTIONS) await wire.listen(subscription, QUERIES[subscription], n % 2 ? { after: String(start) } : {});
  }
  let written = 0;
  while (written < EVENTS) {
    const events = Array.from({ length: chance.whole(1, 12) }, randomEvent);
    await server.database.orm.em.fork().transactional((em) => appendEvents(em, events));
    written += events.length;
  }
  // Whoever hears the last of what they may hear has heard whatever came before it: here is something for everybody who may hear anything.
  const last = world
    .rows('InspectionResult')
    .map((row): NewEvent => ({ kind: 'RESULT_PUBLISHED', data: { round: row.round as number, result: row.id, unitClass: row.unitClass as never } }));
  await server.database.orm.em
    .fork()
    .transactional((em) => appendEvents(em, [...last, { kind: 'ROUND_PUBLISHED', data: { round: world.rows('InspectionRound')[0]?.id as number } }]));
  written += last.length + 1;
  // What was committed can be read once nothing older is under way, in any database of the cluster.
  do happened = await log.after(start, 10_000);
  while (happened.length < written);
}, 120_000);
afterAll(async () => {
  await Promise.all(people.map(({ wire }) => wire.cut()));
  await asks.stop();
  await server.stop();
});

function randomEvent(): NewEvent {
  const finding = chance.pick(world.rows('Finding'));
  const inspection = world.find('Inspection', finding.inspection);
  const result = chance.pick(world.rows('InspectionResult'));
  const round = inspection?.round as number;
  const ids = { round, inspection: inspection?.id as number };
  return chance.pick<NewEvent>([
    { kind: 'ROUND_OPENED', data: { round } },
    { kind: 'UNIT_INSPECTED', data: ids },
    { kind: 'FINDING_RECORDED', data: { ...ids, finding: finding.id } },
    { kind: 'FINDING_RETRACTED', data: { ...ids, finding: finding.id } },
    { kind: 'RESULT_PUBLISHED', data: { round: result.round as number, result: result.id, unitClass: result.unitClass as never } },
    { kind: 'ROUND_PUBLISHED', data: { round } },
  ]);
}

/** The row an event concerns, by its global id. */
function rowOf({ kind, data }: EventRecord): string {
  if (kind === 'UNIT_INSPECTED') return globalId('Inspection', data.inspection);
  if (kind === 'FINDING_RECORDED' || kind === 'FINDING_RETRACTED') return globalId('Finding', data.finding);
  if (kind === 'RESULT_PUBLISHED') return globalId('InspectionResult', data.result);
  return globalId('InspectionRound', (data as { round: number }).round);
}

interface Told {
  cursor: string;
  row: string;
}

interface Payload {
  data: Record<string, { cursor: string } & Record<string, { id: string }>>;
  errors?: unknown;
}

function told({ data, errors }: Payload): Told {
  expect(errors).toBeUndefined();
  const [{ cursor, ...shown }] = Object.values(data) as [Payload['data'][string]];
  return { cursor, row: (Object.values(shown)[0] as { id: string }).id };
}

/** What the policies say is told after a cursor; undefined where the subscription itself is refused. */
function entitled({ viewer }: Somebody, subscription: Subscription, after: EventCursor): Told[] | undefined {
  const [role] = viewer.roles;
  if (!asks.rules.of(viewer).mayRead('Subscription', subscription)) return undefined;
  return happened
    .filter((event) => !after.covers(event) && hears(world, viewer, role, subscription, event))
    .map((event) => ({ cursor: EventCursor.at(log.id, event).toString(), row: rowOf(event) }));
}

async function heard(wire: Wire, id: string, expected: readonly Told[] | undefined): Promise<Told[] | undefined> {
  if (expected) return (await wire.heard(id, expected.length)).map(told);
  expect(await wire.refused(id)).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  return undefined;
}

test('live and replayed, everybody is told exactly the events whose rows the policies show them, in commit order', async () => {
  const lengths = new Set<number | undefined>();
  for (const somebody of people) {
    for (const subscription of SUBSCRIPTIONS) {
      const expected = entitled(somebody, subscription, start);
      expect({ viewer: somebody.viewer, subscription, live: await heard(somebody.wire, subscription, expected) }).toEqual({
        viewer: somebody.viewer,
        subscription,
        live: expected,
      });
      const again = `again ${subscription}`;
      somebody.wire.subscribe(again, QUERIES[subscription], { after: String(start) });
      expect({ viewer: somebody.viewer, subscription, replayed: await heard(somebody.wire, again, expected) }).toEqual({
        viewer: somebody.viewer,
        subscription,
        replayed: expected,
      });
      lengths.add(expected?.length);
    }
  }
  // Otherwise it would show little.
  expect(lengths.size).toBeGreaterThan(5);
}, 120_000);

test('the rows that are told are those that the same viewer gets by asking', async () => {
  for (const { viewer, wire, cookie } of people) {
    for (const subscription of SUBSCRIPTIONS) {
      if (!asks.rules.of(viewer).mayRead('Subscription', subscription)) continue;
      const concerned = new Set(happened.filter(({ kind }) => subscription === 'board' || kind === 'RESULT_PUBLISHED').map(rowOf));
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: [...concerned] } }),
      });
      const { data } = (await response.json()) as { data: { nodes: ({ id: string } | null)[] } };
      const found = data.nodes.flatMap((node) => node?.id ?? []);
      expect({ viewer, subscription, rows: [...new Set(wire.told(subscription).map((payload) => told(payload).row))].sort() }).toEqual({
        viewer,
        subscription,
        rows: found.sort(),
      });
    }
  }
});

test('with a cursor of another viewer’s stream somebody is told what comes after it of what they may see themselves, over either transport', async () => {
  const cursors = people.flatMap(({ wire }) => SUBSCRIPTIONS.flatMap((subscription) => wire.told(subscription).map((payload) => told(payload).cursor)));
  for (const [n, somebody] of people.entries()) {
    for (const subscription of SUBSCRIPTIONS) {
      const after = chance.pick(cursors);
      const expected = entitled(somebody, subscription, EventCursor.parse(after, log.id));
      const id = `stale ${subscription}`;
      somebody.wire.subscribe(id, QUERIES[subscription], { after });
      expect({ viewer: somebody.viewer, subscription, told: await heard(somebody.wire, id, expected) }).toEqual({ viewer: somebody.viewer, subscription, told: expected });
      if (n % 3 || !expected) continue;
      const url = `${server.url}/graphql?${new URLSearchParams({ query: QUERIES[subscription] })}`;
      const stream = await EventStreamReader.open(url, { headers: { cookie: somebody.cookie, 'last-event-id': after } });
      expect((await stream.heard(expected.length)).map((event) => told(dataOf(event)))).toEqual(expected);
      stream.cut();
    }
  }
}, 120_000);

test('nobody was told a row that their role does not show', () => {
  for (const { viewer, wire } of people) {
    // Also what came when nobody waited for it any more.
    for (const { payload } of wire.messages.filter(({ type, id }) => type === 'next' && !id?.startsWith('ask'))) {
      const [typeName, key] = rowNamed(told(payload).row);
      const row = world.find(typeName, key);
      expect({ viewer, row, seen: row !== null && sees(world, viewer, viewer.roles[0], row) }).toMatchObject({ seen: true });
    }
  }
});

function rowNamed(id: string): [string, number] {
  for (const typeName of ['Inspection', 'Finding', 'InspectionResult', 'InspectionRound']) {
    const row = world.rows(typeName).find(({ id: key }) => globalId(typeName, key) === id);
    if (row) return [typeName, row.id];
  }
  throw new Error(`There is no row ${id}`);
}
