import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery } from 'graphql';
import { globalId } from '../../schema/Node.ts';
import { hashOf, newSecret } from '../../server/access/secrets.ts';
import { administrator, PASSWORD, person, Visitor } from '../access/visitors.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { type Entry, entriesOf, wholeLog } from './log.ts';
import { calling } from './verbs.ts';

/** A screen is answered trusted documents alone. */
const REPORT = 'mutation Report($cursor: EventCursor!) { reportDisplayed(cursor: $cursor) { problems { code } } }';

let server: TestServer;
let schema: GraphQLSchema;
let admin: Visitor;
let staff: Visitor & { account: string };
let secretary: Visitor & { account: string };
beforeAll(async () => {
  server = await startTestServer({ openToEveryone: false, trustProxy: true, documents: { [hash('sha256', REPORT)]: REPORT } });
  await seed(server.database.orm).city().units({ TOWNSHIP: 2 }).officers(2).ruleBook(2026).round('2026-03').inspected(1).write();
  admin = await administrator(server);
  staff = await person(server, admin, 'staff', ['STAFF']);
  secretary = await person(server, admin, 'secretary', ['SECRETARY']);
  schema = buildClientSchema((await staff.ask(getIntrospectionQuery())).data);
});
afterAll(() => server.stop());

const kinds = (entries: readonly Entry[]) => entries.map(({ kind, verb, outcome }) => [kind, verb ?? outcome]);

test('every verb of the schema leaves an act, and an outcome that refers to it', async () => {
  const verbs = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect(verbs.length).toBeGreaterThan(20);
  for (const verb of verbs) {
    const entries = await entriesOf(server, () => staff.ask(calling(schema, verb)));
    const [act, outcome] = entries as [Entry, Entry];
    expect(act).toMatchObject({ kind: 'ACT', verb, actor_name: expect.any(String) });
    expect(outcome).toMatchObject({ kind: 'OUTCOME', act_id: act.id });
    expect(['REFUSED', 'FORBIDDEN', 'DONE']).toContain(outcome.outcome);
    if (outcome.outcome !== 'DONE') expect(outcome.codes.length).toBeGreaterThan(0);
    // The call may have signed them out.
    if (verb === 'signOut') await staff.signIn('staff');
  }
});

test('an act says who did it, about which things, for what reason, and its outcome what came of it', async () => {
  const input = { month: '2026-03', unitCode: 'XZ01', itemCode: 'A1', evidence: '无记录', occurrences: 1, inspectedOn: '2026-03-11', inspector: '贺文' };
  let finding = '';
  const recorded = await entriesOf(server, async () => {
    const payload = await staff.do('mutation ($input: RecordFindingInput!) { recordFinding(input: $input) { finding { id } problems { code } } }', { input });
    finding = payload.finding.id;
  });
  const [, key] = Buffer.from(finding, 'base64').toString().split(':');
  const [, account] = Buffer.from(staff.account, 'base64').toString().split(':');
  const who = { actor_kind: 'PERSON', actor: `Account:${account}`, actor_name: 'staff 同志', actor_roles: ['STAFF'] };
  expect(recorded).toMatchObject([
    { kind: 'ACT', verb: 'recordFinding', subjects: ['itemCode=A1', 'month=2026-03', 'unitCode=XZ01'], reason: null, ...who },
    { kind: 'OUTCOME', outcome: 'DONE', codes: [], subjects: [`finding=Finding:${key}`], ...who },
  ]);
  const retracted = await entriesOf(server, () =>
    staff.do('mutation ($input: RetractFindingInput!) { retractFinding(input: $input) { finding { id } problems { code } } }', { input: { finding, reason: '误记他处' } }),
  );
  expect(retracted).toMatchObject([
    { kind: 'ACT', verb: 'retractFinding', subjects: [`finding=Finding:${key}`], reason: '误记他处' },
    { kind: 'OUTCOME', outcome: 'DONE' },
  ]);
});

test('what is refused says why, by its codes alone', async () => {
  const entries = await entriesOf(server, () => staff.refused('mutation { openInspectionRound(month: "2026-03") { problems { code } } }'));
  expect(entries).toMatchObject([
    { kind: 'ACT', verb: 'openInspectionRound', subjects: ['month=2026-03'] },
    { kind: 'OUTCOME', outcome: 'REFUSED', codes: ['ROUND_ALREADY_OPEN'] },
  ]);
});

