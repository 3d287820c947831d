import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { administrator, person, Visitor } from '../access/visitors.ts';
import { seed } from '../testkit/seed.ts';
import { registers, samples, startTestServer, type TestServer } from '../testkit/server.ts';
import { openSession } from '../testkit/sessions.ts';

/* Whoever grades does not approve, and who approved does not review the objection: by person, whatever roles they have. */

let server: TestServer;
let admin: Visitor;
/** Both at once, as in a small office. */
let both: Visitor & { account: string };
let secretary: Visitor & { account: string };
let deputy: Visitor & { account: string };
let staff: Visitor & { account: string };
beforeAll(async () => {
  server = await startTestServer({ trustProxy: true, demoSignIn: 'loopback' });
  await seed(server.database.orm).city().units({ TOWNSHIP: 3 }).ruleBook(2026).write();
  admin = await administrator(server);
  both = await person(server, admin, 'zhao', ['SECRETARY', 'STAFF']);
  secretary = await person(server, admin, 'qian', ['SECRETARY']);
  deputy = await person(server, admin, 'sun', ['SECRETARY']);
  staff = await person(server, admin, 'li', ['STAFF']);
});
afterAll(() => server.stop());

const open = (by: Visitor, month: string) => by.do('mutation ($month: YearMonth!) { openInspectionRound(month: $month) { problems { code } } }', { month });
const finding = (month: string) => ({ itemCode: 'A1', occurrences: 1, evidence: '台账缺失', inspectedOn: `${month}-12`, inspector: '孔敏建' });

async function record(by: Visitor, month: string, unitCode = 'XZ01'): Promise<string> {
  const input = { month, unitCode, ...finding(month) };
  return (await by.do('mutation ($input: RecordFindingInput!) { recordFinding(input: $input) { finding { id } problems { code } } }', { input })).finding.id;
}

const visit = (by: Visitor, month: string, unitCode: string) =>
  by.do('mutation ($input: RecordInspectionInput!) { recordInspection(input: $input) { problems { code } } }', {
    input: { month, unitCode, inspectedOn: `${month}-12`, inspector: '孔敏建' },
  });

