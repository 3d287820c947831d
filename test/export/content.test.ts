import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { seed } from '../testkit/seed.ts';
import { csvOf, type ExportServer, linesOf, type SheetRows, sheetsOf, startExportServer } from './exportServer.ts';

let database: TestDatabase;
let server: ExportServer;
beforeAll(async () => {
  database = await freshDatabase();
  server = await startExportServer(database);
  const run = (sql: string) => database.orm.em.fork().execute(sql);
  await seed(database.orm).city(2).units({ TOWNSHIP: 3, CITY: 2 }).officers(2).ruleBook(2026).round('2026-01').inspected(2).write();
  await run(`update finding set recorded_at = '2026-01-31T18:30:00.250Z', inspected_on = '2026-01-10', rectify_by = case when id = 1 then date '2026-01-20' end`);
  await run(`insert into finding (inspection_id, item_id, evidence, occurrences, inspector, inspected_on, recorded_at, from_version)
    select 1, 1, '第' || n || '处', n, '孔敏建', '2026-01-11', '2026-01-31T18:30:00.250Z', 1 from generate_series(1, 1490) as n`);
  await run(`update finding set retracted_at = now() where id % 100 = 0`);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const csv = async (query: string, more: object = {}) => csvOf(await server.export({ query, format: 'csv', ...more }));
const xlsx = async (query: string, more: object = {}): Promise<SheetRows> => sheetsOf(Buffer.from(await (await server.export({ query, format: 'xlsx', ...more })).arrayBuffer()));
const headingsOf = (text: string) => text.slice(1, text.indexOf('\r\n')).split(',');

describe('as CSV', () => {
  test('there is a byte order mark, Chinese headings, CRLF, and values as GraphQL answers them', async () => {
    const text = await csv(
      '{ findings(first: 2) { nodes { evidence occurrences inspectedOn rectifyBy recordedAt inspection { unit { code region { name } } } item { pointsPerOccurrence } } } }',
    );
    expect(text).toMatch(/^\uFEFF问题描述,次数,督查日期,整改期限,[^\r]+\r\n/);
    expect(linesOf(text)).toEqual(['问题1,1,2026-01-10,2026-01-20,2026-01-31T18:30:00.250Z,XZ01,第2镇,1.50', '问题2,2,2026-01-10,,2026-01-31T18:30:00.250Z,XZ01,第2镇,1.50']);
  });

  test('nothing found is headings alone', async () => {
    expect(await csv('{ units(filter: { code: { eq: "none" } }) { nodes { code unitClass } } }', { headings: 'names' })).toBe('\uFEFFcode,unitClass\r\n');
    expect(await csv('{ units(first: 0) { nodes { code } } }')).toMatch(/^\uFEFF[^\r\n]+\r\n$/);
  });
});

describe('as XLSX', () => {
  test('numbers are numbers, days and moments are dates, moments by the city’s clock and with its name in the heading', async () => {
    const [sheet] = await xlsx(
      '{ findings(first: 2) { nodes { evidence occurrences inspectedOn rectifyBy recordedAt inspection { unit { isPoliticalLegalOrgan } } item { points: pointsPerOccurrence } } } }',
      { headings: 'names' },
    );
    expect(sheet).toEqual({
      sheet: 'findings',
      data: [
        ['evidence', 'occurrences', 'inspectedOn', 'rectifyBy', 'recordedAt (UTC+8)', 'inspection / unit / isPoliticalLegalOrgan', 'item / points'],
        ['问题1', 1, '2026-01-10T00:00:00.000Z', '2026-01-20T00:00:00.000Z', '2026-02-01T02:30:00.250Z', false, 1.5],
        ['问题2', 2, '2026-01-10T00:00:00.000Z', null, '2026-02-01T02:30:00.250Z', false, 1.5],
      ],
    });
  });

  test('all rows over several pages are there, in their order, as in CSV', async () => {
    const query = '{ findings(orderBy: [{ field: occurrences, direction: DESC }, { field: evidence }]) { nodes { id evidence occurrences } } }';
    const [sheet] = await xlsx(query);
    expect(sheet?.sheet).toBe('督查记录');
    expect(sheet?.data.slice(1).map((row) => row.join())).toEqual(linesOf(await csv(query)));
    expect(sheet?.data).toHaveLength(1486);
  });
});

describe('rows', () => {
  test('are all that fit filter and order, beyond the largest page, and those of the query and no others', async () => {
    const query =
      'query ($filter: FindingFilter, $first: Int, $after: String) { page: findings(filter: $filter, first: $first, after: $after, orderBy: [{ field: occurrences, direction: DESC }]) { nodes { id occurrences } pageInfo { hasNextPage endCursor } totalCount } }';
    for (const filter of [null, { occurrences: { gte: 700 } }]) {
      const expected: string[] = [];
      for (let after: string | null = null; ; ) {
        const { page } = (await server.ask(query, { filter, first: 500, after })) as Record<
          string,
          { nodes: { id: string; occurrences: number }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
        >;
        expected.push(...(page?.nodes ?? []).map(({ id, occurrences }) => `${id},${occurrences}`));
        if (!page?.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      expect(linesOf(await csv(query, { variables: { filter } }))).toEqual(expected);
      expect(expected.length).toBeGreaterThan(500);
    }
  });

  test('taken back are left out unless the query asks for them', async () => {
    expect(linesOf(await csv('{ findings { nodes { id } } }'))).toHaveLength(1485);
    expect(linesOf(await csv('{ findings(includeRetracted: true) { nodes { id } } }'))).toHaveLength(1500);
  });

  test.each([1, 499, 500, 501, 1000, 1200, 9999])('are %i at most when the query’s first says so', async (first) => {
    expect(linesOf(await csv('query ($n: Int) { findings(first: $n) { nodes { id } } }', { variables: { n: first } }))).toHaveLength(Math.min(first, 1485));
  });

  test('begin after the query’s cursor', async () => {
    const all = linesOf(await csv('{ findings { edges { cursor node { evidence } } } }'));
    const after = all[899]?.split(',')[0];
    expect(linesOf(await csv('query ($after: String) { findings(after: $after, first: 550) { edges { cursor node { evidence } } } }', { variables: { after } }))).toEqual(
      all.slice(900, 1450),
    );
  });

  test('below a reordered or renamed root are found', async () => {
    const fragments =
      'fragment Root on Query { mine: units(orderBy: [{ field: code }]) { totalCount ...Page } } fragment Page on UnitConnection { list: nodes { ...Row } } fragment Row on Node { id ... on Unit { code } }';
    const lines = linesOf(await csv(`query A { regions { nodes { id } } } query B { ...Root } ${fragments}`, { operationName: 'B' }));
    expect(lines.map((line) => line.split(',')[1])).toEqual(['SZ01', 'SZ02', 'XZ01', 'XZ02', 'XZ03']);
  });
});

describe('columns', () => {
  test('are the leaves in the order of the selection, headed by their way, by aliases where there are', async () => {
    const query = '{ units { nodes { code home: region { name parent { title: name } } officers(first: 1) { totalCount nodes { name } } } } }';
    expect(headingsOf(await csv(query, { headings: 'names' }))).toEqual(['code', 'home / name', 'home / parent / title', 'officers / totalCount', 'officers']);
  });

  test('are headed by the Chinese words of the schema, which end at the first stop', async () => {
    const headings = headingsOf(await csv('{ inspectionResults { nodes { score rank explanation { awarded items { points } } mine: score } } }'));
    expect(headings).toEqual(['得分', '类内名次', '得分的由来 / 实际加分', '得分的由来 / 各条目', 'mine']);
  });

  test('skipped are not there, and twice selected are there once', async () => {
    const query =
      'query ($no: Boolean!) { units { nodes { code name @include(if: $no) ...Again id @skip(if: true) } } } fragment Again on Unit { code region { code } region { name } }';
    expect(headingsOf(await csv(query, { headings: 'names', variables: { no: false } }))).toEqual(['code', 'region / code', 'region / name']);
  });

  test('of a list hold its entries in one cell, lists within it too', async () => {
    const query = '{ ruleBooks { nodes { items(first: 3) { nodes { code cap unitClasses } } } } }';
    expect(linesOf(await csv(query))).toEqual(['A1 6.00 TOWNSHIP、CITY、LINE；A2 20.00 TOWNSHIP、CITY、LINE；A3 10.00 CITY']);
    const nested =
      '{ inspections(first: 2, filter: { unit: { code: { eq: "XZ02" } } }) { nodes { unit { officers { nodes { name department } } } findings { nodes { evidence rectifyBy item { code } } } } } }';
    expect(linesOf(await csv(nested))).toEqual(['干警TEST-0003；干警TEST-0004 办公室,问题1 A1；问题2 A1']);
  });
});

describe('the file', () => {
  const answered = async (more: object) => {
    const response = await server.export({ query: '{ inspectionResults { nodes { score } } }', format: 'csv', ...more });
    await response.arrayBuffer();
    return response.headers;
  };
  const dispositionOf = async (more: object) => (await answered(more)).get('content-disposition') ?? '';
  const nameOf = async (more: object) => decodeURIComponent(/filename\*=UTF-8''(\S+)$/.exec(await dispositionOf(more))?.[1] ?? '');

  test('is named in Chinese after what is in it, and the day; in ASCII for those who read no more', async () => {
    expect(await dispositionOf({})).toMatch(/^attachment; filename="inspectionResults\.csv"; filename\*=UTF-8''%E7%9D%A3%E6%9F%A5%E7%BB%93%E6%9E%9C-\d{4}-\d\d-\d\d\.csv$/);
    expect(await nameOf({ format: 'xlsx' })).toMatch(/^督查结果-\d{4}-\d\d-\d\d\.xlsx$/);
  });

  test.each([
    ['一季度 (草稿)', '一季度 (草稿).csv'],
    ['一季度.CSV', '一季度.csv'],
    ['../../etc/passwd', '_.._etc_passwd.csv'],
    ['a"; filename="b\r\nset-cookie: x', 'a_; filename=_b__set-cookie_ x.csv'],
    ['正\u202Efdp\ud800', '正_fdp\uFFFD.csv'],
    ['x'.repeat(300), `${'x'.repeat(100)}.csv`],
  ])('%j given as a name becomes %s', async (fileName, expected) => {
    expect(await nameOf({ fileName })).toBe(expected);
  });

  test('says what it is and is not kept by anybody on its way', async () => {
    const [csv, xlsx] = [await answered({}), await answered({ format: 'xlsx' })];
    expect([csv.get('content-type'), csv.get('cache-control')]).toEqual(['text/csv; charset=utf-8; header=present', 'no-store']);
    expect([xlsx.get('content-type'), xlsx.get('cache-control')]).toEqual(['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'no-store']);
  });
});
