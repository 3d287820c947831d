import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { Client as Database } from 'pg';
import WebSocket from 'ws';
import { readConfig } from '../../server/config.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { seed } from '../testkit/seed.ts';
import { answers, ask, databasePort, type Program, Programs } from './program.ts';

const programs = new Programs();
const databases: TestDatabase[] = [];
const screens: Screen[] = [];

afterEach(async () => {
  for (const screen of screens.splice(0)) await screen.client.dispose();
  await programs.stopAll();
  for (const database of databases.splice(0)) await database.drop();
});
afterAll(() => programs.removeDirectories());

const two = [resolve('.build/server/main.js'), '--processes', '2'];
const SERVES = /Server process \d serves \(pid (\d+)\)/;

/** The process ids of the workers, oldest first, once so many have come. */
async function workers(program: Program, count = 2): Promise<number[]> {
  return (await program.says(SERVES, count)).map(([, pid]) => Number(pid));
}

/** A database with what a month needs to be opened. */
async function yearBegun(): Promise<TestDatabase> {
  const database = await freshDatabase();
  databases.push(database);
  await seed(database.orm).city().units({ TOWNSHIP: 2 }).ruleBook(2026).write();
  return database;
}

interface Screen {
  client: Client;
  socket: WebSocket;
  /** The code its socket was closed with. */
  closed: Promise<number>;
}

