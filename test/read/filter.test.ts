import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { globalId } from '../../schema/Node.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';

/** Texts in which LIKE’s own signs stand for themselves, and some that differ by case alone. */
const TEXTS = ['甲', '甲镇', '100%', '100', '10_0', '10x0', 'a\\b', 'a\\%b', '\\', '%', '_', "o'clock", 'ABC', 'abc', 'aBc%', '', ' '];

let server: TestServer;
let units: Unit[];
let findings: Finding[];

beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city(4).units({ TOWNSHIP: 14, CITY: 8, LINE: 5 }).ruleBook(2026).round('2026-01').inspected(2).write();
  const { orm } = server.database;
  const em = orm.em.fork();
  for (const [index, text] of TEXTS.entries()) {
    await em.execute('update unit set remark = ?, name = ? where id = ?', [text, `${text}·${index}`, index + 1]);
    await em.execute('update region set name = ? where id = ?', [text, index + 1]);
  }
  await em.execute(`update unit set is_political_legal_organ = id % 3 = 0`);
  await em.execute(`update finding set occurrences = id % 6 + 1, inspected_on = date '2026-01-10' + id % 5, rectify_by = case when id % 2 = 0 then date '2026-01-20' + id % 5 end`);
  await em.execute(`update finding set item_id = 1 + id % 7, recorded_at = timestamptz '2026-01-31 12:00:00Z' + (id % 6) * interval '1 hour'`);

  const regions: (Region & { parentKey: number | null })[] = await em.execute('select id as key, code, name, kind, parent_id as "parentKey" from region');
  const regionOf = (key: number | null): Region | null => {
    const region = regions.find((each) => each.key === key);
    return region ? { ...region, parent: regionOf(region.parentKey) } : null;
  };
  const unitRows: (Unit & { regionKey: number })[] = await em.execute(
    'select id as key, code, name, remark, unit_class as "unitClass", is_political_legal_organ as "isPoliticalLegalOrgan", region_id as "regionKey" from unit order by id',
  );
  units = unitRows.map((unit) => ({ ...unit, region: regionOf(unit.regionKey) as Region }));
  const findingRows: (Finding & { unitKey: number; itemCode: string; points: string })[] = await em.execute(
    `select f.id as key, f.occurrences, f.inspected_on::text as "inspectedOn", f.rectify_by::text as "rectifyBy", f.recorded_at::text as "recordedAt", n.unit_id as "unitKey", i.code as "itemCode", i.points_per_occurrence as points
     from finding f join inspection n on n.id = f.inspection_id join rule_item i on i.id = f.item_id order by f.id`,
  );
  findings = findingRows.map((row) => ({
    ...row,
    recordedAt: new Date(row.recordedAt).toISOString(),
    item: { code: row.itemCode, pointsPerOccurrence: Number(row.points) },
    inspection: { unit: units.find(({ key }) => key === row.unitKey) as Unit },
  }));
});
afterAll(() => server.stop());

interface Region {
  key: number;
  code: string;
  name: string;
  kind: string;
  parent: Region | null;
}

interface Unit {
  key: number;
  code: string;
  name: string;
  remark: string | null;
  unitClass: string;
  isPoliticalLegalOrgan: boolean;
  region: Region;
}

interface Finding {
  key: number;
  occurrences: number;
  inspectedOn: string;
  rectifyBy: string | null;
  recordedAt: string;
  item: { code: string; pointsPerOccurrence: number };
  inspection: { unit: Unit };
}

// The reference: filters in plain JavaScript. A comparison with an empty value holds for nobody; only `not` turns that round.

type Value = string | number | boolean;
type Filter = Record<string, unknown>;

function holds(operators: Filter, value: Value | null): boolean {
  return Object.entries(operators).every(([operator, operand]) => {
    if (operator === 'isNull') return operand === (value === null);
    if (value === null) return false;
    // Decimals are written as text and compared as numbers.
    const wanted = (typeof value === 'number' ? Number(operand) : operand) as Value;
    switch (operator) {
      case 'eq':
        return value === wanted;
      case 'ne':
        return value !== wanted;
      case 'in':
        return (operand as Value[]).some((each) => (typeof value === 'number' ? Number(each) : each) === value);
      case 'lt':
        return value < wanted;
      case 'lte':
        return value <= wanted;
      case 'gt':
        return value > wanted;
      case 'gte':
        return value >= wanted;
      case 'contains':
        return String(value).toLowerCase().includes(String(operand).toLowerCase());
      case 'startsWith':
        return String(value).toLowerCase().startsWith(String(operand).toLowerCase());
      default:
        throw new Error(`No operator ${operator}`);
    }
  });
}

