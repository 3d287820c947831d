import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { globalId } from '../../schema/Node.ts';
import { Role } from '../../server/access/policy.ts';
import { officerFileConsumer } from '../../server/officerFile/index.ts';
import { signedIn } from '../access/signedIn.ts';
import { Visitor } from '../access/visitors.ts';
import type { Offices } from '../appraisal/offices.ts';
import { Wire } from '../http/live/wire.ts';
import { statementsOf } from '../read/statements.ts';
import { handOver } from '../testkit/handOver.ts';
import { liveThrough } from './months.ts';

/* Whoever reads of another's file leaves a reading that the officer sees, by whatever way they read; whoever reads their own leaves none. */

interface Reading {
  code: string;
  reader_kind: string;
  reader_name: string | null;
  reader_roles: string[];
  entries: string[];
  summed: boolean;
  audit_sequence: number;
}

let offices: Offices;
/** Ids of what there is in each file, by the code of its officer. */
let files: Record<string, string[]>;
/** Of officer 05: an entry, a rectification and their own id. */
let one: { entry: string; rectification: string; officer: string };
beforeAll(async () => {
  offices = await liveThrough();
  await handOver(offices.server.database.orm, officerFileConsumer);
  const rows = await run<{ id: number; code: string }>('select f.id, o.code from officer_file_entry f join officer o on o.id = f.officer_id order by f.id');
  files = Object.fromEntries([...Map.groupBy(rows, ({ code }) => code)].map(([code, those]) => [code, those.map(({ id }) => globalId('OfficerFileEntry', id))]));
  const [{ id: rectification }] = (await run('select min(id) as id from rectification where officer_id is not null')) as [{ id: number }];
  one = { entry: (files['XZ01-05'] as string[])[0] as string, rectification: globalId('Rectification', rectification), officer: await offices.idOf('XZ01-05') };
}, 120_000);
afterAll(() => offices.stop());
afterEach(() => expect(offices.server.reported).toEqual([]));

const run = <T extends object>(sql: string) => offices.server.database.orm.em.fork().execute<T[]>(sql);

/** What `work` leaves. */
async function left(work: () => Promise<unknown>): Promise<Reading[]> {
  const [{ last }] = (await run('select coalesce(max(id), 0) as last from officer_file_reading')) as [{ last: number }];
  await work();
  return run<Reading>(`select o.code, r.* from officer_file_reading r join officer o on o.id = r.officer_id where r.id > ${last} order by o.code, r.id`);
}
const brief = (readings: readonly Reading[]) => readings.map(({ code, entries, summed }) => [code, entries.length, summed]);
const fileOf = (code: string) => files[code] as string[];

async function asked(by: string, query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await offices.who(by).ask(query, variables);
  if (errors) throw new Error(`${query}\n${JSON.stringify(errors)}`);
  return data;
}

const EVERYBODY = ['XZ01-05', 'XZ01-06', 'XZ01-07'];
const shown = (...codes: string[]) => codes.map((code) => [code, fileOf(code).length, false]);
const summed = (...codes: string[]) => codes.map((code) => [code, 0, true]);
const FIRST = 'orderBy: [{ field: kind }, { field: happenedAt }]';

