import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { listen } from '../testkit/socket.ts';
import { answers, ask, databasePort, type Program, Programs } from './program.ts';

const programs = new Programs();
const start = programs.start.bind(programs);
const dataDirectory = programs.dataDirectory.bind(programs);

const follow = ({ url }: Program, after?: string) =>
  listen(`${url?.replace('http', 'ws')}/graphql`, 'subscription ($after: EventCursor) { board(after: $after) { __typename } }', { after });

afterEach(() => programs.stopAll());
afterAll(() => programs.removeDirectories());

test('Ctrl-C, even pressed twice, stops the server and its database, and the next start finds the data again', async () => {
  const directory = dataDirectory();
  const first = await start({ DATA_DIR: directory });
  const database = databasePort(directory);
  const { data } = (await ask(first.url, '{ board { cursor } }')) as { data: { board: { cursor: string } } };
  const screen = await follow(first);
  first.child.kill('SIGINT');
  first.child.kill('SIGINT');
  await screen.ended;
  expect(screen.errors).toMatchObject([{ code: 1001 }]);
  expect(await first.gone).toEqual([0, null]);
  expect(await answers(database)).toBe(false);

  const second = await start({ DATA_DIR: directory });
  // A cursor of another database would be refused.
  const resumed = await follow(second, data.board.cursor);
  expect(resumed.errors).toEqual([]);
  await resumed.close();
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
  expect((await start({ DATA_DIR: directory })).said()).toContain('postgres.password is missing');
  writeFileSync(password, kept);
  expect((await start({ DATA_DIR: directory })).url).toBeDefined();
});

test('a second server on the same data directory says so and leaves the first alone', async () => {
  const directory = dataDirectory();
  const first = await start({ DATA_DIR: directory });
  const second = await start({ DATA_DIR: directory });
  expect(second.url).toBeUndefined();
  expect(second.child.exitCode).toBe(1);
  expect(second.said()).toContain('Another Duban is using');
  expect(await ask(first.url, '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
});

test('a mistyped setting and a port in use are named, with exit code 1', async () => {
  expect((await start({ DATA_DIR: dataDirectory(), PORT: 'many' })).said()).toContain('PORT must be a whole number from 0 to 65535, not "many"');
  expect((await start({ DATA_DIR: dataDirectory(), DEMO: 'maybe' })).said()).toContain('DEMO must be on or off, not "maybe"');
  const daysSaid = (await start({ DATA_DIR: dataDirectory(), EVENT_RETENTION_DAYS: '-1' })).said();
  expect(daysSaid).toContain('EVENT_RETENTION_DAYS must be a whole number from 0 to 36500, not "-1"');
  const first = await start({ DATA_DIR: dataDirectory() });
  const second = await start({ DATA_DIR: dataDirectory(), PORT: new URL(first.url as string).port });
  expect(second.child.exitCode).toBe(1);
  expect(second.said()).toContain('EADDRINUSE');
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
