import { hash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { globalId } from '../../schema/Node.ts';
import { administrator, person, type Visitor } from '../access/visitors.ts';
import { Wire } from '../http/live/wire.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { type Entry, entriesOf } from './log.ts';

let server: TestServer;
let admin: Visitor;
let staff: Visitor & { account: string };
beforeAll(async () => {
  server = await startTestServer({ openToEveryone: false, trustProxy: true });
  await seed(server.database.orm).city().units({ TOWNSHIP: 3 }).officers(2).ruleBook(2026).round('2026-03').inspected(2).write();
  admin = await administrator(server);
  staff = await person(server, admin, 'staff', ['STAFF']);
});
afterAll(() => server.stop());
afterEach(() => expect(server.reported).toEqual([]));

const reading = async (query: string, variables?: Record<string, unknown>) => {
  const entries = await entriesOf(server, async () => {
    const { errors } = await staff.ask(query, variables);
    if (errors) throw new Error(`${query}\n${JSON.stringify(errors)}`);
  });
  expect(entries.every(({ kind }) => kind === 'READ')).toBe(true);
  return entries;
};
const told = (entries: readonly Entry[]) => entries.map(({ fields, rows, row_count }) => ({ fields, rows: rows.toSorted(), count: row_count }));
const officers = (...keys: number[]) => keys.map((key) => `Officer:${key}`);

test('who reads officers is written down, with the fields, the keys, the operation and the hash of its text', async () => {
  const query = 'query Roll { officers(first: 3) { nodes { id name post } } }';
  const [, account] = Buffer.from(staff.account, 'base64').toString().split(':');
  const entries = await reading(query);
  expect(entries).toMatchObject([
    {
      actor: `Account:${account}`,
      actor_name: 'staff 同志',
      actor_roles: ['STAFF'],
      operation: 'Roll',
      document: hash('sha256', query),
      fields: ['Officer.name', 'Officer.post'],
      rows: officers(1, 2, 3),
      row_count: 3,
      times: 1,
    },
  ]);
});

describe('what holds nothing of a person leaves nothing, and sends no statement more', () => {
  test.each([
    '{ units { nodes { id code name region { name } } totalCount } }',
    '{ officers { totalCount nodes { id __typename } } }',
    '{ findings { nodes { id occurrences inspectedOn } } }',
    '{ viewer { name roles } }',
    '{ ruleBooks { nodes { title items { nodes { content } } } } }',
    '{ board { cursor progress { inspected } } }',
  ])('%s', async (query) => {
    await staff.ask('{ viewer { name } }');
    const sent = jest.spyOn(Client.prototype, 'query');
    try {
      expect(await reading(query)).toEqual([]);
      const texts = sent.mock.calls.map(([statement]) => (typeof statement === 'string' ? statement : (statement as unknown as { text: string }).text));
      expect(texts.filter((text) => /insert into audit_entry/.test(text))).toEqual([]);
    } finally {
      sent.mockRestore();
    }
  });
});

describe('by whatever way rows are reached', () => {
  test.each<[string, string, { fields: string[]; rows: string[]; count: number }]>([
    ['under another name', '{ a: officers(first: 1) { b: nodes { c: name } } }', { fields: ['Officer.name'], rows: officers(1), count: 1 }],
    [
      'by a fragment, and one on an interface',
      `query { officers(first: 1) { nodes { ...who } } node(id: "${globalId('Officer', 4)}") { ... on Officer { post } ... on Unit { name } } } fragment who on Officer { tier }`,
      { fields: ['Officer.post', 'Officer.tier'], rows: officers(1, 4), count: 2 },
    ],
    ['below other rows', '{ units(first: 2) { nodes { name officers(first: 1) { edges { node { name } } } } } }', { fields: ['Officer.name'], rows: officers(1, 3), count: 2 }],
    [
      'joined to other rows, each once',
      '{ findings { nodes { inspection { inspector } } } }',
      { fields: ['Inspection.inspector'], rows: ['Inspection:1', 'Inspection:2', 'Inspection:3'], count: 3 },
    ],
    ['by ids', `{ nodes(ids: ["${globalId('Officer', 2)}", "${globalId('Unit', 1)}"]) { id ... on Officer { name } } }`, { fields: ['Officer.name'], rows: officers(2), count: 1 }],
    [
      'what lies within an explanation or a round',
      '{ inspectionRound(month: "2026-03") { inspections(first: 1) { nodes { findings(first: 1) { nodes { evidence } } } } } }',
      { fields: ['Finding.evidence'], rows: ['Finding:1'], count: 1 },
    ],
    ['counted by a filter', '{ officers(filter: { name: { startsWith: "干" } }) { totalCount } }', { fields: ['Officer.name'], rows: [], count: 0 }],
    [
      'filtered from afar',
      '{ units(filter: { officers: { some: { not: { or: [{ post: { eq: "科员" } }] } } } }) { nodes { code } } }',
      { fields: ['Officer.post'], rows: [], count: 0 },
    ],
    ['put in order', '{ officers(orderBy: [{ field: name }], first: 1) { nodes { id } } }', { fields: ['Officer.name'], rows: [], count: 0 }],
    ['grouped', '{ officers { aggregates(groupBy: [tier]) { count key { tier } } } }', { fields: ['Officer.tier'], rows: [], count: 0 }],
    [
      'looked at from a verb',
      'mutation { changePassword(current: "x", password: "long enough, wrong") { account { displayName } problems { code } } }',
      { fields: [], rows: [], count: 0 },
    ],
  ])('%s', async (_, query, expected) => {
    const entries = (await entriesOf(server, () => staff.ask(query))).filter(({ kind }) => kind === 'READ');
    expect(told(entries)).toEqual(expected.fields.length ? [expected] : []);
  });

  test('accounts and whose sessions there are, by their keys', async () => {
    const entries = await entriesOf(server, () => admin.ask('{ accounts { displayName } sessions { userAgent account { name } } }'));
    expect(entries).toMatchObject([{ kind: 'READ', fields: ['Account.displayName', 'Account.name', 'Session.account', 'Session.userAgent'] }]);
    expect(entries[0]?.rows).toEqual(expect.arrayContaining(['Account:1', 'Account:2', 'Session:1']));
    expect(entries[0]?.row_count).toBe(entries[0]?.rows.length);
  });

  test('what a verb shows of a person besides', async () => {
    const entries = await entriesOf(server, () =>
      admin.ask(`mutation { setPassword(account: "${staff.account}", password: "another long password") { account { displayName } } }`),
    );
    expect(entries.map(({ kind, fields }) => [kind, ...fields])).toEqual([['ACT'], ['OUTCOME'], ['READ', 'Account.displayName']]);
    await staff.signIn('staff', 'another long password');
  });

  test('what is skipped, or may not be read, is not', async () => {
    expect(await reading('query ($no: Boolean = false) { officers { nodes { id name @include(if: $no) } } }')).toEqual([]);
    // The administrator may not read the post.
    const entries = await entriesOf(server, () => admin.ask('{ officers(first: 1) { nodes { id department } } }'));
    expect(entries).toEqual([]);
  });

  test('by GET, in a batch, over a WebSocket and as events: an entry for each operation', async () => {
    const headers = { cookie: staff.cookie as string, 'apollo-require-preflight': 'yes' };
    const text = '{ officers(first: 1) { nodes { name } } }';
    const once = [{ fields: ['Officer.name'], rows: officers(1), count: 1 }];
    expect(told(await entriesOf(server, () => fetch(`${server.url}/graphql?query=${encodeURIComponent(text)}`, { headers }).then((answer) => answer.text())))).toEqual(once);
    const batch = JSON.stringify([{ query: text }, { query: '{ officers(last: 1) { nodes { post } } }' }]);
    const post = (body: string, more: Record<string, string> = {}) =>
      fetch(`${server.url}/graphql`, { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json', ...more } }).then((answer) => answer.text());
    expect(told(await entriesOf(server, () => post(batch))).map(({ fields }) => fields)).toEqual(expect.arrayContaining([['Officer.name'], ['Officer.post']]));
    expect(told(await entriesOf(server, () => post(JSON.stringify({ query: text }), { accept: 'text/event-stream' })))).toEqual(once);
    const entries = await entriesOf(server, async () => {
      const wire = await Wire.open(server.socketUrl, { headers });
      wire.subscribe('1', text);
      await wire.until(() => wire.messages.some(({ type }) => type === 'complete'));
      wire.socket.close();
      await wire.closed;
    });
    expect(told(entries)).toEqual(once);
  });
});

test('whoever follows events that show something of a person is written down as they join, and not at each event', async () => {
  const headers = { cookie: staff.cookie as string };
  const entries = await entriesOf(server, async () => {
    const wire = await Wire.open(server.socketUrl, { headers });
    wire.subscribe('plain', 'subscription { board { cursor } }');
    wire.subscribe('close', 'subscription Watching { board { cursor ... on FindingRecorded { finding { evidence inspector } } } }');
    // Answered after both have been joined.
    wire.subscribe('done', '{ viewer { kind } }');
    await wire.until(() => wire.messages.some(({ id, type }) => id === 'done' && type === 'complete'));
    const input = { month: '2026-03', unitCode: 'XZ01', itemCode: 'A1', evidence: '无记录', occurrences: 1, inspectedOn: '2026-03-11', inspector: '贺文' };
    await staff.do('mutation ($input: RecordFindingInput!) { recordFinding(input: $input) { problems { code } } }', { input });
    await wire.until(() => wire.messages.some(({ id, type }) => id === 'close' && type === 'next'));
    wire.socket.close();
    await wire.closed;
  });
  expect(entries.filter(({ kind }) => kind === 'READ')).toMatchObject([
    { operation: 'Watching', fields: ['Finding.evidence', 'Finding.inspector'], rows: [], row_count: null, actor_name: 'staff 同志' },
  ]);
});

describe('exports', () => {
  async function exported(query: string, visitor: Visitor = staff): Promise<number> {
    const response = await fetch(`${server.url}/export`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: visitor.cookie as string },
      body: JSON.stringify({ query, format: 'csv' }),
    });
    await response.text();
    return response.status;
  }

  test('are acts with the fields they are to read, then what was read, and how many rows', async () => {
    const query = 'query Roll { officers { nodes { code name } } }';
    const entries = await entriesOf(server, () => exported(query));
    const [act] = entries as [Entry];
    expect(entries).toMatchObject([
      { kind: 'ACT', verb: 'POST /export', operation: 'Roll', document: hash('sha256', query), fields: ['Officer.code', 'Officer.name'], rows: [] },
      { kind: 'READ', operation: 'Roll', rows: officers(1, 2, 3, 4, 5, 6), row_count: 6 },
      { kind: 'OUTCOME', act_id: act.id, outcome: 'DONE', row_count: 6 },
    ]);
  });

  test('of nothing personal are acts too', async () => {
    expect(await entriesOf(server, () => exported('{ units { nodes { code } } }'))).toMatchObject([
      { kind: 'ACT', verb: 'POST /export', fields: [] },
      { kind: 'OUTCOME', outcome: 'DONE', row_count: 3 },
    ]);
  });

  test('that may not be are forbidden acts', async () => {
    expect(await entriesOf(server, () => exported('{ findings { nodes { evidence } } }', admin))).toMatchObject([
      { kind: 'ACT', verb: 'POST /export', fields: [] },
      { kind: 'OUTCOME', outcome: 'FORBIDDEN', codes: ['FORBIDDEN'], row_count: 0 },
    ]);
  });
});
