import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, expect, test } from '@jest/globals';

const running = new Set<ChildProcess>();
const directories: string[] = [];

afterEach(async () => {
  for (const child of running) {
    child.kill('SIGINT');
    await once(child, 'exit');
  }
});
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

function dataDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'duban-life-'));
  directories.push(directory);
  return directory;
}

/** Starts the built server as `npm start` does and resolves with its line of addresses, or with what it said when it ended. */
async function start(environment: Record<string, string>, program = ['.build/server/main.js']): Promise<{ child: ChildProcess; url?: string; said: string }> {
  const child = spawn(process.execPath, program, { env: { ...process.env, DEMO: 'off', PORT: '0', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
      const url = /Board (http:\S+)\//.exec(line)?.[1];
      if (url) return url;
    }
    return undefined;
  })();
  const url = await ready;
  if (!url && child.exitCode === null) await once(child, 'exit');
  return { child, said, ...(url ? { url } : {}) };
}

async function ask(url: string | undefined, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
  return response.json();
}

/** The port of the database that runs in a data directory: the fourth line of PostgreSQL's pid file. */
const databasePort = (directory: string) => Number(readFileSync(join(directory, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]);

/** Whether anybody listens there. A process id would not do: one that has ended but was not collected still counts. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

test('Ctrl-C, even pressed twice, stops the server and its database, and the next start finds the data again', async () => {
  const directory = dataDirectory();
  const first = await start({ DATA_DIR: directory });
  const database = databasePort(directory);
  const identity = await ask(first.url, '{ board { cursor } }');
  first.child.kill('SIGINT');
  first.child.kill('SIGINT');
  expect(await once(first.child, 'exit')).toEqual([0, null]);
  expect(await answers(database)).toBe(false);

  const second = await start({ DATA_DIR: directory });
  const { data } = identity as { data: { board: { cursor: string } } };
  const log = (cursor: string) => Buffer.from(cursor, 'base64url').toString().split('|')[1];
  const again = (await ask(second.url, '{ board { cursor } }')) as typeof identity & { data: { board: { cursor: string } } };
  expect(log(again.data.board.cursor)).toBe(log(data.board.cursor));
});

test('after kill -9 the next start recovers and the orphaned database does not block it', async () => {
  const directory = dataDirectory();
  const first = await start({ DATA_DIR: directory });
  const orphan = databasePort(directory);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  expect(await answers(orphan)).toBe(true);

  const second = await start({ DATA_DIR: directory });
  expect(await ask(second.url, '{ units { totalCount } }')).toEqual({ data: { units: { totalCount: 0 } } });
  expect(await answers(orphan)).toBe(false);
});

test('when whoever started it is killed with -9, the server goes too and the next start finds the place free', async () => {
  const directory = dataDirectory();
  const first = await start({ DATA_DIR: directory }, ['bin/duban.mjs', '.build/server/main.js']);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await start({ DATA_DIR: directory, PORT: new URL(first.url as string).port });
  expect(second.url).toBe(first.url);
});

test('a database whose password file is gone is left alone and says what is missing', async () => {
  const directory = dataDirectory();
  const first = await start({ DATA_DIR: directory });
  first.child.kill('SIGINT');
  await once(first.child, 'exit');
  const password = join(directory, 'postgres.password');
  const kept = readFileSync(password);
  rmSync(password);
  expect((await start({ DATA_DIR: directory })).said).toContain('postgres.password is missing');
  writeFileSync(password, kept);
  expect((await start({ DATA_DIR: directory })).url).toBeDefined();
});

test('a second server on the same data directory says so and leaves the first alone', async () => {
  const directory = dataDirectory();
  const first = await start({ DATA_DIR: directory });
  const second = await start({ DATA_DIR: directory });
  expect(second.url).toBeUndefined();
  expect(second.child.exitCode).toBe(1);
  expect(second.said).toContain('Another Duban is using');
  expect(await ask(first.url, '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
});

test('a mistyped setting and a port in use are named, with exit code 1', async () => {
  expect((await start({ DATA_DIR: dataDirectory(), PORT: 'many' })).said).toContain('PORT must be a whole number from 0 to 65535, not "many"');
  expect((await start({ DATA_DIR: dataDirectory(), DEMO: 'maybe' })).said).toContain('DEMO must be on or off, not "maybe"');
  const first = await start({ DATA_DIR: dataDirectory() });
  const second = await start({ DATA_DIR: dataDirectory(), PORT: new URL(first.url as string).port });
  expect(second.child.exitCode).toBe(1);
  expect(second.said).toContain('EADDRINUSE');
});

test('with DATABASE_URL it serves from that PostgreSQL, and DEMO=off founds no city', async () => {
  const name = `life_${process.pid}`;
  const cluster = new URL(process.env.TEST_CLUSTER_URL as string);
  const { Client } = await import('pg');
  const client = new Client({ connectionString: cluster.href });
  await client.connect();
  await client.query(`create database ${name}`);
  const { child, url } = await start({ DATABASE_URL: Object.assign(new URL(cluster), { pathname: `/${name}` }).href });
  expect(await ask(url, '{ regions { totalCount } board { round { month } } }')).toEqual({ data: { regions: { totalCount: 0 }, board: { round: null } } });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  await client.query(`drop database ${name} with (force)`);
  await client.end();
});

test('the sample city is founded, its newest month plays and is published, and a second start goes on with it', async () => {
  const directory = dataDirectory();
  const first = await start({ DATA_DIR: directory, DEMO: 'on', DEMO_PACE: '60000' });
  const { data } = (await ask(first.url, '{ inspectionRounds(orderBy: [{ field: month }]) { nodes { month state } } units { totalCount } officers { totalCount } }')) as {
    data: { inspectionRounds: { nodes: { month: string; state: string }[] }; units: object; officers: object };
  };
  expect(data).toMatchObject({ units: { totalCount: 64 }, officers: { totalCount: 425 } });
  expect(data.inspectionRounds.nodes.map(({ month }) => month)).toEqual(['01', '02', '03', '04', '05', '06', '07', '09'].map((month) => `2026-${month}`));
  expect(new Set(data.inspectionRounds.nodes.map(({ state }) => state))).toEqual(new Set(['PUBLISHED']));
  first.child.kill('SIGTERM');
  await once(first.child, 'exit');

  const second = await start({ DATA_DIR: directory, DEMO: 'on', DEMO_PACE: '0' });
  const { createClient } = await import('graphql-ws');
  const client = createClient({ url: `${second.url?.replace('http', 'ws')}/graphql` });
  const { data: board } = (await ask(second.url, '{ board(month: "2026-10") { cursor } }')) as { data: { board: { cursor: string } } };
  for await (const step of client.iterate<{ board: { __typename: string } }>({
    query: 'subscription ($after: EventCursor) { board(after: $after) { __typename } }',
    variables: { after: board.board.cursor },
  })) {
    if (step.data?.board.__typename === 'RoundPublished') break;
  }
  await client.dispose();
  expect(await ask(second.url, '{ inspectionRound(month: "2026-10") { state results { totalCount } } }')).toEqual({
    data: { inspectionRound: { state: 'PUBLISHED', results: { totalCount: 44 } } },
  });
});
