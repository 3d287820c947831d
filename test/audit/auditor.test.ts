import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery } from 'graphql';
import { globalId } from '../../schema/Node.ts';
import { Role } from '../../server/access/policy.ts';
import { administrator, person, Visitor } from '../access/visitors.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { entriesOf } from './log.ts';
import { calling } from './verbs.ts';

let server: TestServer;
let schema: GraphQLSchema;
let admin: Visitor;
let auditor: Visitor;
beforeAll(async () => {
  server = await startTestServer({ openToEveryone: false, trustProxy: true });
  await seed(server.database.orm).city().units({ TOWNSHIP: 2 }).officers(2).ruleBook(2026).round('2026-03').inspected(1).write();
  admin = await administrator(server);
  auditor = await person(server, admin, 'auditor', ['AUDITOR']);
  schema = buildClientSchema((await auditor.ask(getIntrospectionQuery())).data);
});
afterAll(() => server.stop());

const codes = async (visitor: Visitor, query: string) => ((await visitor.ask(query)).errors ?? []).map(({ extensions }) => extensions.code);

test('the auditor reads who did what, about what and how it ended, filtered, put in order and a page at a time', async () => {
  const { data } = await auditor.ask(`{ auditEntries(filter: { verb: { eq: "createAccount" } }, orderBy: [{ field: sequence, direction: DESC }], first: 1) {
    totalCount nodes { sequence kind actorKind actor actorName actorRoles address verb act { id } outcomes { nodes { outcome subjects act { verb } } } } pageInfo { hasNextPage } } }`);
  expect(data.auditEntries).toEqual({
    totalCount: 1,
    nodes: [
      {
        sequence: expect.any(Number),
        kind: 'ACT',
        actorKind: 'PERSON',
        actor: 'Account:1',
        actorName: '关立新',
        actorRoles: ['ADMINISTRATOR'],
        address: expect.stringMatching(/^10\./),
        verb: 'createAccount',
        act: null,
        outcomes: { nodes: [{ outcome: 'DONE', subjects: ['account=Account:2'], act: { verb: 'createAccount' } }] },
      },
    ],
    pageInfo: { hasNextPage: false },
  });
});

test('the auditor finds the acts that nobody knows the end of', async () => {
  const unknown = async () => (await auditor.ask('{ auditEntries(filter: { kind: { eq: ACT }, outcomes: { none: {} } }) { nodes { verb } } }')).data.auditEntries.nodes;
  expect(await unknown()).toEqual([]);
  const em = server.database.orm.em.fork();
  await em.execute(
    "create function cut() returns trigger as $$ begin raise exception 'killed'; end; $$ language plpgsql; create trigger cut before insert on audit_entry for each row when (new.kind = 'OUTCOME') execute function cut()",
  );
  await admin.ask('mutation { beginScreenPairing { problems { code } } }');
  await em.execute('drop trigger cut on audit_entry');
  expect(await unknown()).toEqual([{ verb: 'beginScreenPairing' }]);
});

test('reading the log stands in the log, with which entries were read', async () => {
  const entries = await entriesOf(server, () => auditor.ask('{ auditEntries(first: 2) { nodes { at verb } } }'));
  expect(entries).toMatchObject([{ kind: 'READ', actor: 'Account:2', fields: ['AuditEntry.at', 'AuditEntry.verb'], rows: ['AuditEntry:1', 'AuditEntry:2'], row_count: 2 }]);
});

test('the auditor may have the log as a file, which is in the log too', async () => {
  let text = '';
  const entries = await entriesOf(server, async () => {
    const body = JSON.stringify({ query: '{ auditEntries { nodes { sequence verb hash } } }', format: 'csv', headings: 'names' });
    const response = await fetch(`${server.url}/export`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: auditor.cookie as string }, body });
    text = await response.text();
  });
  expect(text).toContain('createFirstAdministrator');
  expect(entries.map(({ kind }) => kind)).toEqual(['ACT', 'READ', 'OUTCOME']);
});

test('everything else is forbidden to the auditor: the content, and every verb', async () => {
  for (const list of ['units', 'officers', 'findings', 'inspections', 'inspectionRounds', 'inspectionResults', 'corrections', 'regions']) {
    expect({ list, codes: await codes(auditor, `{ ${list} { totalCount } }`) }).toEqual({ list, codes: ['FORBIDDEN'] });
  }
  for (const query of ['{ accounts { id } }', '{ screens { id } }', '{ apiTokens { id } }', '{ eventConsumers { name } }', '{ board { cursor } }']) {
    expect({ query, codes: await codes(auditor, query) }).toEqual({ query, codes: ['FORBIDDEN'] });
  }
  const open = new Set(['signIn', 'signOut', 'createFirstAdministrator', 'demoTryRole', 'beginScreenPairing', 'claimScreen', 'changePassword', 'revokeSession']);
  for (const verb of Object.keys(schema.getMutationType()?.getFields() ?? {})) {
    if (!open.has(verb)) expect({ verb, codes: await codes(auditor, calling(schema, verb)) }).toEqual({ verb, codes: ['FORBIDDEN'] });
  }
});

test('the log is forbidden to everybody else, by every way', async () => {
  const [{ id }] = (await auditor.ask('{ auditEntries(first: 1) { nodes { id } } }')).data.auditEntries.nodes;
  const ways = ['{ auditEntries { totalCount } }', '{ auditEntries { nodes { id } } }', `{ node(id: "${id}") { id } }`, '{ auditEntries { aggregates { count } } }'];
  const others = Object.values(Role).filter((role) => !['AUDITOR', 'SCREEN', 'PUBLIC'].includes(role));
  const visitors = [new Visitor(server)];
  for (const role of others) visitors.push(await person(server, admin, `is-${role.toLowerCase()}`, [role], { unit: globalId('Unit', 1), officer: globalId('Officer', 1) }));
  for (const visitor of visitors) for (const way of ways) expect({ way, codes: await codes(visitor, way) }).toEqual({ way, codes: ['FORBIDDEN'] });
  expect(await codes(auditor, `{ node(id: "${id}") { ... on AuditEntry { verb } } }`)).toEqual([]);
});