/** A screen with one socket, which node:cluster gives to the worker whose turn it is. */
async function turnOn({ url }: Program): Promise<Screen> {
  const client = createClient({ url: `${url?.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, lazy: false, retryAttempts: 0, onNonLazyError: () => undefined });
  const closed = new Promise<number>((resolve) => client.on('closed', (event) => resolve((event as { code: number }).code)));
  const socket = await new Promise<WebSocket>((resolve) => client.on('connected', (opened) => resolve(opened as WebSocket)));
  const screen = { client, socket, closed };
  screens.push(screen);
  return screen;
}

/** Whether there is still a process at the other end. */
function lives({ socket, closed }: Screen): Promise<boolean> {
  const answered = once(socket, 'pong').then(() => true);
  socket.ping(() => undefined);
  return Promise.race([answered, closed.then(() => false)]);
}

async function over<T>({ client }: Screen, query: string): Promise<T> {
  for await (const { data, errors } of client.iterate<T>({ query })) {
    if (errors) throw new Error(JSON.stringify(errors));
    return data as T;
  }
  throw new Error('No answer');
}

/** What the board is told from now on. */
async function follow(screen: Screen): Promise<() => Promise<string>> {
  const events = screen.client.iterate<{ board: { __typename: string } }>({ query: 'subscription { board { __typename } }' });
  const first = events.next();
  let next = () => first;
  // A subscription is not acknowledged; but a query sent after it on the same socket is answered after it.
  await over(screen, '{ board { cursor } }');
  return async () => {
    const { value } = await next();
    next = () => events.next();
    return value?.data?.board.__typename;
  };
}

const opening = (month: string) => `mutation { openInspectionRound(month: "${month}") { problems { code } } }`;

test('what is written in one process reaches a screen on another, and one that is killed is replaced while the other goes on', async () => {
  const { url: DATABASE_URL } = await yearBegun();
  const program = await programs.start({ DATABASE_URL }, two);
  const [pid, other] = (await workers(program)) as [number, number];
  const [one, another] = [await turnOn(program), await turnOn(program)];
  const told = await Promise.all([follow(one), follow(another)]);
  await over(one, opening('2026-01'));
  expect(await Promise.all(told.map((next) => next()))).toEqual(['RoundOpened', 'RoundOpened']);

  process.kill(pid, 'SIGKILL');
  const living = await Promise.all([lives(one), lives(another)]);
  // One is gone and one is not: they were on two processes.
  expect([...living].sort()).toEqual([false, true]);
  const survivor = living.indexOf(true);
  await over([one, another][survivor] as Screen, opening('2026-02'));
  expect(await told[survivor]?.()).toBe('RoundOpened');

  await program.says(/is gone: SIGKILL ended it/);
  expect(new Set(await workers(program, 3)).size).toBe(3);
  const later = [await turnOn(program), await turnOn(program)];
  process.kill(other, 'SIGKILL');
  expect((await Promise.all(later.map(lives))).sort()).toEqual([false, true]);
});

test('one that cannot start again is tried until it can, and the other answers meanwhile', async () => {
  const { url: DATABASE_URL } = await yearBegun();
  const program = await programs.start({ DATABASE_URL }, two);
  const [pid] = (await workers(program)) as [number];
  const both = [await turnOn(program), await turnOn(program)];
  const administrator = new Database({ connectionString: process.env.TEST_CLUSTER_URL as string });
  await administrator.connect();
  const allow = (answer: boolean) => administrator.query(`alter database ${new URL(DATABASE_URL).pathname.slice(1)} allow_connections ${answer}`);
  // Each has a connection that reads by now: no new one is let in from here on.
  await Promise.all(both.map((screen) => over(screen, '{ units { totalCount } }')));
  await allow(false);
  process.kill(pid, 'SIGKILL');
  await program.says(/is gone: .*not currently accepting connections/, 2);
  const living = await Promise.all(both.map(lives));
  expect(await over(both[living.indexOf(true)] as Screen, '{ units { totalCount } }')).toEqual({ units: { totalCount: 2 } });

  await allow(true);
  await administrator.end();
  await workers(program, 3);
});

test.each([
  ['SIGTERM to the first process', ({ child }: Program) => child.kill('SIGTERM')],
  ['Ctrl-C, which reaches all of them, pressed twice,', ({ child }: Program) => [1, 2].forEach(() => void process.kill(-(child.pid as number), 'SIGINT'))],
  ['the end of whoever started it', ({ child }: Program) => child.disconnect()],
])('%s closes every socket with 1001, then stops the database, with exit code 0', async (_, stop) => {
  const directory = programs.dataDirectory();
  const program = await programs.start({ DATA_DIR: directory }, two);
  const both = [await turnOn(program), await turnOn(program)];
  const database = databasePort(directory);
  stop(program);
  expect(await Promise.all(both.map(({ closed }) => closed))).toEqual([1001, 1001]);
  expect(await program.gone).toEqual([0, null]);
  expect(await answers(database)).toBe(false);
  expect(program.said()).not.toContain('is gone');
});

test('told to stop before any of them serves, it ends them at once, with exit code 0', async () => {
  const { url: DATABASE_URL } = await yearBegun();
  const blocker = new Database({ connectionString: DATABASE_URL });
  await blocker.connect();
  await blocker.query('begin; lock table event_log_identity in access exclusive mode');
  const program = programs.launch({ DATABASE_URL }, two);
  const waiting = async () => (await blocker.query(`select from pg_locks where relation = 'event_log_identity'::regclass and not granted`)).rowCount;
  while (!(await waiting()));
  process.kill(-(program.child.pid as number), 'SIGINT');
  expect(await program.gone).toEqual([0, null]);
  expect(program.said()).toBe('');
  await blocker.end();
});

test('one that does not end in its time is killed, and the database is stopped all the same', async () => {
  const directory = programs.dataDirectory();
  const program = await programs.start({ DATA_DIR: directory }, two);
  const database = databasePort(directory);
  const [stuck] = (await workers(program)) as [number];
  process.kill(stuck, 'SIGSTOP');
  program.child.kill('SIGTERM');
  await program.says(/the rest is killed/);
  expect(await program.gone).toEqual([0, null]);
  expect(await answers(database)).toBe(false);
});

test('kill -9 of the first process ends the others too, and the next start finds port and data directory free', async () => {
  const directory = programs.dataDirectory();
  const first = await programs.start({ DATA_DIR: directory }, two);
  const both = [await turnOn(first), await turnOn(first)];
  first.child.kill('SIGKILL');
  await Promise.all(both.map(({ closed }) => closed));
  expect(await first.gone).toEqual([null, 'SIGKILL']);

  const second = await programs.start({ DATA_DIR: directory, PORT: new URL(first.url as string).port }, two);
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, '{ units { totalCount } }')).toEqual({ data: { units: { totalCount: 0 } } });
});

test('a port in use is named as a single process names it, with exit code 1', async () => {
  const { url: DATABASE_URL } = await yearBegun();
  const first = await programs.start({ DATABASE_URL }, two);
  const PORT = new URL(first.url as string).port;
  const single = await programs.start({ DATABASE_URL, PORT });
  const several = await programs.start({ DATABASE_URL, PORT }, two);
  expect(several.said()).toBe(single.said());
  expect(several.said()).toContain('EADDRINUSE');
  expect(await several.gone).toEqual([1, null]);
});

test('a process that cannot serve at the very start ends all of them, with its own words', async () => {
  const { url: DATABASE_URL } = await yearBegun();
  // Where it is started it looks for the built client.
  const program = await programs.start({ DATABASE_URL }, two, programs.dataDirectory());
  expect(program.said()).toMatch(/^督办 Duban: (There is no built client in|The client's documents cannot be read from) .*\n$/);
  expect(await program.gone).toEqual([1, null]);
});

test('the sample city is founded and played once, whatever process a screen is on', async () => {
  const DATA_DIR = programs.dataDirectory();
  const first = await programs.start({ DATA_DIR, DEMO: 'on', DEMO_PACE: '60000' }, two);
  const rounds = await ask(first.url, '{ inspectionRounds(filter: { state: { eq: PUBLISHED } }) { totalCount } units { totalCount } }');
  expect(rounds).toEqual({ data: { inspectionRounds: { totalCount: 8 }, units: { totalCount: 64 } } });
  const { data } = (await ask(first.url, '{ board(month: "2026-10") { cursor } }')) as { data: { board: { cursor: string } } };
  first.child.kill('SIGTERM');
  expect(await first.gone).toEqual([0, null]);

  const second = await programs.start({ DATA_DIR, DEMO: 'on', DEMO_PACE: '0' }, two);
  const both = [await turnOn(second), await turnOn(second)];
  const [one, another] = await Promise.all(
    both.map(async ({ client }) => {
      const told: string[] = [];
      for await (const { data: event } of client.iterate<{ board: { cursor: string; __typename: string } }>({
        query: 'subscription ($after: EventCursor) { board(after: $after) { __typename cursor } }',
        variables: { after: data.board.cursor },
      })) {
        told.push(`${event?.board.cursor} ${event?.board.__typename}`);
        if (event?.board.__typename === 'RoundPublished') break;
      }
      return told;
    }),
  );
  expect(another).toEqual(one);
  expect(await ask(second.url, '{ inspectionRound(month: "2026-10") { state results { totalCount } } }')).toEqual({
    data: { inspectionRound: { state: 'PUBLISHED', results: { totalCount: 44 } } },
  });
});

test.each([
  [['--processes', '0'], '--processes must be a whole number from 1 to 64, not "0"'],
  [['--processes=65'], '--processes must be a whole number from 1 to 64, not "65"'],
  [['--processes', 'two'], '--processes must be a whole number from 1 to 64, not "two"'],
  [['--processes', '1.5'], '--processes must be a whole number from 1 to 64, not "1.5"'],
  [['--processes'], '--processes must be a whole number from 1 to 64, not ""'],
  [['--workers', '2'], 'Unknown argument "--workers". The only one there is: --processes N, with N from 1 to 64'],
  [['2'], 'Unknown argument "2"'],
  [['--processes', '2', '--'], 'Unknown argument "--"'],
])('the arguments %j are refused', (args, message) => {
  expect(() => readConfig({}, args)).toThrow(message);
});

test('wrong arguments end it with exit code 1 before anything is opened', async () => {
  const program = await programs.start({ DATA_DIR: programs.dataDirectory() }, ['.build/server/main.js', '--processes', 'many']);
  expect(program.said()).toBe('督办 Duban: --processes must be a whole number from 1 to 64, not "many"\n');
  expect(await program.gone).toEqual([1, null]);
});
