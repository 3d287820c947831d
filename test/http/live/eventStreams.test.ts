import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { startTestServer, type TestServer } from '../../testkit/server.ts';
import { dataOf, EventStreamReader } from './eventStream.ts';
import { boardOfBytes, eventWriter } from './events.ts';
import { eventually } from './eventually.ts';
import { Wire } from './wire.ts';

const BOARD = 'subscription ($after: EventCursor) { board(after: $after) { __typename cursor round { month } } }';

let server: TestServer;
let write: (count: number) => Promise<void>;
const open: EventStreamReader[] = [];

beforeAll(async () => {
  server = await startTestServer();
  write = await eventWriter(server);
});
afterEach(async () => {
  for (const each of open.splice(0)) each.cut();
  await eventually(() => server.duban.live.connections === 0);
});
afterAll(() => server.stop());

interface Question {
  query?: unknown;
  variables?: unknown;
  operationName?: string;
}

async function reader(url: string, init?: RequestInit): Promise<EventStreamReader> {
  const stream = await EventStreamReader.open(url, init);
  open.push(stream);
  return stream;
}

function get(question: Question, headers: Record<string, string> = {}): Promise<EventStreamReader> {
  const parameters = Object.entries(question).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  return reader(`${server.url}/graphql?${new URLSearchParams(parameters)}`, { headers });
}

