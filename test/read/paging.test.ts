import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { globalId } from '../../schema/Node.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city(2).units({ TOWNSHIP: 12, CITY: 9, LINE: 6 }).ruleBook(2026).round('2026-01').inspected(3).write();
  // Ties and empty places, in the middle of the table as well as at its ends.
  await run(`update unit set remark = (array[null, '甲', 'b', 'B', '', '100%'])[1 + id % 6], is_political_legal_organ = id % 4 = 0`);
  await run(`update finding set occurrences = id % 5 + 1, rectify_by = case when id % 3 > 0 then date '2026-01-20' + id % 4 end, inspected_on = date '2026-01-01' + id % 6`);
  // Moments finer than a JavaScript date holds.
  await run(`update finding set recorded_at = timestamptz '2026-01-31 12:00:00.000001Z' + (id % 7) * interval '1 microsecond'`);
  await server.ask('mutation { publishInspectionRound(month: "2026-01") { problems { code } } }');
});
afterAll(() => server.stop());

const run = (sql: string) => server.database.orm.em.fork().execute<Record<string, never>[]>(sql);

type Place = string | number | boolean | null;
type Row = Record<string, Place> & { id: string };

interface Table {
  field: string;
  columns: Record<string, string>;
  rows(): Promise<(Row & { key: number })[]>;
}

/** A connection, and the same rows straight from its table, each column as something JavaScript orders as the database does. */
function table(field: string, typeName: string, name: string, columns: Record<string, string>): Table {
  return {
    field,
    columns,
    rows: async () => {
      const list = Object.entries(columns).map(([property, sql]) => `${sql} as "${property}"`);
      const rows = (await run(`select id as key, ${list.join(', ')} from ${name}`)) as unknown as (Row & { key: number })[];
      return rows.map((row) => ({ ...row, id: globalId(typeName, row.key) }));
    },
  };
}

const tables: Table[] = [
  table('units', 'Unit', 'unit', { code: 'code', remark: 'remark', unitClass: 'unit_class', isPoliticalLegalOrgan: 'is_political_legal_organ::int' }),
  table('findings', 'Finding', 'finding', {
    rectifyBy: 'rectify_by::text',
    occurrences: 'occurrences',
    inspectedOn: 'inspected_on::text',
    evidence: 'evidence',
    recordedAt: 'recorded_at::text',
    retractedAt: 'retracted_at::text',
  }),
  table('inspectionResults', 'InspectionResult', 'inspection_result', { score: 'score::float8', rank: 'rank', unitClass: 'unit_class', vetoProposed: 'veto_proposed::int' }),
];

interface Order {
  field: string;
  direction: 'ASC' | 'DESC';
}

/** Code points as PostgreSQL's C order has them; empty values after all others, and so first going down. */
function compare(a: Place, b: Place): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

function inOrder(rows: (Row & { key: number })[], orderBy: Order[]): string[] {
  const keys = [...orderBy, { field: 'id', direction: 'ASC' }];
  const place = (row: Row & { key: number }, field: string) => (field === 'id' ? row.key : (row[field] ?? null));
  const sorted = [...rows].sort((a, b) => {
    for (const { field, direction } of keys) {
      const order = compare(place(a, field), place(b, field));
      if (order) return direction === 'ASC' ? order : -order;
    }
    return 0;
  });
  return sorted.map(({ id }) => id);
}

