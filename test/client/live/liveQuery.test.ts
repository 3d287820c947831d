import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { type LiveQuery, liveQuery, type Surroundings } from '../../../client/live/index.ts';
import { reasonOf } from '../../../client/live/liveQuery.ts';
import { systemClock } from '../../../client/live/source.ts';
import { type Asked, errorOf, FakeGraphql } from './fakeGraphql.ts';
import { nodeEventSource } from './nodeEventSource.ts';
import { at, type Entry, entry, type Told, toldFold, toldFrom } from './told.ts';

const SnapshotDocument = parse('query ($from: Int!) { told(from: $from) { cursor numbers outdated } }') as TypedDocumentNode<{ told: Told }, { from: number }>;
const EventsDocument = parse('subscription ($after: EventCursor!, $from: Int) { entry(after: $after, from: $from) { cursor n } }') as TypedDocumentNode<
  { entry: Entry },
  { after: string; from?: number }
>;

let server: FakeGraphql;
let live: LiveQuery<Told>;
let reported: unknown[];
/** What is in the log of the server. */
let log: number[];
/** Connections in the order they were asked for. */
let connections: Asked[];

/** Waits before tries are over at once; only patience takes its time. */
const eager = { ...systemClock, chance: () => 0, later: (milliseconds: number, call: () => void) => systemClock.later(milliseconds < 10_000 ? 0 : milliseconds, call) };

beforeEach(async () => {
  server = await FakeGraphql.start();
  log = [1];
  reported = [];
  connections = [];
  server.onSnapshot = () => ({ data: { told: toldFrom(log) } });
  server.onSubscribe = (asked) => {
    connections.push(asked);
    for (const n of log) if (at(n) > asked.after) tell(n);
  };
  live = started();
});

afterEach(async () => {
  live.stop();
  await server.stop();
});

function started(changes: Partial<Surroundings> = {}): LiveQuery<Told> {
  return liveQuery(
    server.url,
    {
      snapshot: { document: SnapshotDocument, variables: { from: 1 }, read: ({ told }) => told },
      events: { document: EventsDocument, variables: { from: 1 }, read: ({ entry }) => entry },
      ...toldFold,
    },
    { EventSource: nodeEventSource, clock: eager, report: (error) => reported.push(error), ...changes },
  );
}

const tell = (n: number, after = at(n - 1)) => connections.at(-1)?.next({ data: { entry: entry(n) }, extensions: { after } });

/** Resolves once the view is as wanted. */
function until(wanted: (query: LiveQuery<Told>) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!wanted(live)) return;
      off();
      resolve();
    };
    const off = live.onChange(look);
    look();
  });
}

const shows = (...numbers: number[]) => until(({ view }) => JSON.stringify(view.state?.numbers) === JSON.stringify(numbers));

describe('a live query', () => {
  test('shows the snapshot and every event after it, and asks both with their variables', async () => {
    const asked: unknown[] = [];
    server.onSnapshot = (variables) => {
      asked.push(variables);
      log.push(2);
      return { data: { told: toldFrom([1]) } };
    };
    live.start();
    await shows(1, 2);
    expect(live.view.connection.phase).toBe('live');
    tell(3);
    await shows(1, 2, 3);
    expect(asked).toEqual([{ from: 1 }]);
    expect(connections[0]?.variables).toMatchObject({ from: 1 });
  });

  test('gets over repeated and missing events without anybody noticing', async () => {
    live.start();
    await server.askedFor(2);
    log.push(2, 3, 4);
    tell(2);
    tell(2);
    tell(4);
    await shows(1, 2, 3, 4);
    expect(server.asked).toEqual(['snapshot', `socket ${at(1)}`, `socket ${at(2)}`]);
  });

  test.each(['BAD_CURSOR', 'FOREIGN_CURSOR', 'GAP'])('takes a new snapshot after %s', async (code) => {
    const welcome = server.onSubscribe;
    server.onSubscribe = (asked) => {
      log = [7];
      server.onSubscribe = welcome;
      asked.refuse(code);
    };
    live.start();
    await shows(7);
    await until(({ view }) => view.connection.phase === 'live');
    expect(server.asked.slice(0, 3)).toEqual(['snapshot', `socket ${at(1)}`, 'snapshot']);
    expect(reported).toEqual([]);
  });

  test.each(['FORBIDDEN', 'UNAUTHENTICATED'])('is refused by %s, in the snapshot and in the events, and goes on once it is not', async (code) => {
    const welcome = { snapshot: server.onSnapshot, subscribe: server.onSubscribe };
    server.onSnapshot = () => ({ data: null, errors: [errorOf(code)] });
    live.start();
    await until(({ view }) => view.connection.phase === 'refused');
    server.onSubscribe = (asked) => asked.refuse(code);
    server.onSnapshot = welcome.snapshot;
    await until(({ view }) => view.connection.phase === 'refused' && view.state !== null);
    server.onSubscribe = welcome.subscribe;
    await until(({ view }) => view.connection.phase === 'live');
    expect(reported).toEqual([]);
  });

  test.each(['FELL_BEHIND', 'TOO_MANY_SUBSCRIPTIONS', 'SERVER_STOPPING', 'INTERNAL_SERVER_ERROR'])('resumes after %s', async (code) => {
    const welcome = server.onSubscribe;
    server.onSubscribe = (asked) => {
      server.onSubscribe = welcome;
      log.push(2);
      asked.refuse(code);
    };
    live.start();
    await shows(1, 2);
    tell(3);
    await shows(1, 2, 3);
    expect(server.asked.filter((each) => each === 'snapshot')).toHaveLength(1);
    expect(reported).toEqual([[errorOf(code)]]);
  });

  test('asks again for an event that could not be told whole', async () => {
    const welcome = server.onSubscribe;
    server.onSubscribe = (asked) => {
      server.onSubscribe = welcome;
      log.push(2);
      asked.next({ data: { entry: null }, errors: [errorOf('INTERNAL_SERVER_ERROR')], extensions: { after: at(1) } });
    };
    live.start();
    await shows(1, 2);
    expect(server.asked).toEqual(['snapshot', `socket ${at(1)}`, `socket ${at(1)}`]);
  });

  test('takes no snapshot with errors for the truth, and says why it has none', async () => {
    const whole = server.onSnapshot;
    server.onSnapshot = () => {
      server.onSnapshot = whole;
      return { data: { told: toldFrom([]) }, errors: [errorOf('INTERNAL_SERVER_ERROR')] };
    };
    live.start();
    await shows(1);
    expect(reported).toEqual([expect.objectContaining({ graphQLErrors: [expect.objectContaining(errorOf('INTERNAL_SERVER_ERROR'))] })]);
  });

  test('says when what it is to read has no cursor, and goes on from nowhere else', async () => {
    const whole = server.onSnapshot;
    server.onSnapshot = () => {
      server.onSnapshot = whole;
      return { data: { told: { numbers: [], outdated: false } } };
    };
    const welcome = server.onSubscribe;
    server.onSubscribe = (asked) => {
      server.onSubscribe = welcome;
      log.push(2);
      asked.next({ data: { entry: { n: 2 } }, extensions: { after: at(1) } });
    };
    live.start();
    await shows(1, 2);
    expect(reported.map(String)).toEqual(Array.from({ length: 2 }, () => expect.stringMatching(/no cursor/)));
    expect(server.asked.slice(0, 4)).toEqual(['snapshot', 'snapshot', `socket ${at(1)}`, 'snapshot']);
  });

  test('calls off the snapshot it waits for when it is stopped', async () => {
    const calledOff = new Promise((resolve) => {
      server.onSnapshot = (_variables, response) => {
        response.on('close', resolve);
        live.stop();
      };
    });
    live.start();
    await calledOff;
    expect(live.view).toEqual({ state: null, connection: { phase: 'connecting' } });
  });
});