test('what is forbidden is written down too, also where it depends on the arguments', async () => {
  expect(await entriesOf(server, () => staff.refused('mutation { publishInspectionRound(month: "2026-03") { problems { code } } }'))).toMatchObject([
    { kind: 'ACT', verb: 'publishInspectionRound', subjects: ['month=2026-03'], actor_name: 'staff 同志' },
    { kind: 'OUTCOME', outcome: 'FORBIDDEN', codes: ['FORBIDDEN'] },
  ]);
  const inspector = await person(server, admin, 'inspector', ['INSPECTOR'], { assignedUnits: [globalId('Unit', 1)] });
  const input = { month: '2026-03', unitCode: 'XZ02', inspectedOn: '2026-03-12', inspector: '贺文' };
  const entries = await entriesOf(server, () =>
    inspector.refused('mutation ($input: RecordInspectionInput!) { recordInspection(input: $input) { problems { code } } }', { input }),
  );
  expect(kinds(entries)).toEqual([
    ['ACT', 'recordInspection'],
    ['OUTCOME', 'FORBIDDEN'],
  ]);
  expect(kinds(await entriesOf(server, () => new Visitor(server).ask('mutation { openInspectionRound(month: "2026-04") { problems { code } } }')))).toEqual([
    ['ACT', 'openInspectionRound'],
    ['OUTCOME', 'FORBIDDEN'],
  ]);
});

test('what a screen reports of itself every few seconds leaves nothing; that somebody else tries does', async () => {
  const secret = newSecret('screen');
  const [, by] = Buffer.from(staff.account, 'base64').toString().split(':');
  await server.database.orm.em.fork().execute('insert into screen (name, hash, paired_by_id) values (?, ?, ?)', ['一楼大厅', hashOf(secret), by]);
  const screen = new Visitor(server);
  screen.cookie = `duban_session=${encodeURIComponent(secret)}`;
  const { board } = (await staff.ask('{ board { cursor } }')).data;
  const reported = () => screen.do(REPORT, { cursor: board.cursor });
  expect(await entriesOf(server, reported)).toEqual([]);
  expect(kinds(await entriesOf(server, () => staff.refused(REPORT, { cursor: board.cursor })))).toEqual([
    ['ACT', 'reportDisplayed'],
    ['OUTCOME', 'FORBIDDEN'],
  ]);
});

test('several verbs in one request are acts one after the other, under whatever names', async () => {
  const entries = await entriesOf(server, () =>
    staff.ask('mutation { a: openInspectionRound(month: "2026-05") { problems { code } } b: openInspectionRound(month: "2026-05") { __typename } }'),
  );
  expect(kinds(entries)).toEqual([
    ['ACT', 'openInspectionRound'],
    ['OUTCOME', 'DONE'],
    ['ACT', 'openInspectionRound'],
    ['OUTCOME', 'REFUSED'],
  ]);
});

test('who tries to sign in is known by their account where there is one, and by nothing that they typed', async () => {
  const visitor = new Visitor(server);
  const [, account] = Buffer.from(staff.account, 'base64').toString().split(':');
  expect(await entriesOf(server, () => visitor.triesToSignIn('staff', 'a wrong password'))).toMatchObject([
    { kind: 'ACT', verb: 'signIn', subjects: [`account=Account:${account}`], actor_kind: 'NOBODY', actor: null },
    { kind: 'OUTCOME', outcome: 'REFUSED', codes: ['SIGN_IN_REFUSED'] },
  ]);
  expect(await entriesOf(server, () => visitor.triesToSignIn('my password typed in the wrong place', 'x'))).toMatchObject([
    { kind: 'ACT', verb: 'signIn', subjects: [] },
    { kind: 'OUTCOME', outcome: 'REFUSED' },
  ]);
  expect(await entriesOf(server, () => visitor.signIn('staff'))).toMatchObject([
    { kind: 'ACT', verb: 'signIn', subjects: [`account=Account:${account}`] },
    { kind: 'OUTCOME', outcome: 'DONE' },
  ]);
  expect(await wholeLog(server)).not.toContain('wrong p');
});

