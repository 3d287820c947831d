import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { screenStandings } from '../../server/access/screenStandings.ts';
import { lookAfterScreens, noteListening } from '../../server/access/screenWatch.ts';
import { EventCursor, EventLog } from '../../server/live/index.ts';
import { Wire } from '../http/live/wire.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { Sessions } from '../testkit/sessions.ts';
import { administrator, Visitor } from './visitors.ts';

const REPORT = 'mutation Displayed($cursor: EventCursor!) { reportDisplayed(cursor: $cursor) { screen { state lastCursor } problems { code field } } }';
const BOARD = 'query Board { board { cursor } }';
const EVENTS = 'subscription Events { board { cursor } }';

const sessions = new Sessions();
let server: TestServer;
let admin: Visitor;
let log: EventLog;
let round: number;
const sql = <R = never>(statement: string, values: unknown[] = []) => server.database.orm.em.fork().execute(statement, values) as Promise<R[]>;
const db = () => server.database.orm.em.fork().getKysely<object>();
beforeAll(async () => {
  server = await startTestServer({ trustProxy: true, documents: Object.fromEntries([REPORT, BOARD, EVENTS].map((text, at) => [String(at), text])) });
  const { rounds } = await seed(server.database.orm).city().units({ TOWNSHIP: 1 }).ruleBook(2026).round('2026-03').write();
  round = rounds[0]?.id as number;
  admin = await administrator(server);
  log = await EventLog.open(server.database.orm);
});
beforeEach(async () => {
  await sql('delete from screen');
  await sql('delete from event');
});
afterEach(() => sessions.end());
afterAll(() => server.stop());

async function screen(name = '一楼大厅'): Promise<Visitor> {
  const device = new Visitor(server);
  const { code, secret } = await device.do('mutation { beginScreenPairing { code secret problems { code } } }');
  await admin.do('mutation ($code: String!, $name: String!) { confirmScreenPairing(code: $code, name: $name) { name problems { code } } }', { code, name });
  await device.do('mutation ($secret: String!) { claimScreen(secret: $secret) { screen { name } problems { code } } }', { secret });
  return device;
}

/** Something happened so many seconds ago. */
const happened = (secondsAgo: number) =>
  sql(`insert into event (kind, data, at) values ('ROUND_OPENED', ?::jsonb, now() - make_interval(secs => ?))`, [JSON.stringify({ round }), secondsAgo]);
/** What was released to readers is all there is: transactions of the tests beside this one hold it back, too. */
async function released(): Promise<void> {
  while ((await sql('select from event where tx >= pg_snapshot_xmin(pg_current_snapshot()) limit 1')).length);
}
const cursorNow = async (device: Visitor): Promise<string> => (await device.ask(BOARD)).data.board.cursor;
const reports = (device: Visitor, cursor: string) => device.do(REPORT, { cursor });
const shown = async () => (await admin.ask('{ screens { name state laggingSince lastSeenAt lastCursor } }')).data.screens;
const secondsAgo = (moment: string) => Math.round((Date.now() - Date.parse(moment)) / 1_000);

test('a screen shows what happened, and lags once something stands in the log for more than a minute that it has not shown', async () => {
  const device = await screen();
  await happened(300);
  await released();
  await reports(device, await cursorNow(device));
  expect(await shown()).toMatchObject([{ state: 'SHOWING', laggingSince: null }]);
  await happened(50);
  await released();
  expect(await shown()).toMatchObject([{ state: 'SHOWING', laggingSince: null }]);
  await sql(`update screen set paired_at = now() - interval '1 hour', last_seen_at = now()`);
  await happened(90);
  await sql(`update event set at = at - interval '60 seconds'`);
  const [lagging] = await shown();
  expect(lagging.state).toBe('LAGGING');
  // Since the first that it has not shown.
  expect(secondsAgo(lagging.laggingSince)).toBeGreaterThanOrEqual(109);
  expect(secondsAgo(lagging.laggingSince)).toBeLessThan(140);
  await released();
  expect((await reports(device, await cursorNow(device))).screen).toMatchObject({ state: 'SHOWING' });
});

test('one that has never said what it shows lags a minute after it was let in, if there is anything to show', async () => {
  await screen();
  const after = (seconds: number) => screenStandings(db(), log, { at: new Date(Date.now() + seconds * 1_000) });
  expect(await after(100)).toMatchObject([{ state: 'SHOWING', laggingSince: null }]);
  await happened(9_000);
  await released();
  expect(await after(40)).toMatchObject([{ state: 'SHOWING', laggingSince: null }]);
  const [pairing] = await sql<{ at: Date }>('select paired_at as at from screen');
  expect(await after(70)).toMatchObject([{ state: 'LAGGING', laggingSince: new Date(pairing?.at as Date) }]);
});

test('what is not released to readers is nobody’s to show, and what a snapshot showed beyond it is shown', async () => {
  const device = await screen();
  await sql(`update screen set paired_at = now() - interval '1 hour', last_seen_at = now()`);
  const older = await sessions.open(server.database.url);
  await older.query('begin; select pg_current_xact_id()');
  await happened(300);
  expect(await shown()).toMatchObject([{ state: 'SHOWING' }]);
  const cursor = await cursorNow(device);
  expect(EventCursor.parse(cursor, log.id).seen).toHaveLength(1);
  await reports(device, cursor);
  await older.query('commit');
  await released();
  expect(await shown()).toMatchObject([{ state: 'SHOWING', laggingSince: null }]);
});