describe('where WebSockets do not get through', () => {
  test('events come over an event stream, which is remembered', async () => {
    server.blocksSockets = true;
    live.start();
    await server.askedFor(4);
    log.push(2);
    tell(2);
    await shows(1, 2);
    connections.at(-1)?.cut();
    await server.askedFor(5);
    tell(3);
    await shows(1, 2, 3);
    expect(server.asked).toEqual(['snapshot', 'blocked socket', 'blocked socket', `stream ${at(1)}`, `stream ${at(2)}`]);
  });

  test('refusals over an event stream are understood too', async () => {
    server.blocksSockets = true;
    const welcome = server.onSubscribe;
    server.onSubscribe = (asked) => {
      server.onSubscribe = welcome;
      log = [7];
      asked.refuse('GAP');
    };
    live.start();
    await shows(7);
    expect(server.asked.filter((each) => each === 'snapshot')).toHaveLength(2);
  });

  test('and where there is no EventSource, a WebSocket is tried for ever', async () => {
    live = started({ EventSource: undefined });
    server.blocksSockets = true;
    live.start();
    await server.askedFor(6);
    server.blocksSockets = false;
    await until(({ view }) => view.connection.phase === 'live');
    expect(server.asked.slice(1, 6)).toEqual(Array(5).fill('blocked socket'));
  });
});

describe('the types', () => {
  test('flow from the documents', () => {
    const question = { snapshot: { document: SnapshotDocument, variables: { from: 1 }, read: ({ told }: { told: Told }) => told }, ...toldFold };
    const typed: LiveQuery<Told> = liveQuery(server.url, { ...question, events: { document: EventsDocument, read: ({ entry }) => entry } });
    // @ts-expect-error: a variable that the snapshot requires is missing
    liveQuery(server.url, { ...question, snapshot: { document: SnapshotDocument, read: ({ told }) => told }, events: { document: EventsDocument, read: ({ entry }) => entry } });
    // @ts-expect-error: the cursor is given by the library
    liveQuery(server.url, { ...question, events: { document: EventsDocument, variables: { after: '' }, read: ({ entry }) => entry } });
    // @ts-expect-error: the answer has no such field
    liveQuery(server.url, { ...question, events: { document: EventsDocument, read: ({ event }) => event } });
    // @ts-expect-error: an event without a cursor
    liveQuery(server.url, { ...question, apply: (told: Told) => told, events: { document: EventsDocument, read: ({ entry }) => ({ n: entry.n }) } });
    expect(typed.view.state).toBeNull();
  });
});

describe('the reason of a break', () => {
  test('is never taken for a refusal unless the server says so', () => {
    for (const each of [undefined, null, new Error('x'), { code: 1006 }, [], [{}], [null], [errorOf('FELL_BEHIND')], 'GAP']) expect(reasonOf(each)).toBe('lost');
  });
});
