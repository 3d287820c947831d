import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { administrator, person, type Visitor } from '../access/visitors.ts';
import { Wire } from '../http/live/wire.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { entriesOf } from './log.ts';

/* The log cannot be written: nothing is done, and nothing of persons is answered. */

let server: TestServer;
let staff: Visitor;
const run = (statement: string) => server.database.orm.em.fork().execute(statement);
/** From here on the database takes no entry of some kind. */
const breakFor = (condition: string) =>
  run(`create function broken() returns trigger as $$ begin if ${condition} then raise exception 'The disk is full'; end if; return new; end; $$ language plpgsql;
    create trigger broken before insert on audit_entry for each row execute function broken()`);
beforeAll(async () => {
  server = await startTestServer({ openToEveryone: false, trustProxy: true });
  await seed(server.database.orm).city().units({ TOWNSHIP: 2 }).officers(2).ruleBook(2026).round('2026-03').inspected(1).write();
  const admin = await administrator(server);
  staff = await person(server, admin, 'staff', ['STAFF']);
});
afterAll(() => server.stop());
beforeEach(() => void server.reported.splice(0));
afterEach(async () => {
  await run('drop trigger if exists broken on audit_entry; drop function if exists broken()');
  // Clients were told nothing of what was wrong; the server's log was.
  expect(server.reported.length).toBeGreaterThan(0);
  for (const each of server.reported) expect(String(each)).toMatch(/The disk is full|terminat/);
});

const UNAVAILABLE = [expect.objectContaining({ extensions: expect.objectContaining({ code: 'AUDIT_UNAVAILABLE' }) })];
const POST = { method: 'POST', headers: { 'content-type': 'application/json' } };

test('a verb is not carried out', async () => {
  await breakFor("new.kind = 'ACT'");
  expect(await staff.ask('mutation { openInspectionRound(month: "2026-07") { round { id } problems { code } } }')).toEqual({ errors: UNAVAILABLE, data: null });
  expect(await run("select from inspection_round where month = '2026-07'")).toEqual([]);
});

test('what tells of persons is not answered, and what does not is', async () => {
  await breakFor('true');
  const { data, errors } = await staff.ask('{ units { nodes { code } } officers { nodes { name } } }');
  expect({ data, errors }).toEqual({ data: undefined, errors: UNAVAILABLE });
  expect(staff.status).toBe(503);
  expect((await staff.ask('{ units { nodes { code } } officers { totalCount } }')).data.officers.totalCount).toBe(4);
});

test('nothing is exported', async () => {
  await breakFor('true');
  for (const query of ['{ officers { nodes { name } } }', '{ units { nodes { code } } }']) {
    const response = await fetch(`${server.url}/export`, { ...POST, headers: { ...POST.headers, cookie: staff.cookie as string }, body: JSON.stringify({ query, format: 'csv' }) });
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ errors: UNAVAILABLE });
  }
});

test('a file does not end in good order when what it holds could not be written down', async () => {
  await breakFor("new.kind = 'READ'");
  const body = JSON.stringify({ query: '{ officers { nodes { name } } }', format: 'csv' });
  const exported = fetch(`${server.url}/export`, { ...POST, headers: { ...POST.headers, cookie: staff.cookie as string }, body }).then((response) => response.text());
  await expect(exported).rejects.toThrow();
});

test('no file is taken in', async () => {
  await breakFor('true');
  const form = new FormData();
  form.append('file', new Blob(['x']), '单位名录.csv');
  const response = await fetch(`${server.url}/intake`, { method: 'POST', body: form, headers: { cookie: staff.cookie as string } });
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ errors: UNAVAILABLE });
});

test('nobody signs in', async () => {
  await breakFor('true');
  const [{ tries }] = (await run("select failed_tries as tries from account where name = 'staff'")) as [{ tries: number }];
  expect(await staff.triesToSignIn('staff', 'wrong')).toEqual(['AUDIT_UNAVAILABLE']);
  expect(await run("select failed_tries as tries from account where name = 'staff'")).toEqual([{ tries }]);
});

test('events that show something of a person are not followed, and others are', async () => {
  await breakFor('true');
  const wire = await Wire.open(server.socketUrl, { headers: { cookie: staff.cookie as string } });
  wire.subscribe('close', 'subscription { board { cursor ... on FindingRecorded { finding { inspector } } } }');
  wire.subscribe('plain', 'subscription { board { cursor } }');
  await wire.until(() => wire.messages.some(({ id, type }) => id === 'close' && type === 'error'));
  expect(wire.messages.find(({ id }) => id === 'close')?.payload).toEqual(UNAVAILABLE);
  expect(wire.messages.filter(({ id }) => id === 'plain')).toEqual([]);
  wire.socket.close();
  await wire.closed;
});

test('what was done is told as done though its outcome could not be written: the log says that nobody knows, and an auditor finds it', async () => {
  const entries = await entriesOf(server, async () => {
    await breakFor("new.kind = 'OUTCOME'");
    expect((await staff.do('mutation { openInspectionRound(month: "2026-08") { round { month } problems { code } } }')).round).toEqual({ month: '2026-08' });
  });
  expect(entries.map(({ kind, verb }) => [kind, verb])).toEqual([['ACT', 'openInspectionRound']]);
});

test('a writer whose connection is lost goes on with another one', async () => {
  await run("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'duban audit' and datname = current_database()");
  const entries = await entriesOf(server, async () => {
    await breakFor("new.kind = 'READ'");
    await staff.ask('{ officers(first: 1) { nodes { name } } }');
    await run('drop trigger broken on audit_entry');
    expect((await staff.ask('{ officers(first: 1) { nodes { name } } }')).data.officers.nodes).toHaveLength(1);
  });
  expect(entries.map(({ kind }) => kind)).toEqual(['READ']);
});