test('a screen that was not seen for two minutes is silent, whatever it has shown; a revoked one is that and nothing else', async () => {
  await screen();
  await sql(`update screen set last_seen_at = now() - interval '119 seconds'`);
  expect(await shown()).toMatchObject([{ state: 'SHOWING' }]);
  await sql(`update screen set paired_at = now() - interval '1 hour', last_seen_at = now() - interval '121 seconds'`);
  await happened(90);
  await released();
  expect(await shown()).toMatchObject([{ state: 'SILENT', laggingSince: expect.any(String) }]);
  await sql('update screen set revoked_at = now()');
  expect(await shown()).toMatchObject([{ state: 'REVOKED', laggingSince: null }]);
});

test('a screen that only listens is seen', async () => {
  const device = await screen();
  const other = await screen('二楼');
  const wire = await Wire.open(server.socketUrl, { headers: { cookie: device.cookie ?? '' } });
  await sql(`update screen set last_seen_at = now() - interval '1 hour'`);
  expect((await shown()).map(({ state }: { state: string }) => state)).toEqual(['SILENT', 'SILENT']);
  await noteListening({ db: db(), live: server.duban.access.live });
  expect(await shown()).toMatchObject([
    { name: '一楼大厅', state: 'SHOWING' },
    { name: '二楼', state: 'SILENT' },
  ]);
  await wire.close();
  expect(other.cookie).toBeDefined();
});

test('a screen cannot say that it has shown what is no place in this log, or one that the log has not reached', async () => {
  const device = await screen();
  await happened(1);
  await released();
  const cursor = await cursorNow(device);
  await reports(device, cursor);
  const { tx, id } = EventCursor.parse(cursor, log.id);
  const refused: [string, string][] = [
    ['nonsense', 'BAD_CURSOR'],
    [cursor.slice(0, -1).replace(/-[^-]*$/, '-'), 'BAD_CURSOR'],
    [EventCursor.at('00000000-0000-0000-0000-000000000000', { tx, id }).toString(), 'FOREIGN_CURSOR'],
    [EventCursor.at(log.id, { tx, id: id + 1n }).toString(), 'FOREIGN_CURSOR'],
    [EventCursor.at(log.id, { tx: tx + 1_000n, id }).toString(), 'FOREIGN_CURSOR'],
    // That it knows of what may come some day.
    [EventCursor.at(log.id, { tx, id }, [tx + 1_000n]).toString(), 'FOREIGN_CURSOR'],
  ];
  for (const [told, code] of refused) {
    const { data } = await device.ask(REPORT, { cursor: told });
    expect({ told, problems: data.reportDisplayed.problems }).toEqual({ told, problems: [{ code, field: 'cursor' }] });
  }
  expect(await shown()).toMatchObject([{ lastCursor: cursor }]);
});

test('what it has shown never goes back: not by an older report, nor by one that comes late beside a newer', async () => {
  const device = await screen();
  const cursors: string[] = [];
  for (let n = 0; n < 6; n++) {
    await happened(1);
    await released();
    cursors.push(await cursorNow(device));
  }
  await Promise.all(cursors.toReversed().map((cursor) => reports(device, cursor)));
  await reports(device, cursors[1] as string);
  expect(await shown()).toMatchObject([{ lastCursor: cursors.at(-1) }]);
});

test('a place in the log that the database had before it was put together anew is replaced', async () => {
  const device = await screen();
  await sql(`update screen set last_cursor = 'e2-ffffffffffff-pffffffffffffffff-pffffffffffffffff'`);
  await happened(1);
  await released();
  const cursor = await cursorNow(device);
  await reports(device, cursor);
  expect(await shown()).toMatchObject([{ lastCursor: cursor }]);
});

test('a warning is raised once however many look, ended when its cause is, and raised anew for a new one', async () => {
  const written: [string, string, string][] = [];
  const lines = { warn: (line: object) => written.push(['warn', ...said(line)]), info: (line: object) => written.push(['info', ...said(line)]) } as never;
  const said = (line: object) => [(line as { name: string }).name, (line as { state: string }).state] as [string, string];
  const look = (at?: Date) => lookAfterScreens({ db: db(), log, lines }, at);
  const open = async () => (await sql<{ state: string }>('select state from screen_warning where ended_at is null')).map(({ state }) => state);
  const device = await screen();
  await sql(`update screen set paired_at = now() - interval '1 hour', last_seen_at = now()`);
  await happened(90);
  await released();
  await Promise.all([look(), look(), look(), look()]);
  // Another process, or the same after a start.
  await look();
  expect(written.splice(0)).toEqual([['warn', '一楼大厅', 'LAGGING']]);
  expect(await open()).toEqual(['LAGGING']);

  await reports(device, await cursorNow(device));
  await look();
  await look();
  expect(written.splice(0)).toEqual([['info', '一楼大厅', 'LAGGING']]);
  expect(await open()).toEqual([]);

  const later = new Date(Date.now() + 130_000);
  await look(later);
  await look(later);
  expect(written.splice(0)).toEqual([['warn', '一楼大厅', 'SILENT']]);
  await sql('update screen set revoked_at = now()');
  await look(later);
  expect(written).toEqual([['info', '一楼大厅', 'SILENT']]);
  expect(await sql('select state from screen_warning order by id')).toEqual([{ state: 'LAGGING' }, { state: 'SILENT' }]);
});