function post(body: string, headers: Record<string, string> = {}): Promise<EventStreamReader> {
  return reader(`${server.url}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
}

const ask = (question: Question) => post(JSON.stringify(question));

/** Opens it and resolves once the server listens for it. */
async function listening(opened: Promise<EventStreamReader>): Promise<EventStreamReader> {
  const { members } = server.duban.live;
  const stream = await opened;
  await eventually(() => server.duban.live.members > members);
  return stream;
}

/** For a beginning that is certain: from now on without one, what was written a moment ago may still be told. */
async function cursorNow(): Promise<string> {
  return (await server.ask('{ board { cursor } }')).board.cursor;
}

test('each event comes with its cursor as its id, and resuming by Last-Event-ID is resuming by the argument', async () => {
  const stream = await listening(get({ query: BOARD }));
  expect(stream.response.status).toBe(200);
  expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream\b/);
  expect(stream.response.headers.get('cache-control')).toContain('no-transform');
  await write(10);
  const events = await stream.heard(10);
  expect(stream.events[0]).toEqual({ retry: expect.stringMatching(/^\d+$/) });
  for (const [index, event] of events.entries()) {
    const { data, extensions } = dataOf(event);
    expect([event.event, event.id, data.board.cursor]).toEqual(['next', data.board.cursor, event.id]);
    if (index) expect(extensions.after).toBe(events[index - 1]?.id);
  }
  const resumed = events[3]?.id as string;
  const ways = await Promise.all([
    get({ query: BOARD }, { 'last-event-id': resumed }),
    get({ query: BOARD, variables: { after: resumed } }),
    get({ query: BOARD.replace('($after: EventCursor)', '').replace('$after', JSON.stringify(resumed)) }),
    // The header is the later of the two: a browser sends the same address again for ever.
    get({ query: BOARD, variables: { after: events[0]?.id } }, { 'last-event-id': resumed }),
    ask({ query: BOARD, variables: { after: resumed } }),
    post(JSON.stringify({ query: BOARD }), { 'last-event-id': resumed }),
  ]);
  for (const way of ways) expect(await way.heard(6)).toEqual(events.slice(4));
});

test('what is told is byte for byte what a WebSocket is told, whatever its length', async () => {
  const [wire, cursor] = [await Wire.open(server.socketUrl), await cursorNow()];
  for (const query of [BOARD, boardOfBytes(70_000)]) {
    const variables = { after: cursor };
    const stream = await ask({ query, variables });
    await wire.listen(`ws ${query.length}`, query, variables);
    await write(3);
    const events = await stream.heard(3);
    await wire.heard(`ws ${query.length}`, 3);
    expect(events.map(({ data }) => `{"id":"ws ${query.length}","type":"next","payload":${data}}`)).toEqual(
      wire.texts.filter((text) => text.startsWith(`{"id":"ws ${query.length}","type":"next"`)).slice(0, 3),
    );
    stream.cut();
  }
  await wire.close();
});

test('the graphql-sse client understands every word', async () => {
  const client = createClient({ url: `${server.url}/graphql`, retryAttempts: 0 });
  const told: string[] = [];
  const cursor = await cursorNow();
  const subscription = client.iterate<{ board: { cursor: string } }, { after: string }>({ query: BOARD, variables: { after: cursor } });
  await write(20);
  for await (const { data, extensions, errors } of subscription) {
    expect(errors).toBeUndefined();
    // Others stood here before: what this one knows already may lie in between, and nothing else.
    if (told.length) expect(extensions?.after).toBe(told.at(-1));
    else expect(String(extensions?.after) <= cursor).toBe(true);
    told.push(data?.board.cursor as string);
    if (told.length === 20) break;
  }
  await eventually(() => server.duban.live.members === 0);

  const answers = [];
  for await (const answer of client.iterate({ query: '{ units { totalCount } }' })) answers.push(answer);
  for await (const answer of client.iterate({ query: 'mutation { openInspectionRound(month: "2026-05") { problems { code } } }' })) answers.push(answer);
  for await (const answer of client.iterate({ query: BOARD, variables: { after: 'nonsense' } })) answers.push(answer);
  expect(answers).toEqual([
    { data: { units: { totalCount: 2 } } },
    { data: { openInspectionRound: { problems: [] } } },
    { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_CURSOR' }) })] },
  ]);
  client.dispose();
});

test.each<[what: string, code: string, question: Question]>([
  ['a query that does not parse', 'GRAPHQL_PARSE_FAILED', { query: 'subscription {' }],
  ['a query nested beyond any question', 'TOO_MANY_TOKENS', { query: '{a'.repeat(100_000) }],
  ['a query that does not fit the schema', 'GRAPHQL_VALIDATION_FAILED', { query: 'subscription { nothing }' }],
  [
    'a variable of the wrong form',
    'BAD_USER_INPUT',
    { query: 'subscription ($c: UnitClass) { inspectionResultPublished(unitClass: $c) { cursor } }', variables: { c: 'VILLAGE' } },
  ],
  ['a variable of the wrong form in a query', 'BAD_USER_INPUT', { query: 'query ($m: YearMonth) { board(month: $m) { cursor } }', variables: { m: 'May' } }],
  ['a cursor that is none', 'BAD_CURSOR', { query: BOARD, variables: { after: 'nonsense' } }],
  ['a cursor of another database', 'FOREIGN_CURSOR', { query: BOARD, variables: { after: 'e2-000000000000-a1-a1' } }],
  ['an unknown operation', 'BAD_REQUEST', { query: '{ __typename }', operationName: 'Other' }],
  ['no query', 'BAD_REQUEST', {}],
  ['a query that is no text', 'BAD_REQUEST', { query: 7 }],
  ['variables that are no JSON', 'BAD_REQUEST', { query: BOARD, variables: '{' }],
  ['variables that are no object', 'BAD_REQUEST', { query: BOARD, variables: ['a'] }],
])('%s is refused with %s in the stream, which then ends', async (_, code, question) => {
  const stream = await ask(question);
  expect(stream.response.status).toBe(200);
  const [next, complete, ...rest] = await stream.toEnd();
  expect(next?.event).toBe('next');
  expect(dataOf(next)).toMatchObject({ errors: [{ message: expect.any(String), extensions: { code } }] });
  expect([complete, rest]).toEqual([{ event: 'complete', data: '' }, []]);
});

test('a Last-Event-ID that is no cursor is refused, and an empty one is none', async () => {
  const refused = await get({ query: BOARD }, { 'last-event-id': 'nonsense' });
  expect(dataOf((await refused.toEnd())[0])).toMatchObject({ errors: [{ extensions: { code: 'BAD_CURSOR' } }] });
  const stream = await listening(get({ query: BOARD }, { 'last-event-id': '' }));
  await write(1);
  expect(dataOf((await stream.heard(1))[0]).data.board.__typename).toBe('RoundOpened');
});

test('a body that is no JSON is refused as in any request', async () => {
  for (const [body, type, status] of [
    ['{"query": ', 'application/json', 400],
    ['query=a', 'application/x-www-form-urlencoded', 415],
  ] as const) {
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', body, headers: { accept: 'text/event-stream', 'content-type': type } });
    expect([response.status, await response.json()]).toEqual([
      status,
      { errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST', requestId: expect.any(String) } }] },
    ]);
  }
});

test('a mutation is carried out when posted, and refused in an address', async () => {
  const mutation = (month: string) => ({ query: `mutation { openInspectionRound(month: "${month}") { problems { code } } }` });
  expect((await (await ask(mutation('2026-06'))).toEnd()).map(({ event, data }) => [event, data])).toEqual([
    ['next', '{"data":{"openInspectionRound":{"problems":[]}}}'],
    ['complete', ''],
  ]);
  const [next] = await (await get(mutation('2026-07'))).toEnd();
  expect(dataOf(next)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  const text = await post(JSON.stringify(mutation('2026-07')), { 'content-type': 'text/plain' });
  expect(dataOf((await text.toEnd())[0])).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  expect(await server.ask('{ inspectionRound(month: "2026-07") { month } }')).toEqual({ inspectionRound: null });
});

test('who understands a plain answer too gets one', async () => {
  for (const accept of [
    'application/json, text/event-stream',
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
  ]) {
    const { response } = await reader(`${server.url}/graphql`, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ units { totalCount } }' }),
    });
    expect(response.headers.get('content-type')).toMatch(/^application\/.*json/);
  }
});

test('an event that cannot be answered ends the stream, and resuming by its last id brings it', async () => {
  const stream = await get({ query: BOARD, variables: { after: await cursorNow() } });
  await write(1);
  const [first] = await stream.heard(1);
  const sql = (statement: string) => server.database.orm.em.fork().execute(statement);
  await sql('alter table inspection_round rename to gone');
  await write(1);
  expect((await stream.toEnd()).slice(1).map(({ event, data }) => [event, data])).toEqual([
    ['next', expect.stringContaining('"code":"INTERNAL_SERVER_ERROR"')],
    ['complete', ''],
  ]);
  expect(server.reported.splice(0).map(String)).toEqual([expect.stringContaining('"inspection_round" does not exist')]);
  await sql('alter table gone rename to inspection_round');
  const resumed = await get({ query: BOARD }, { 'last-event-id': first?.id as string });
  expect(dataOf((await resumed.heard(1))[0]).extensions).toEqual({ after: first?.id });
});

test('cutting the connection ends the subscription and its group, also before it is joined', async () => {
  const streams = await Promise.all(Array.from({ length: 5 }, () => get({ query: BOARD })));
  await eventually(() => server.duban.live.members === 5);
  expect(server.duban.live).toEqual({ connections: 5, groups: 1, members: 5 });
  for (const stream of streams) stream.cut();
  await eventually(() => server.duban.live.connections === 0);
  for (let n = 0; n < 20; n++) {
    const stop = new AbortController();
    const asked = fetch(`${server.url}/graphql?query=${encodeURIComponent(BOARD)}`, { headers: { accept: 'text/event-stream' }, signal: stop.signal }).catch(() => undefined);
    for (let turn = 0; turn < n; turn++) await new Promise(setImmediate);
    stop.abort();
    await asked;
  }
  await eventually(() => server.duban.live.connections === 0);
  await server.ask('{ board { cursor } }');
  expect(server.duban.live).toEqual({ connections: 0, groups: 0, members: 0 });
  expect(server.reported).toEqual([]);
});
