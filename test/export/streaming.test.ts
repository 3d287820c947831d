import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import type { ExportLimits } from '../../server/export/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { seed } from '../testkit/seed.ts';
import { csvOf, type ExportServer, linesOf, sheetsOf, startExportServer } from './exportServer.ts';

/** Far more than sockets and streams hold between server and client: 40 pages, 40 MB. */
const ROWS = 20_000;
const PAGES = 40;
const FINDINGS = '{ findings { nodes { id evidence } } }';
const UNITS = '{ units { nodes { code } } }';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await seed(database.orm).city(1).units({ CITY: 1 }).ruleBook(2026).round('2026-01').inspected(0).write();
  // Text that no compression makes small.
  await record(ROWS, `(select string_agg(md5(n || '-' || part), '') from generate_series(1, 64) as part)`);
});
afterAll(() => database.drop());

let server: ExportServer;
async function start(limits?: Partial<ExportLimits>): Promise<void> {
  server = await startExportServer(database, limits);
}
afterEach(() => server.close());

const run = (sql: string) => database.orm.em.fork().execute<object[]>(sql);
const record = (rows: number, evidence: string) =>
  run(`insert into finding (inspection_id, item_id, evidence, occurrences, inspector, inspected_on, recorded_at, from_version)
    select 1, 1, ${evidence}, 1, 'before', '2026-01-11', now(), 1 from generate_series(1, ${rows}) as n`);

/** An export whose answer nobody reads yet. */
async function begun(format: 'csv' | 'xlsx', query = FINDINGS): Promise<IncomingMessage> {
  const asking = request(`${server.url}/export`, { method: 'POST', headers: { 'content-type': 'application/json' }, agent: false });
  asking.on('error', () => undefined);
  asking.end(JSON.stringify({ query, format }));
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  return answer;
}

/** What comes of an answer, and how it ends. */
async function read(answer: IncomingMessage): Promise<{ bytes: Buffer; whole: boolean }> {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => undefined);
  await new Promise((resolve) => answer.once('close', resolve));
  return { bytes: Buffer.concat(chunks), whole: answer.complete };
}

/** Sessions that have a transaction open: exports, since nothing else is going on. */
const snapshots = async () => (await run('select from pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()')).length;
/** Resolves once no export holds a connection. */
async function released(): Promise<void> {
  while (await snapshots());
}
/** Resolves once an export has read nothing for a while. */
async function stalled(): Promise<void> {
  while (!(await snapshots()));
  for (let before = -1; before !== server.pages; ) {
    before = server.pages;
    for (let n = 0; n < 50; n++) await snapshots();
  }
}
/** Ends the session of an export, as a database that goes down does. */
async function lost(): Promise<void> {
  while (!(await run("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'")).length);
}

describe('an export', () => {
  beforeEach(() => start());

  test.each(['csv', 'xlsx'] as const)('as %s shows one moment: rows that come or change meanwhile are as they were', async (format) => {
    const answer = await begun(format, '{ findings { nodes { evidence inspector } } }');
    await run(`update finding set inspector = 'after'`);
    await record(600, `'after'`);
    const { bytes, whole } = await read(answer);
    const inspectors = format === 'csv' ? linesOf(bytes.toString()).map((line) => line.split(',')[1]) : (await sheetsOf(bytes))[0]?.data.slice(1).map((row) => row[1]);
    expect({ whole, rows: inspectors?.length, inspectors: [...new Set(inspectors)] }).toEqual({ whole: true, rows: ROWS, inspectors: ['before'] });
    await run(`delete from finding where evidence = 'after'`);
    await run(`update finding set inspector = 'before'`);
  });

  test('reads nothing from the database while its client reads nothing, and all of it afterwards', async () => {
    const answer = await begun('csv');
    await stalled();
    expect(server.pages).toBeLessThan(PAGES / 2);
    const { bytes, whole } = await read(answer);
    expect([whole, linesOf(bytes.toString()).length, server.pages]).toEqual([true, ROWS, PAGES]);
  });

  test.each(['csv', 'xlsx'] as const)('as %s that fails midway breaks off, and is told to the log', async (format) => {
    const answer = await begun(format);
    await stalled();
    await lost();
    const { bytes, whole } = await read(answer);
    expect(whole).toBe(false);
    expect(bytes.length).toBeGreaterThan(0);
    if (format === 'xlsx') await expect(readXlsxFile(bytes)).rejects.toThrow();
    expect(server.reported.length).toBeGreaterThan(0);
    expect(linesOf(await csvOf(await server.export({ query: UNITS, format: 'csv' })))).toEqual(['SZ01']);
  });

  test('that fails midway is reset also where only the connection’s end would end the file, as in HTTP/1.0', async () => {
    const socket = await rawExport('HTTP/1.0');
    await stalled();
    await lost();
    const error = once(socket, 'close').catch((reset) => reset);
    socket.resume();
    expect(await error).toMatchObject({ code: 'ECONNRESET' });
  });

  test('whose client goes gives its connection back', async () => {
    for (const leave of [(socket: Socket) => socket.destroy(), (socket: Socket) => socket.resetAndDestroy()]) {
      const socket = await rawExport('HTTP/1.1');
      await stalled();
      leave(socket);
      await released();
    }
    expect(server.reported).toEqual([]);
  });

  test('whose client goes before the first page gives its connection back', async () => {
    const block = database.orm.em.fork();
    await block.begin();
    await block.execute('lock table unit in access exclusive mode');
    const asking = request(`${server.url}/export`, { method: 'POST', headers: { 'content-type': 'application/json' }, agent: false });
    asking.on('error', () => undefined);
    asking.end(JSON.stringify({ query: UNITS, format: 'csv' }));
    while (!(await run('select from pg_locks where not granted')).length);
    asking.destroy();
    await block.commit();
    await released();
    expect(linesOf(await csvOf(await server.export({ query: UNITS, format: 'csv' })))).toEqual(['SZ01']);
    expect(server.reported).toEqual([]);
  });
});

describe('with limits', () => {
  test('one export more than there may be at once is told when to come back, and comes in when one is through', async () => {
    await start({ atOnce: 2 });
    const under = [await begun('csv'), await begun('xlsx')];
    const refused = await server.export({ query: UNITS, format: 'csv' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_EXPORTS' } }] });
    await read(under[0] as IncomingMessage);
    expect(linesOf(await csvOf(await server.export({ query: UNITS, format: 'csv' })))).toEqual(['SZ01']);
    under[1]?.destroy();
  });

  test('a client that takes nothing is cut, and its connection given back', async () => {
    await start({ patience: 300 });
    const answer = await begun('csv');
    await released();
    expect((await read(answer)).whole).toBe(false);
    expect(server.pages).toBeLessThan(PAGES / 2);
  });

  test('an export that takes for ever is cut', async () => {
    await start({ longest: 300 });
    const answer = await begun('csv');
    await released();
    expect((await read(answer)).whole).toBe(false);
  });

  test('a server that stops waits a moment for exports, then cuts those that have not ended', async () => {
    await start();
    const answer = await begun('csv');
    await server.close();
    await released();
    expect((await read(answer)).whole).toBe(false);
  });
});

/** An export over a bare socket that has begun to answer and is not read from. */
async function rawExport(version: string): Promise<Socket> {
  const body = JSON.stringify({ query: FINDINGS, format: 'csv' });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`POST /export ${version}\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  const [head] = (await once(socket, 'data')) as [Buffer];
  socket.pause();
  expect(String(head)).toContain(' 200 OK\r\n');
  return socket;
}