function fits(filter: Filter, row: object | null): boolean {
  if (!row) return false;
  return Object.entries(filter).every(([field, wanted]) => {
    if (field === 'and') return (wanted as Filter[]).every((each) => fits(each, row));
    if (field === 'or') return (wanted as Filter[]).some((each) => fits(each, row));
    if (field === 'not') return !fits(wanted as Filter, row);
    const value = (row as Record<string, unknown>)[field];
    if (['region', 'parent', 'item', 'inspection', 'unit'].includes(field)) return fits(wanted as Filter, value as object | null);
    return holds(wanted as Filter, value as Value | null);
  });
}

// Random filters of the shapes the schema has.

/** One of the fields, or two of them. */
function some(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Filter> {
  const one = fc.oneof(...Object.entries(fields).map(([field, value]) => value.map((made): Filter => ({ [field]: made }))));
  return fc.oneof(
    one,
    fc.tuple(one, one).map(([a, b]) => ({ ...a, ...b })),
  );
}

const scalar = <T>(operand: fc.Arbitrary<T>) => some({ eq: operand, ne: operand, in: fc.array(operand, { maxLength: 3 }), isNull: fc.boolean() });
const comparable = <T>(operand: fc.Arbitrary<T>) =>
  some({ eq: operand, ne: operand, in: fc.array(operand, { maxLength: 3 }), isNull: fc.boolean(), lt: operand, lte: operand, gt: operand, gte: operand });
const word = fc.oneof(fc.constantFrom(...TEXTS, '镇', '单位', 'XZ01', 'SZ0', '·1'), fc.string({ unit: fc.constantFrom('%', '_', '\\', 'a', 'B', '1', '0', '甲'), maxLength: 3 }));
const text = fc.oneof(comparable(word), some({ contains: word, startsWith: word }));
// What stands before a name in the order of Chinese only PostgreSQL knows.
const name = fc.oneof(scalar(word), some({ contains: word, startsWith: word }));

/** A filter with `fields`, in and under and, or, not. */
function filterOf(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Filter> {
  const nest = (filter: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> => {
    const several = fc.array(filter, { maxLength: 3 });
    return fc.oneof(
      filter,
      fc.record({ and: several }),
      fc.record({ or: several }),
      fc.record({ not: filter }),
      fc.tuple(some(fields), filter).map(([plain, not]) => ({ ...plain, not })),
    );
  };
  return nest(nest(some(fields)));
}

const regionFilter = filterOf({ code: text, name, kind: scalar(fc.constantFrom('CITY', 'TOWN', 'VILLAGE')) });
const unitFilter = filterOf({
  code: text,
  name,
  remark: text,
  unitClass: scalar(fc.constantFrom('TOWNSHIP', 'CITY', 'LINE')),
  isPoliticalLegalOrgan: scalar(fc.boolean()),
  region: fc.oneof(regionFilter, fc.record({ parent: regionFilter }), fc.record({ parent: fc.record({ parent: regionFilter }) })),
});
const day = fc.integer({ min: 8, max: 26 }).map((n) => `2026-01-${String(n).padStart(2, '0')}`);
const moment = fc.integer({ min: 11, max: 18 }).map((hour) => `2026-01-31T${hour}:00:00.000Z`);
const decimal = fc.constantFrom('1.5', '1.50', '1.500', '1.495', '1.505', '0', '0.00', '0.35', '25', '24.9999', '-1', '999999999999.999999');
const findingFilter = filterOf({
  occurrences: comparable(fc.integer({ min: -1, max: 8 })),
  inspectedOn: comparable(day),
  rectifyBy: comparable(day),
  recordedAt: comparable(moment),
  item: fc.record({ pointsPerOccurrence: comparable(decimal) }),
  inspection: fc.record({ unit: unitFilter }),
});

async function codesOf(filter: Filter): Promise<string[]> {
  const { units: found } = await server.ask('query ($filter: UnitFilter) { units(first: 500, filter: $filter, orderBy: [{ field: id }]) { totalCount nodes { code } } }', {
    filter,
  });
  expect(found.totalCount).toBe(found.nodes.length);
  return found.nodes.map(({ code }: { code: string }) => code);
}

describe('a filter means the same as in plain JavaScript over all rows', () => {
  test('for units, into their region and its parents', async () => {
    await fc.assert(
      fc.asyncProperty(unitFilter, async (filter) => expect(await codesOf(filter)).toEqual(units.filter((unit) => fits(filter, unit)).map(({ code }) => code))),
      { numRuns: 300 },
    );
  });

  test('for findings, into item, inspection and unit', async () => {
    await fc.assert(
      fc.asyncProperty(findingFilter, async (filter) => {
        const answer = await server.ask('query ($filter: FindingFilter) { findings(first: 500, filter: $filter, orderBy: [{ field: id }]) { nodes { id } } }', { filter });
        expect(answer.findings.nodes.map(({ id }: { id: string }) => id)).toEqual(findings.filter((finding) => fits(filter, finding)).map(({ key }) => globalId('Finding', key)));
      }),
      { numRuns: 300 },
    );
  });
});

test.each(['%', '_', '\\', '\\%', '0%', "o'"])('contains %j finds the texts that hold just these signs', async (sign) => {
  const holding = units.filter(({ remark }) => remark?.includes(sign)).map(({ code }) => code);
  expect(holding).not.toEqual([]);
  expect(await codesOf({ remark: { contains: sign } })).toEqual(holding);
});

test('a filter of nothing keeps every row, and an empty “or” none', async () => {
  for (const everything of [{}, { and: [] }, { or: [{}] }, { code: {} }, { remark: null }, { remark: { eq: null } }]) expect(await codesOf(everything)).toHaveLength(units.length);
  for (const nothing of [{ or: [] }, { not: {} }, { code: { in: [] } }]) expect(await codesOf(nothing)).toEqual([]);
});

test('ids are filtered by as they are shown', async () => {
  const [first, second] = units as [Unit, Unit];
  expect(await codesOf({ id: { eq: globalId('Unit', first.key) } })).toEqual([first.code]);
  expect(await codesOf({ id: { in: [globalId('Unit', second.key), globalId('Unit', first.key)] } })).toEqual([first.code, second.code]);
  expect(await codesOf({ id: { ne: globalId('Unit', first.key) } })).toHaveLength(units.length - 1);
  expect(await codesOf({ region: { id: { eq: globalId('Region', first.region.key) } } })).toEqual(
    units.filter(({ region }) => region.key === first.region.key).map(({ code }) => code),
  );
});

describe('what points at a row is asked for some, none or every one,', () => {
  const inspected = new Map<number, Finding[]>();
  beforeAll(() => {
    for (const finding of findings) inspected.set(finding.inspection.unit.key, [...(inspected.get(finding.inspection.unit.key) ?? []), finding]);
  });
  const few = { occurrences: { lte: 3 } };
  const isFew = ({ occurrences }: Finding) => occurrences <= 3;
  const those = (fits: (found: Finding[]) => boolean) => units.filter(({ key }) => fits(inspected.get(key) ?? [])).map(({ code }) => code);

  test('through two lists, and each means what it says', async () => {
    expect(await codesOf({ inspections: { some: { findings: { some: few } } } })).toEqual(those((found) => found.some(isFew)));
    expect(await codesOf({ inspections: { none: { findings: { some: few } } } })).toEqual(those((found) => !found.some(isFew)));
    expect(await codesOf({ inspections: { every: { findings: { every: few } } } })).toEqual(those((found) => found.every(isFew)));
    expect(await codesOf({ not: { inspections: { every: { findings: { every: few } } } } })).toEqual(those((found) => !found.every(isFew)));
  });

  test('of every kind at once, all of which must hold', async () => {
    expect(await codesOf({ inspections: { some: { findings: { some: few } }, none: { findings: { every: few } } } })).toEqual(
      those((found) => found.some(isFew) && !found.every(isFew)),
    );
    expect(await codesOf({ inspections: {} })).toHaveLength(units.length);
  });

  test('of rows that are missing a value as of those that do not fit', async () => {
    const dated = { rectifyBy: { lt: '2026-01-23' } };
    const isDated = ({ rectifyBy }: Finding) => rectifyBy !== null && rectifyBy < '2026-01-23';
    expect(await codesOf({ inspections: { every: { findings: { every: dated } } } })).toEqual(those((found) => found.every(isDated)));
    expect(await codesOf({ inspections: { every: { findings: { none: dated } } } })).toEqual(those((found) => !found.some(isDated)));
  });

  test('where there is nothing none holds and every holds, but not some', async () => {
    const none = units.map(({ code }) => code);
    expect(await codesOf({ officers: { none: {} } })).toEqual(none);
    expect(await codesOf({ officers: { every: { code: { eq: 'X' } } } })).toEqual(none);
    expect(await codesOf({ officers: { some: {} } })).toEqual([]);
  });

  test('of findings only those that stand', async () => {
    const em = server.database.orm.em.fork();
    const [{ key, inspection } = {} as Finding] = findings;
    const withSome = async () => await codesOf({ inspections: { some: { findings: { some: { id: { eq: globalId('Finding', key) } } } } } });
    expect(await withSome()).toEqual([inspection.unit.code]);
    await em.execute('update finding set retracted_at = now() where id = ?', [key]);
    expect(await withSome()).toEqual([]);
    await em.execute('update finding set retracted_at = null where id = ?', [key]);
  });
});

test('what names one row finds the same as what fits it by chance', async () => {
  // By something unique PostgreSQL is asked in another way than by anything else.
  const unique = { region: { code: { eq: '430781001000' } } };
  const expected = units.filter(({ region }) => region.code === '430781001000').map(({ code }) => code);
  expect(expected).not.toEqual([]);
  for (const filter of [
    unique,
    { region: { code: { in: ['430781001000', 'none'] } } },
    { region: { and: [{ name: { isNull: false } }, { code: { eq: '430781001000' } }] } },
    { region: { code: { startsWith: '430781001000' } } },
    { or: [unique, { region: { code: { eq: 'none' } } }] },
    { not: { not: unique } },
  ])
    expect(await codesOf(filter)).toEqual(expected);
  expect(await codesOf({ not: unique })).toHaveLength(units.length - expected.length);
  // Several regions lie in the one city.
  const below = { region: { parent: { code: { eq: '430781000000' } } } };
  expect(await codesOf(below)).toEqual(units.filter(({ region }) => region.parent?.code === '430781000000').map(({ code }) => code));
  // Whoever has no parent is not below one that does not exist.
  const { orphans, all } = await server.ask('{ orphans: regions(filter: { not: { parent: { code: { eq: "none" } } } }) { totalCount } all: regions { totalCount } }');
  expect(orphans).toEqual(all);
  const { findings: found } = await server.ask('{ findings(first: 500, filter: { inspection: { unit: { code: { eq: "XZ03" } } } }) { totalCount } }');
  expect(found.totalCount).toBe(findings.filter(({ inspection }) => inspection.unit.code === 'XZ03').length);
});

test('a decimal is compared as written, also with more places than the column has', async () => {
  const under = async (operator: string, value: string) =>
    (await server.ask(`query ($filter: RuleBookFilter) { ruleBooks(filter: $filter) { totalCount } }`, { filter: { goodFrom: { [operator]: value } } })).ruleBooks.totalCount;
  // The book is good from 90.00.
  expect([
    await under('eq', '90'),
    await under('eq', '90.001'),
    await under('gt', '89.999'),
    await under('lt', '90.004'),
    await under('gte', '90.004'),
    await under('lt', '123456789012.5'),
  ]).toEqual([1, 0, 1, 1, 0, 1]);
});

test('a filter looks into relations to any depth', async () => {
  const em = server.database.orm.em.fork();
  let parent = 1;
  for (let depth = 1; depth <= 12; depth++)
    [{ id: parent }] = await em.execute(`insert into region (code, name, kind, parent_id) values (?, ?, 'VILLAGE', ?) returning id`, [`deep${depth}`, `深${depth}`, parent]);
  const up = (levels: number, filter: Filter): Filter => (levels ? { parent: up(levels - 1, filter) } : filter);
  for (let levels = 0; levels <= 11; levels++) {
    const { regions } = await server.ask('query ($filter: RegionFilter) { regions(filter: $filter) { nodes { code } } }', {
      filter: { and: [{ code: { startsWith: 'deep' } }, up(levels, { code: { eq: 'deep1' } })] },
    });
    expect(regions.nodes).toEqual([{ code: `deep${levels + 1}` }]);
  }
});

test.each([
  ['an id of another type', { id: { eq: globalId('Region', 1) } }],
  ['an id that is none', { id: { in: ['nonsense'] } }],
  ['text with a NUL', { name: { contains: 'a\u0000' } }],
])('%s is refused with BAD_USER_INPUT', async (_, filter) => {
  const { errors } = await server.graphql('query ($filter: UnitFilter) { units(filter: $filter) { nodes { id } } }', { filter });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test.each([
  ['terms side by side', (count: number) => ({ or: Array.from({ length: count }, () => ({ code: { eq: 'XZ01' } })) })],
  ['values of one list', (count: number) => ({ code: { in: Array.from({ length: count }, (_, n) => `XZ${n}`) } })],
  ['terms behind a relation', (count: number) => ({ region: { not: { and: Array.from({ length: count }, () => ({ name: { contains: '镇' } })) } } })],
])('a filter of 500 %s is answered, and one of 501 refused with FILTER_TOO_LARGE', async (_, filterOf) => {
  const query = 'query ($filter: UnitFilter) { units(filter: $filter) { totalCount } }';
  await server.ask(query, { filter: filterOf(500) });
  const { errors } = await server.graphql(query, { filter: filterOf(501) });
  expect(errors).toMatchObject([{ extensions: { code: 'FILTER_TOO_LARGE', limit: 500, found: 501 } }]);
});
