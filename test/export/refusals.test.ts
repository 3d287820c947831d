import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { seed } from '../testkit/seed.ts';
import { csvOf, type ExportServer, linesOf, startExportServer } from './exportServer.ts';

let database: TestDatabase;
let server: ExportServer;
beforeAll(async () => {
  database = await freshDatabase();
  server = await startExportServer(database, { atOnce: 1 });
  await seed(database.orm).city(2).units({ TOWNSHIP: 3, CITY: 2 }).officers(2).ruleBook(2026).round('2026-01').inspected(2).write();
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const UNITS = '{ units { nodes { code } } }';

async function refusalOf(response: Response): Promise<{ status: number; codes: string[]; type: string | null; disposition: string | null }> {
  const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  return {
    status: response.status,
    codes: errors.map(({ extensions }) => extensions.code),
    type: response.headers.get('content-type'),
    disposition: response.headers.get('content-disposition'),
  };
}
const refused = (status: number, code: string) => ({ status, codes: [code], type: 'application/json; charset=utf-8', disposition: null });

describe('an error as JSON and no file is the answer to', () => {
  test.each([
    ['two root fields', '{ units { nodes { code } } regions { nodes { code } } }', 'BAD_USER_INPUT'],
    ['one root field twice', '{ a: units { nodes { code } } b: units { nodes { code } } }', 'BAD_USER_INPUT'],
    ['a root field that is left out', '{ units @include(if: false) { nodes { code } } }', 'BAD_USER_INPUT'],
    ['a root field that is no connection', '{ unit(code: "XZ01") { code } }', 'BAD_USER_INPUT'],
    ['a list that is no connection', '{ unitClassRanking(month: "2026-01", unitClass: CITY) { score } }', 'BAD_USER_INPUT'],
    ['a connection without its rows', '{ units { totalCount } }', 'BAD_USER_INPUT'],
    ['its rows twice', '{ units { nodes { code } edges { node { name } } } }', 'BAD_USER_INPUT'],
    ['a page from the end', '{ units(last: 3) { nodes { code } } }', 'BAD_USER_INPUT'],
    ['a page before a cursor', '{ units(before: "x") { nodes { code } } }', 'BAD_USER_INPUT'],
    ['fewer than no rows', '{ units(first: -1) { nodes { code } } }', 'BAD_USER_INPUT'],
    ['a cursor that is none', '{ units(after: "nonsense") { nodes { code } } }', 'BAD_USER_INPUT'],
    ['a filter that is no id', '{ units(filter: { id: { eq: "x" } }) { nodes { code } } }', 'BAD_USER_INPUT'],
    ['a nested page beyond the largest', '{ units { nodes { officers(first: 501) { nodes { name } } } } }', expect.stringMatching(/^(PAGE_TOO_LARGE|BAD_USER_INPUT)$/)],
    ['a mutation', 'mutation { openInspectionRound(month: "2026-02") { problems { code } } }', 'BAD_USER_INPUT'],
    ['a subscription', 'subscription { board { cursor } }', 'BAD_USER_INPUT'],
  ])('%s', async (_, query, code) => {
    for (const format of ['csv', 'xlsx']) expect(await refusalOf(await server.export({ query, format }))).toEqual(refused(400, code as string));
  });

  test('a variable of the wrong form', async () => {
    const query = 'query ($month: YearMonth) { inspectionRounds(filter: { month: { eq: $month } }) { nodes { month } } }';
    expect(await refusalOf(await server.export({ query, variables: { month: '2026-13' }, format: 'csv' }))).toEqual(refused(400, 'BAD_USER_INPUT'));
  });

  test.each([
    ['no format', { query: UNITS }, 'BAD_USER_INPUT'],
    ['a format there is not', { query: UNITS, format: 'pdf' }, 'BAD_USER_INPUT'],
    ['headings there are not', { query: UNITS, format: 'csv', headings: 'en' }, 'BAD_USER_INPUT'],
    ['variables that are none', { query: UNITS, format: 'csv', variables: [1] }, 'BAD_REQUEST'],
    ['variables that are no JSON', { query: UNITS, format: 'csv', variables: '{' }, 'BAD_REQUEST'],
    ['a query that is no text', { query: 7, format: 'csv' }, 'BAD_REQUEST'],
    ['a list', [], 'BAD_REQUEST'],
  ])('%s', async (_, asked, code) => {
    expect(await refusalOf(await server.export(asked))).toEqual(refused(400, code));
  });

  test('a column that has gone, which is our fault: no more is said than that it happened, and everything to the log', async () => {
    await database.orm.em.fork().execute('alter table region rename column name to gone');
    try {
      expect(await refusalOf(await server.export({ query: '{ regions { nodes { name } } }', format: 'csv' }))).toEqual(refused(500, 'INTERNAL_SERVER_ERROR'));
      expect(server.reported.splice(0).map(String)).toEqual([expect.stringContaining('does not exist')]);
    } finally {
      await database.orm.em.fork().execute('alter table region rename column gone to name');
    }
  });
});

test('after any of these the next export finds its place', async () => {
  expect(linesOf(await csvOf(await server.export({ query: UNITS, format: 'csv' })))).toHaveLength(5);
  expect(server.reported).toEqual([]);
});

describe('across sites', () => {
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])('a form’s POST of %s is refused', async (type) => {
    const response = await server.export({ query: UNITS, format: 'csv' }, { 'content-type': type });
    expect(response.status).toBe(415);
    await response.text();
  });

  const link = `?${new URLSearchParams({ query: 'query ($n: Int) { units(first: $n, orderBy: [{ field: code }]) { nodes { code } } }', variables: '{"n":2}', format: 'csv' })}`;

  test('a link is refused, also one that somebody typed', async () => {
    for (const site of [undefined, 'cross-site', 'same-site', 'none']) {
      const response = await fetch(`${server.url}/export${link}`, { headers: site ? { 'sec-fetch-site': site } : {} });
      expect(await refusalOf(response)).toEqual(refused(400, 'BAD_REQUEST'));
    }
  });

  test('a link on a page of our own downloads the file, as does a client’s GET with a header that pages cannot send unasked', async () => {
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { 'apollo-require-preflight': 'true' }]) {
      const lines = linesOf(await csvOf(await fetch(`${server.url}/export${link}`, { headers: headers as unknown as Record<string, string> })));
      expect(lines).toEqual(['SZ01', 'SZ02']);
    }
  });
});