async function problemsOf(by: Visitor, mutation: string, variables: Record<string, unknown>) {
  const { data, errors } = await by.ask(mutation, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return (Object.values(data) as { problems: object[] }[]).flatMap(({ problems }) => problems);
}

const publish = (by: Visitor, month: string) =>
  problemsOf(by, 'mutation ($month: YearMonth!) { publishInspectionRound(month: $month) { problems { code found message messageEn } } }', { month });

async function resultOf(month: string, unitCode = 'XZ01'): Promise<string> {
  const { inspectionResults } = await server.ask(
    'query ($month: YearMonth!, $unit: String!) { inspectionResults(filter: { round: { month: { eq: $month } }, unit: { code: { eq: $unit } } }) { nodes { id } } }',
    { month, unit: unitCode },
  );
  return inspectionResults.nodes[0].id;
}

const correct = async (by: Visitor, month: string, change: { retract?: string[] } = {}, unitCode = 'XZ01') =>
  problemsOf(by, 'mutation ($input: CorrectInspectionResultInput!) { correctInspectionResult(input: $input) { problems { code found } } }', {
    input: { result: await resultOf(month, unitCode), reason: '复核', record: change.retract ? [] : [finding(month)], ...change },
  });

test('who recorded does not publish, though their roles would let them; another does', async () => {
  await open(staff, '2026-01');
  await record(both, '2026-01');
  expect(await publish(both, '2026-01')).toEqual([
    {
      code: 'DUTY_NOT_SEPARATED',
      found: 'XZ01, XZ01 A1',
      message: '职责须分离：XZ01, XZ01 A1 由您本人经办，此事须由他人办理',
      messageEn: 'Duties are separate: XZ01, XZ01 A1 is your own doing; somebody else must do this',
    },
  ]);
  expect((await server.ask('{ inspectionRound(month: "2026-01") { state } }')).inspectionRound.state).toBe('COLLECTING');
  expect(await publish(secretary, '2026-01')).toEqual([]);
});

test('nor who only visited a unit, nor who took somebody else’s finding back, nor who took back what they recorded themselves', async () => {
  await open(staff, '2026-02');
  await record(staff, '2026-02');
  await visit(both, '2026-02', 'XZ02');
  expect(await publish(both, '2026-02')).toMatchObject([{ code: 'DUTY_NOT_SEPARATED', found: 'XZ02' }]);

  await open(staff, '2026-03');
  const ofAnother = await record(staff, '2026-03');
  const retract = (by: Visitor, id: string) => by.do('mutation ($id: ID!) { retractFinding(input: { finding: $id, reason: "误记" }) { problems { code } } }', { id });
  await retract(both, ofAnother);
  expect(await publish(both, '2026-03')).toMatchObject([{ code: 'DUTY_NOT_SEPARATED', found: 'XZ01 A1' }]);

  await open(staff, '2026-04');
  await record(staff, '2026-04');
  await retract(staff, await record(both, '2026-04'));
  expect(await publish(both, '2026-04')).toMatchObject([{ code: 'DUTY_NOT_SEPARATED', found: 'XZ01 A1' }]);
});

test('whoever recorded much is told of the first records, and how many there are', async () => {
  await open(staff, '2026-05');
  for (const unit of ['XZ01', 'XZ02', 'XZ03']) await record(both, '2026-05', unit);
  expect(await publish(both, '2026-05')).toMatchObject([{ found: 'XZ01, XZ01 A1, XZ02, XZ02 A1, XZ03, … (6)' }]);
});

test('a file that somebody handed over is recorded by them; one that holds nothing new is not', async () => {
  const own = await startTestServer({ trustProxy: true });
  try {
    const first = await administrator(own);
    const one = await person(own, first, 'zhou', ['SECRETARY', 'STAFF']);
    const other = await person(own, first, 'wu', ['SECRETARY', 'STAFF']);
    await own.intake(registers);
    const handOver = async (by: Visitor) => {
      const form = new FormData();
      const name = '督查记录-2026-02.xlsx';
      form.set('file', new Blob([await readFile(resolve(samples, name))]), name);
      const response = await fetch(`${own.url}/intake`, { method: 'POST', headers: { cookie: by.cookie ?? '' }, body: form });
      return (await response.json()).files[0].outcome;
    };
    expect(await handOver(one)).toBe('TAKEN');
    expect(await handOver(other)).toBe('UNCHANGED');
    expect(await publish(one, '2026-02')).toMatchObject([{ code: 'DUTY_NOT_SEPARATED' }]);
    expect(await publish(other, '2026-02')).toEqual([]);
  } finally {
    await own.stop();
  }
});

test('what a program records, its maker recorded: they saw its token', async () => {
  const maker = await person(server, admin, 'zheng', ['ADMINISTRATOR', 'SECRETARY']);
  const tokenOf = async (roles: string[]) =>
    new Visitor(server, {
      authorization: `Bearer ${(await maker.do('mutation ($roles: [Role!]!) { createApiToken(input: { name: "导入程序", roles: $roles, validDays: 1 }) { secret problems { code } } }', { roles })).secret}`,
    });
  await open(staff, '2026-06');
  await record(await tokenOf(['STAFF']), '2026-06');
  expect(await publish(maker, '2026-06')).toMatchObject([{ code: 'DUTY_NOT_SEPARATED' }]);
  expect(await publish(await tokenOf(['SECRETARY']), '2026-06')).toMatchObject([{ code: 'DUTY_NOT_SEPARATED' }]);
  expect(await publish(secretary, '2026-06')).toEqual([]);
});

test('who published does not correct, nor who recorded anything of the unit; of another unit they may', async () => {
  await open(staff, '2026-07');
  await record(both, '2026-07', 'XZ01');
  await record(staff, '2026-07', 'XZ02');
  await publish(secretary, '2026-07');
  expect(await correct(secretary, '2026-07')).toEqual([{ code: 'DUTY_NOT_SEPARATED', found: '2026-07' }]);
  expect(await correct(both, '2026-07')).toEqual([{ code: 'DUTY_NOT_SEPARATED', found: 'XZ01, XZ01 A1' }]);
  expect(await correct(both, '2026-07', {}, 'XZ02')).toEqual([]);
  expect(await correct(deputy, '2026-07')).toEqual([]);
});

test('who corrected a result does not review the objection to their correction', async () => {
  await open(staff, '2026-08');
  const first = await record(staff, '2026-08');
  await publish(secretary, '2026-08');
  expect(await correct(deputy, '2026-08', { retract: [first] })).toEqual([]);
  expect(await correct(deputy, '2026-08')).toMatchObject([{ code: 'DUTY_NOT_SEPARATED' }]);
  expect(await correct(both, '2026-08')).toEqual([]);
});

test('who publishes while they record, in the same moment, is refused once the record is there', async () => {
  await open(staff, '2026-09');
  await record(staff, '2026-09', 'XZ02');
  // Both wait for the round, the record first.
  const holder = await openSession(server.database.url);
  await holder.query('begin');
  await holder.query(`select from inspection_round where month = '2026-09' for update`);
  const waiting = async (count: number) => {
    const query = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while ((await holder.query(query)).rowCount !== count);
  };
  const recording = record(both, '2026-09');
  await waiting(1);
  const publishing = publish(both, '2026-09');
  await waiting(2);
  await holder.query('commit');
  await holder.end();
  await recording;
  expect(await publishing).toMatchObject([{ code: 'DUTY_NOT_SEPARATED' }]);
});

test('nobody in particular is not hindered: without an account, in the demo, and where there was no person', async () => {
  const month = '2026-10';
  const newcomer = new Visitor(server);
  const asRole = async (role: string) => {
    const visitor = new Visitor(server);
    await visitor.do('mutation ($role: Role!) { demoTryRole(role: $role) { problems { code } } }', { role });
    return visitor;
  };
  await open(newcomer, month);
  await record(newcomer, month);
  await record(await asRole('STAFF'), month, 'XZ02');
  expect(await publish(await asRole('SECRETARY'), month)).toEqual([]);

  const open_ = await startTestServer();
  await seed(open_.database.orm).city().units({ TOWNSHIP: 1 }).ruleBook(2026).write();
  const anybody = new Visitor(open_);
  await open(anybody, month);
  await record(anybody, month);
  expect(await publish(anybody, month)).toEqual([]);
  await open_.stop();
});

test('the demo’s two roles are two people, each held to its part', async () => {
  const visitor = new Visitor(server);
  await visitor.do('mutation { demoTryRole(role: STAFF) { problems { code } } }');
  await open(visitor, '2026-11');
  await record(visitor, '2026-11');
  expect(await visitor.refused('mutation { publishInspectionRound(month: "2026-11") { problems { code } } }')).toEqual(['FORBIDDEN']);
  const rows = await server.database.orm.em
    .fork()
    .execute(
      `select a.name from finding f join inspection i on i.id = f.inspection_id join inspection_round r on r.id = i.round_id join account a on a.id = f.recorded_by_id where r.month = '2026-11'`,
    );
  expect(rows).toEqual([{ name: 'demo-staff' }]);
});