test('the first administrator, and a screen from its code to its identity, are in the log by their keys', async () => {
  const acts = (await server.database.orm.em.fork().execute("select * from audit_entry where verb = 'createFirstAdministrator'")) as Entry[];
  const [made] = (await server.database.orm.em.fork().execute('select * from audit_entry where act_id = ?', [acts[0]?.id])) as Entry[];
  expect(made).toMatchObject({ outcome: 'DONE', subjects: [expect.stringMatching(/^account=Account:\d+$/)] });
  const screen = new Visitor(server);
  let shown = { code: '', secret: '' };
  const entries = await entriesOf(server, async () => {
    shown = await screen.do('mutation { beginScreenPairing { code secret problems { code } } }');
    await admin.do('mutation ($code: String!) { confirmScreenPairing(code: $code, name: "大厅的屏") { name problems { code } } }', { code: shown.code });
    await screen.do('mutation ($secret: String!) { claimScreen(secret: $secret) { screen { id } problems { code } } }', { secret: shown.secret });
  });
  expect(kinds(entries)).toEqual(
    ['beginScreenPairing', 'confirmScreenPairing', 'claimScreen'].flatMap((verb) => [
      ['ACT', verb],
      ['OUTCOME', 'DONE'],
    ]),
  );
  expect(entries.at(-1)?.subjects).toEqual([expect.stringMatching(/^screen=Screen:\d+$/)]);
  const log = await wholeLog(server);
  for (const secret of [shown.code, shown.secret, '大厅的屏']) expect(log).not.toContain(secret);
});

test('nothing secret and nothing that was written stands in any entry', async () => {
  const evidence = '此处独一无二的证据文字';
  const inspector = '欧阳独秀';
  const input = { month: '2026-03', unitCode: 'XZ01', itemCode: 'A1', evidence, occurrences: 1, inspectedOn: '2026-03-11', inspector };
  const { finding } = await staff.do('mutation ($input: RecordFindingInput!) { recordFinding(input: $input) { finding { id evidence inspector } problems { code } } }', { input });
  await admin.do('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id } problems { code } } }', {
    input: { name: 'unmistakable', displayName: '独一无二', password: 'an unmistakable password', roles: ['STAFF'] },
  });
  const { secret } = await admin.do('mutation { createApiToken(input: { name: "distinct program", roles: [STAFF], validDays: 3 }) { secret problems { code } } }');
  // Things that look like ids and codes and are none.
  await staff.ask('mutation ($input: RecordFindingInput!) { recordFinding(input: $input) { problems { code } } }', {
    input: { ...input, unitCode: '单位名为独一无二', itemCode: 'not a code' },
  });
  const smuggled = Buffer.from('Hiddenword:1').toString('base64url');
  for (const id of ['a text of its own', smuggled]) {
    await staff.ask('mutation ($id: ID!) { retractFinding(input: { finding: $id, reason: "误记" }) { problems { code } } }', { id });
  }
  await staff.ask(`query { findings(filter: { evidence: { eq: "${evidence}" } }) { nodes { id evidence } } node(id: "${finding.id}") { ... on Finding { inspector } } }`);
  const log = await wholeLog(server);
  for (const text of [evidence, inspector, 'unmistakable', '独一无二', secret, 'distinct program', 'not a code', 'text of its own', 'Hiddenword', PASSWORD, 'duban_']) {
    expect({ text, found: log.includes(text) }).toEqual({ text, found: false });
  }
});

describe('files handed over', () => {
  async function upload(visitor: Visitor, name: string, bytes: Buffer | string): Promise<number> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(Buffer.from(bytes))]), name);
    const response = await fetch(`${server.url}/intake`, { method: 'POST', body: form, headers: visitor.cookie ? { cookie: visitor.cookie } : {} });
    await response.text();
    return response.status;
  }

  test('are acts by their hashes, and what became of them is their outcome', async () => {
    let status = 0;
    const entries = await entriesOf(server, async () => {
      status = await upload(staff, '某人的秘密.csv', 'no,heading\n1,2\n');
    });
    expect(status).toBe(422);
    expect(entries).toMatchObject([
      { kind: 'ACT', verb: 'POST /intake', subjects: [expect.stringMatching(/^file=[0-9a-f]{64}$/)], actor_name: 'staff 同志' },
      { kind: 'OUTCOME', outcome: 'REFUSED', codes: ['FILE_NOT_RECOGNISED'], subjects: ['UNKNOWN=REFUSED'] },
    ]);
    expect(await wholeLog(server)).not.toContain('某人的秘密');
  });

  test('by who may not are forbidden acts', async () => {
    let status = 0;
    const entries = await entriesOf(server, async () => {
      status = await upload(secretary, 'x.csv', 'x');
    });
    expect(status).toBe(403);
    expect(kinds(entries)).toEqual([
      ['ACT', 'POST /intake'],
      ['OUTCOME', 'FORBIDDEN'],
    ]);
  });
});