test('a HEAD reads nothing', async () => {
  const before = server.pages;
  const response = await fetch(`${server.url}/export?${new URLSearchParams({ query: UNITS, format: 'csv' })}`, { method: 'HEAD', headers: { 'sec-fetch-site': 'same-origin' } });
  expect([response.status, server.pages]).toEqual([404, before]);
});

describe('an operation too costly', () => {
  const csv = (limited: ExportServer, query: string) => limited.export({ query, format: 'csv' });
  const limitedTo = async (limits: Parameters<typeof startExportServer>[1], work: (limited: ExportServer) => Promise<void>) => {
    const limited = await startExportServer(database, limits);
    await work(limited).finally(() => limited.close());
  };
  const OFFICERS = '{ units(orderBy: [{ field: code }]) { nodes { code officers(first: 9) { totalCount } } } }';
  const EXPECTED = ['SZ01,2', 'SZ02,2', 'XZ01,2', 'XZ02,2', 'XZ03,2'];

  // Ten for each of the five units: itself and its nine officers.
  test.each([
    [5000, 500, 1],
    [50, 3, 7 + 2],
    [20, 1, 8 + 5],
    [10, 1, 8 + 5],
  ])('for pages of 500 is asked for in pages half as large until one costs no more than %i, of %i, in %i attempts', async (cost, _, pages) => {
    await limitedTo({ cost }, async (limited) => {
      expect(linesOf(await csvOf(await csv(limited, OFFICERS)))).toEqual(EXPECTED);
      expect(limited.pages).toBe(pages);
    });
  });

  test('for a single row is refused as such', async () => {
    await limitedTo({ cost: 9 }, async (limited) => {
      expect(await refusalOf(await csv(limited, OFFICERS))).toEqual(refused(400, 'TOO_COSTLY'));
    });
  });

  test('for PostgreSQL is refused with 504', async () => {
    const session = database.orm.em.fork();
    await session.begin();
    await session.execute('lock table unit in access exclusive mode');
    await limitedTo({ statementTimeout: 100 }, async (limited) => {
      expect(await refusalOf(await csv(limited, UNITS))).toEqual(refused(504, 'TIMED_OUT'));
    }).finally(() => session.rollback());
  });
});