describe('by whatever way a file is read', () => {
  test.each<[string, () => string, () => unknown[]]>([
    ['in the list of all', () => '{ officerFileEntries(first: 100) { nodes { kind } } }', () => shown(...EVERYBODY)],
    ['that there are entries, and no field of theirs', () => '{ officerFileEntries(first: 100) { nodes { __typename } } }', () => shown(...EVERYBODY)],
    ['by cursors alone', () => '{ officerFileEntries(first: 100) { edges { cursor } } }', () => shown(...EVERYBODY)],
    ['that there is one more', () => `{ officerFileEntries(first: 0, ${FIRST}) { pageInfo { hasNextPage } } }`, () => [[expect.any(String), 1, false]]],
    ['filtered', () => '{ officerFileEntries(filter: { officer: { code: { eq: "XZ01-06" } } }) { nodes { id } } }', () => shown('XZ01-06')],
    ['below an officer', () => '{ officers(filter: { code: { eq: "XZ01-05" } }) { nodes { fileEntries(first: 100) { nodes { month } } } } }', () => shown('XZ01-05')],
    ['below all officers, each told', () => '{ officers(first: 100) { nodes { fileEntries(first: 100) { edges { node { happenedAt } } } } } }', () => shown(...EVERYBODY)],
    [
      'from what an officer belongs to',
      () => `{ node(id: "${one.rectification}") { ... on Rectification { officer { fileEntries(first: 100) { nodes { id } } } } } }`,
      () => shown('XZ01-05'),
    ],
    ['by its id', () => `{ node(id: "${one.entry}") { id } }`, () => [['XZ01-05', 1, false]]],
    ['by ids, through fragments and aliases', () => `{ a: nodes(ids: ["${one.entry}", "${one.officer}"]) { ...on OfficerFileEntry { b: kind } } }`, () => [['XZ01-05', 1, false]]],
    ['counted', () => '{ officerFileEntries { totalCount } }', () => summed(...EVERYBODY)],
    ['counted where only some fit', () => '{ officerFileEntries(filter: { kind: { eq: OBJECTION_MADE } }) { totalCount } }', () => summed('XZ01-05', 'XZ01-06')],
    ['counted below an officer', () => `{ node(id: "${one.officer}") { ... on Officer { fileEntries { totalCount } } } }`, () => summed('XZ01-05')],
    ['summed up by groups', () => '{ officerFileEntries { aggregates(groupBy: [kind], first: 1) { count key { kind } } } }', () => summed(...EVERYBODY)],
    ['summed up below an officer', () => `{ node(id: "${one.officer}") { ... on Officer { fileEntries { aggregates { maximum { happenedAt } } } } } }`, () => summed('XZ01-05')],
    // Who is not there tells as much as who is.
    ['searched by, with an answer', () => '{ officers(filter: { fileEntries: { some: { kind: { eq: OBJECTION_DISMISSED } } } }) { nodes { id } } }', () => summed(...EVERYBODY)],
    ['searched by, with none', () => '{ officers(filter: { code: { eq: "XZ01-07" }, fileEntries: { none: {} } }) { totalCount } }', () => summed(...EVERYBODY)],
    ['searched by from afar', () => '{ appraisals(filter: { officer: { fileEntries: { every: { month: { eq: "2026-07" } } } } }) { nodes { id } } }', () => summed(...EVERYBODY)],
    [
      'searched by in a group',
      () => '{ rectifications(filter: { officer: { fileEntries: { some: {} } } }) { aggregates(groupBy: [state]) { count } } }',
      () => summed(...EVERYBODY),
    ],
  ])('%s', async (_, query, expected) => {
    const readings = await left(() => asked('staff', query()));
    expect(brief(readings)).toEqual(expected());
    for (const each of readings) expect(each).toMatchObject({ reader_kind: 'PERSON', reader_name: 'staff 同志', reader_roles: ['STAFF'] });
  });

  test('by what a verb answers', async () => {
    const officer = await offices.idOf('XZ01-06');
    const readings = await left(() =>
      asked(
        'staff',
        'mutation ($input: OpenRectificationInput!) { openRectification(input: $input) { rectification { officer { fileEntries { nodes { kind } } } } problems { code } } }',
        { input: { month: '2026-05', reason: '考核为差', officer } },
      ),
    );
    expect(brief(readings)).toEqual(shown('XZ01-06'));
  });

  test('over a WebSocket, as an event stream, by GET and in a batch', async () => {
    const { cookie } = offices.who('staff');
    const headers = { cookie: cookie as string, 'apollo-require-preflight': 'yes', 'content-type': 'application/json' };
    const query = '{ officerFileEntries(filter: { officer: { code: { eq: "XZ01-07" } } }) { nodes { kind } } }';
    const url = `${offices.server.url}/graphql`;
    const post = (body: unknown, more = {}) => fetch(url, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) }).then((answer) => answer.text());
    for (const way of [
      () => fetch(`${url}?query=${encodeURIComponent(query)}`, { headers }).then((answer) => answer.text()),
      () => post([{ query }]),
      () => post({ query }, { accept: 'text/event-stream' }),
      async () => {
        const wire = await Wire.open(offices.server.socketUrl, { headers });
        await wire.ask(query);
        await wire.cut();
      },
    ]) {
      expect(brief(await left(way))).toEqual(shown('XZ01-07'));
    }
  });
});

test('nothing is left by what shows no file, nor by who may not see one', async () => {
  for (const query of [
    '{ officers { nodes { name appraisals { totalCount } } } }',
    '{ rectifications { nodes { steps { nodes { text } } } } }',
    '{ officerFileReadings { totalCount } }',
  ]) {
    expect(await left(() => asked('staff', query))).toEqual([]);
  }
  expect(await left(() => offices.who('leader').ask('{ officerFileEntries { nodes { kind } } }'))).toEqual([]);
  expect(await left(() => asked('other', `{ officerFileEntries { totalCount nodes { kind } } node(id: "${one.entry}") { id } }`))).toEqual([]);
});