interface Page {
  edges: { cursor: string; node: { id: string } }[];
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

async function page({ field }: Pick<Table, 'field'>, variables: Record<string, unknown>): Promise<Page> {
  const type = { units: 'Unit', findings: 'Finding', inspectionResults: 'InspectionResult' }[field];
  const answer = await server.ask(
    `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [${type}Order!]) { page: ${field}(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
      edges { cursor node { id } } nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    variables,
  );
  return answer.page;
}

/** Every page there is, forward from the start. */
async function forward(of: Pick<Table, 'field'>, first: number, orderBy: Order[]): Promise<Page[]> {
  const pages: Page[] = [];
  for (let after: string | null = null; ; ) {
    const next: Page = await page(of, { first, after, orderBy });
    pages.push(next);
    if (!next.pageInfo.hasNextPage) return pages;
    after = next.pageInfo.endCursor;
  }
}

/** Every page there is, backward from the end; the pages in the order they stand in. */
async function backward(of: Pick<Table, 'field'>, last: number, orderBy: Order[]): Promise<Page[]> {
  const pages: Page[] = [];
  for (let before: string | null = null; ; ) {
    const next: Page = await page(of, { last, before, orderBy });
    pages.unshift(next);
    if (!next.pageInfo.hasPreviousPage) return pages;
    before = next.pageInfo.startCursor;
  }
}

const ids = (pages: Page[]) => pages.flatMap(({ edges }) => edges.map(({ node }) => node.id));

const orders = (of: Table): fc.Arbitrary<Order[]> =>
  fc.uniqueArray(fc.record({ field: fc.constantFrom('id', ...Object.keys(of.columns)), direction: fc.constantFrom('ASC' as const, 'DESC' as const) }), {
    maxLength: 3,
    selector: ({ field }) => field,
  });

describe.each(tables.map((each) => [each.field, each] as const))('%s', (_, of) => {
  test('in any order and pages of any size, forward and backward give every row once and in order', async () => {
    const rows = await of.rows();
    await fc.assert(
      fc.asyncProperty(orders(of), fc.integer({ min: 1, max: 40 }), async (orderBy, size) => {
        const expected = inOrder(rows, orderBy);
        const pages = await forward(of, size, orderBy);
        expect(ids(pages)).toEqual(expected);
        expect(ids(await backward(of, size, orderBy))).toEqual(expected);
        for (const [index, { nodes, edges, totalCount, pageInfo }] of pages.entries()) {
          expect(nodes).toEqual(edges.map(({ node }) => node));
          expect(totalCount).toBe(rows.length);
          expect(pageInfo).toEqual({ hasNextPage: index < pages.length - 1, hasPreviousPage: index > 0, startCursor: edges[0]?.cursor, endCursor: edges.at(-1)?.cursor });
        }
      }),
      { numRuns: 20 },
    );
  });

  test('from any row on, after gives what stands behind it and before what stands in front', async () => {
    const rows = await of.rows();
    await fc.assert(
      fc.asyncProperty(orders(of), fc.nat(rows.length - 1), fc.integer({ min: 1, max: 8 }), async (orderBy, at, size) => {
        const expected = inOrder(rows, orderBy);
        const cursor = (await page(of, { first: 500, orderBy })).edges[at]?.cursor;
        expect(ids([await page(of, { first: size, after: cursor, orderBy })])).toEqual(expected.slice(at + 1, at + 1 + size));
        expect(ids([await page(of, { last: size, before: cursor, orderBy })])).toEqual(expected.slice(Math.max(0, at - size), at));
      }),
      { numRuns: 20 },
    );
  });
});

test('below each of many parents a page is that parent’s own, in its order', async () => {
  const answer = await server.ask(`{ units(first: 100) { nodes { code inspections { nodes {
    two: findings(first: 2, orderBy: [{ field: occurrences, direction: DESC }]) { nodes { id occurrences } totalCount pageInfo { hasNextPage } }
    back: findings(last: 1, orderBy: [{ field: occurrences, direction: DESC }]) { nodes { id occurrences } pageInfo { hasPreviousPage } } } } } } }`);
  for (const { inspections } of answer.units.nodes) {
    const [{ two, back }] = inspections.nodes;
    expect({ totalCount: two.totalCount, more: two.pageInfo.hasNextPage, before: back.pageInfo.hasPreviousPage, shown: two.nodes.length }).toEqual({
      totalCount: 3,
      more: true,
      before: true,
      shown: 2,
    });
    const occurrences = [...two.nodes, ...back.nodes].map((finding: { occurrences: number }) => finding.occurrences);
    expect(occurrences).toEqual([...occurrences].sort((a, b) => b - a));
    expect(new Set([...two.nodes, ...back.nodes].map(({ id }: { id: string }) => id)).size).toBe(3);
  }
});

test('a page size of 0 gives no row and tells whether there are any', async () => {
  expect(await page({ field: 'units' }, { first: 0 })).toMatchObject({ edges: [], totalCount: 27, pageInfo: { hasNextPage: true, startCursor: null, endCursor: null } });
});

test('rows that come in front of the cursor or go meanwhile shift nothing', async () => {
  const orderBy: Order[] = [{ field: 'code', direction: 'ASC' }];
  const before = ids(await forward({ field: 'units' }, 500, orderBy));
  const first = await page({ field: 'units' }, { first: 10, orderBy });
  const insert = (code: string) => run(`insert into unit (code, name, unit_class, region_id) values ('${code}', '新${code}', 'LINE', 1) returning id`);
  await insert('AA01');
  await insert('AA02');
  const [added] = await insert('ZZ99');
  const second = await page({ field: 'units' }, { first: 10, after: first.pageInfo.endCursor, orderBy });
  // The row a cursor was made of may itself be gone.
  const lastShown = second.edges.at(-1)?.node.id as string;
  await run(`update unit set code = 'AA03' where id = ${Buffer.from(lastShown, 'base64url').toString().split(':')[1]}`);
  const third = await page({ field: 'units' }, { first: 500, after: second.pageInfo.endCursor, orderBy });
  expect(ids([first, second, third])).toEqual([...before, globalId('Unit', added?.id ?? 0)]);
});

describe('refused with BAD_USER_INPUT:', () => {
  const forged = (keys: unknown) => Buffer.from(JSON.stringify(keys)).toString('base64url');

  test.each([
    ['a negative page', 'first: -1'],
    ['a negative page backward', 'last: -5'],
    ['first and last', 'first: 1, last: 1'],
    ['after and before', `after: "${forged(['1'])}", before: "${forged(['1'])}"`],
    ['first with before', `first: 1, before: "${forged(['1'])}"`],
    ['last with after', `last: 1, after: "${forged(['1'])}"`],
    ['a cursor that is none', 'after: "nonsense"'],
    ['an empty cursor', 'after: ""'],
    ['a cursor of another order', `after: "${forged(['XZ01', '3'])}"`],
    ['a cursor that is no list', `after: "${forged({ id: '1' })}"`],
    ['a cursor of numbers', `after: "${forged([1])}"`],
    ['a cursor of nested lists', `after: "${forged([['1']])}"`],
    ['a cursor whose key is no number', `after: "${forged(['one'])}"`],
    ['a cursor whose key no column holds', `after: "${forged(['99999999999999'])}"`],
    ['a cursor with a NUL', `after: "${forged(['\u0000', '1'])}", orderBy: [{ field: code }]`],
    ['a cursor with SQL in it', `after: "${forged(["1'; drop table unit; --"])}"`],
    ['a boolean that is none', `after: "${forged(['perhaps', '1'])}", orderBy: [{ field: isPoliticalLegalOrgan }]`],
  ])('%s', async (_, argument) => {
    for (const query of [`{ units(${argument}) { nodes { id } } }`, `{ regions(first: 1) { nodes { units(${argument}) { nodes { id } } } } }`]) {
      const { errors } = await server.graphql(query);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });
});

test('a page beyond the largest is refused with PAGE_TOO_LARGE, which says how large it may be', async () => {
  for (const [argument, found] of [
    ['first: 501', 501],
    ['last: 2147483647', 2147483647],
  ] as const) {
    for (const query of [`{ units(${argument}) { nodes { id } } }`, `{ regions(first: 1) { nodes { units(${argument}) { nodes { id } } } } }`]) {
      const { errors } = await server.graphql(query);
      expect(errors).toMatchObject([{ extensions: { code: 'PAGE_TOO_LARGE', limit: 500, found } }]);
    }
  }
});

test('keys that order nothing more are left out: a hundred and one of them once failed in the database', async () => {
  const keys = (count: number) => Array.from({ length: count }, (_, n) => ({ field: n % 2 ? 'name' : 'unitClass', direction: n < 2 ? 'DESC' : 'ASC' }));
  const query = 'query ($orderBy: [UnitOrder!]) { units(orderBy: $orderBy) { edges { cursor node { code } } } }';
  expect(await server.ask(query, { orderBy: keys(101) })).toEqual(await server.ask(query, { orderBy: keys(2) }));
});