test('who reads their own leaves nothing, by whatever role; of the others’ they leave what they read', async () => {
  const ALL = '{ officerFileEntries(first: 100) { totalCount nodes { kind } } officers(filter: { fileEntries: { some: {} } }) { totalCount } }';
  expect(await left(() => asked('officer05', ALL))).toEqual([]);
  // One of the cadre office who is officer 07.
  expect((await left(() => asked('both', ALL))).map(({ code }) => code)).toEqual(['XZ01-05', 'XZ01-06']);
  // Whose account is linked to an officer, and has not the role of one, reads as anybody else does.
  const [{ id: officer }] = (await run(`select id from officer where code = 'XZ01-05'`)) as [{ id: number }];
  const linked = new Visitor(offices.server);
  linked.cookie = (await signedIn(offices.server, { roles: [Role.STAFF], officer })).cookie;
  expect((await left(() => linked.ask(ALL))).map(({ code }) => code)).toEqual(EVERYBODY);
  expect((await left(() => asked('cadre1', ALL))).map(({ code, reader_roles }) => [code, reader_roles])).toEqual(EVERYBODY.map((code) => [code, ['CADRE_OFFICE']]));
});

test('the officer sees who else read, when and of what; the committee and the auditor do too, and nobody else', async () => {
  const [reading] = await left(() => asked('secretary', `{ node(id: "${one.entry}") { ... on OfficerFileEntry { kind } } }`));
  const READINGS =
    '{ officerFileReadings(first: 1, orderBy: [{ field: id, direction: DESC }]) { nodes { readAt readerKind readerName readerRoles entries summed auditSequence } } }';
  const newest = { readAt: expect.stringMatching(/^\d{4}-/), readerKind: 'PERSON', readerName: 'secretary 同志', readerRoles: ['SECRETARY'], entries: [one.entry], summed: false };
  const auditor = new Visitor(offices.server);
  auditor.cookie = (await signedIn(offices.server, { roles: [Role.AUDITOR] })).cookie;
  const expected = { ...newest, auditSequence: reading?.audit_sequence };
  for (const by of ['officer05', 'staff']) expect((await asked(by, READINGS.replace('id, direction', 'readAt, direction'))).officerFileReadings.nodes).toEqual([expected]);
  expect((await auditor.ask(READINGS.replace('id, direction', 'readAt, direction'))).data.officerFileReadings.nodes).toEqual([expected]);
  expect((await auditor.ask('{ officerFileReadings { nodes { officer { name } } } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  // The entry it was written with says from where, and to nobody but the auditor.
  const [entry] = await run<{ kind: string; fields: string[]; rows: string[] }>(`select kind, fields, rows from audit_entry where id = ${reading?.audit_sequence}`);
  expect(entry).toMatchObject({ kind: 'READ', fields: ['OfficerFileEntry.kind', 'OfficerFileEntry.officer'] });
  // Officer 06 sees the readings of their own file alone.
  const { officers } = await asked('officer06', '{ officers { nodes { code fileReadings { nodes { officer { code } entries } } } } officerFileReadings { totalCount } }');
  expect(officers.nodes[0].fileReadings.nodes.length).toBeGreaterThan(0);
  expect(new Set(officers.nodes[0].fileReadings.nodes.map((each: { officer: { code: string } }) => each.officer.code))).toEqual(new Set(['XZ01-06']));
  for (const by of ['cadre1', 'leader', 'reporter']) expect((await offices.who(by).ask('{ officerFileReadings { totalCount } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

describe('exports', () => {
  const exported = async (query: string) => {
    const headers = { 'content-type': 'application/json', cookie: offices.who('staff').cookie as string };
    const response = await fetch(`${offices.server.url}/export`, { method: 'POST', headers, body: JSON.stringify({ query, format: 'csv' }) });
    return response.text();
  };

  test('leave readings as a query does', async () => {
    expect(brief(await left(() => exported('{ officerFileEntries { nodes { officer { name } kind happenedAt } } }')))).toEqual(shown(...EVERYBODY));
    expect(brief(await left(() => exported('{ officers(filter: { fileEntries: { some: { kind: { eq: OBJECTION_MADE } } } }) { nodes { name } } }')))).toEqual(summed(...EVERYBODY));
  });

  test('of many pages tell of each page before it leaves, and leave no row out', async () => {
    await run(`insert into officer_file_entry (officer_id, kind, happened_at, source)
      select (select id from officer where code = 'XZ01-12'), 'APPRAISED', now() + n * interval '1 second', 'test ' || n from generate_series(1, 1200) n`);
    const readings = await left(() => exported('{ officerFileEntries(filter: { officer: { code: { eq: "XZ01-12" } } }) { nodes { kind } } }'));
    // Of each page the first row of the next, too: that it is there is known by then.
    expect(brief(readings)).toEqual([501, 501, 200].map((count) => ['XZ01-12', count, false]));
    expect(new Set(readings.flatMap(({ entries }) => entries)).size).toBe(1200);
    await run('alter table officer_file_entry disable trigger all');
    await run(`delete from officer_file_entry where source like 'test %'`);
    await run('alter table officer_file_entry enable trigger all');
  });
});

test('where a reading cannot be written nothing is answered, and no entry of the log says that it was', async () => {
  await run(
    `create function refuse() returns trigger as $$ begin raise exception 'full'; end; $$ language plpgsql; create trigger refuse before insert on officer_file_reading execute function refuse()`,
  );
  const [before] = await run('select max(id) as last from audit_entry');
  const { data, errors } = await offices.who('staff').ask('{ officerFileEntries { nodes { kind } } }');
  expect([data ?? null, errors?.map(({ extensions }) => extensions.code)]).toEqual([null, ['AUDIT_UNAVAILABLE']]);
  expect(await run('select max(id) as last from audit_entry')).toEqual([before]);
  // Their own leaves none, and is answered.
  expect((await asked('officer05', '{ officerFileEntries { totalCount } }')).officerFileEntries.totalCount).toBe(fileOf('XZ01-05').length);
  await run('drop trigger refuse on officer_file_reading');
  expect(offices.server.reported.splice(0)).toMatchObject([{ message: 'full' }]);
});

test('a reading costs no statement beside the audit log’s, but one where files are summed up and one where they are searched by', async () => {
  const cost = async (by: string, query: string) => (await statementsOf(() => asked(by, query))).filter((text) => text.includes('officer_file_entry')).length;
  for (const [more, query] of [
    [0, '{ officerFileEntries { nodes { kind } } }'],
    [0, '{ officerFileEntries { totalCount } }'],
    [1, '{ officerFileEntries { aggregates { count } } }'],
    [1, '{ officers(filter: { fileEntries: { some: {} } }) { nodes { id } } }'],
  ] as const) {
    expect({ query, statements: await cost('staff', query) }).toEqual({ query, statements: 1 + more });
  }
});

test('whatever is asked, each officer is told exactly the entries of theirs that were shown', async () => {
  const codeOf = new Map(Object.entries(files).flatMap(([code, ids]) => ids.map((id) => [id, code] as const)));
  const kinds = ['APPRAISED', 'APPRAISAL_CORRECTED', 'OBJECTION_MADE', 'RECTIFICATION_OPENED', 'MEASURE_COMPLETED'];
  const filter = fc.oneof(
    fc.constant('{}'),
    fc.subarray(kinds).map((some) => `{ kind: { in: [${some}] } }`),
    fc.subarray(EVERYBODY).map((codes) => `{ officer: { code: { in: ${JSON.stringify(codes)} } } }`),
    fc.constantFrom('{ rectification: { month: { eq: "2026-07" } } }', '{ not: { appraisal: { version: { gt: 1 } } } }', '{ month: { ne: "2026-07" } }'),
  );
  const page = fc.record({ filter, first: fc.integer({ min: 1, max: 30 }), order: fc.constantFrom('happenedAt', 'kind', 'month') });
  const form = fc.constantFrom(
    (args: string) => `{ officerFileEntries(${args}) { nodes { id } } }`,
    (args: string) => `{ officerFileEntries(${args}) { edges { node { x: id kind } } } }`,
    (args: string) => `{ officers(first: 100) { nodes { fileEntries(${args}) { nodes { id } } } } }`,
    (args: string) =>
      `{ appraisals(first: 50) { nodes { officer { fileEntries(${args}) { nodes { id step { rectification { officer { fileEntries(${args}) { nodes { id } } } } } } } } } } }`,
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('staff', 'cadre1', 'both', 'officer06', 'deputy'), page, form, async (by, { filter: wanted, first, order }, query) => {
      let data: unknown;
      const readings = await left(async () => {
        data = await asked(by, query(`filter: ${wanted}, first: ${first}, orderBy: [{ field: ${order} }]`));
      });
      const own = { both: 'XZ01-07', officer06: 'XZ01-06' }[by as string];
      const ids = [...new Set(JSON.stringify(data).match(/[A-Za-z0-9_-]{10,}/g) ?? [])].filter((id) => codeOf.has(id) && codeOf.get(id) !== own);
      expect(readings.flatMap(({ entries }) => entries).sort()).toEqual(ids.sort());
      for (const { code, entries } of readings) for (const id of entries) expect(codeOf.get(id)).toBe(code);
    }),
    { numRuns: 60, seed: 20261123 },
  );
});
