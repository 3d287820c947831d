import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildClientSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  introspectionFromSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  parse,
} from 'graphql';
import { nodes } from '../../schema/index.ts';
import { versioningOf } from '../../schema/listing.ts';
import { globalId } from '../../schema/Node.ts';
import { Role } from '../../server/access/policy.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { pagesOf } from '../../server/export/pages.ts';
import { exportPlan } from '../../server/export/plan.ts';
import { everyListing } from '../../server/read/index.ts';
import { foundVariedCity } from '../read/reference/city.ts';
import { compareAnswers } from '../read/reference/difference.ts';
import { answer } from '../read/reference/executor.ts';
import { World } from '../read/reference/world.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { type Asking, asking, viewersOf } from './asking.ts';
import { reads, sees } from './plain.ts';
import { readAccessTable } from './table.ts';
import { argumentsFor } from './verbs.ts';

/* docs/access.md, line by line, asked of the server: each role by every way there is to a row, a field, a verb, a subscription. */

const ROLES = Object.values(Role);
const CLASSES = nodes.map(({ name }) => name);
const table = readAccessTable();
const listOf = new Map(everyListing().flatMap(({ owner, field, entity }) => (owner === 'Query' ? [[entity.name, field] as const] : [])));
/** What to ask of that is no row. */
const WITHOUT_ID: Record<string, string> = { ScoreExplanation: '{ score }', WarningExplanation: '{ holds }', AppraisalExplanation: '{ holds }' };
/** Where a row that may be seen leads to one that may not: asked of the own unit's rows. */
const OF_OWN_UNIT = new Set(['REPORTER InspectionResult.inspection', 'REPORTER InspectionResult.explanation']);

let server: TestServer;
let asks: Asking;
let schema: GraphQLSchema;
let world: World;
let viewers: Record<Role, Viewer>;
beforeAll(async () => {
  server = await startTestServer();
  await foundVariedCity(server);
  asks = await asking(server);
  schema = buildClientSchema(introspectionFromSchema(asks.schema));
  world = await World.read(schema, server.database.url);
  const unit = world.rows('Correction')[0]?.unit as number;
  const officer = world.rows('Officer').find((each) => each.unit === unit)?.id as number;
  const [leader] = await server.database.orm.em.fork().execute<{ id: number }[]>(`select id from account where name = 'leader one'`);
  viewers = viewersOf({ id: leader?.id as number, unit, officer, assignedUnits: [unit, unit + 1] });
});
afterAll(async () => {
  await asks.stop();
  await server.stop();
});

function worldOf(role: Role): World {
  return world.seenBy(
    (row) => sees(world, viewers[role], role, row),
    (typeName, field) => reads(asks.schema, role, typeName, field),
  );
}

/** `findings(first: 500, includeRetracted: true)`: all rows there are. */
function all(typeName: string, more = ''): string {
  const entity = nodes.find(({ name }) => name === typeName) as (typeof nodes)[number];
  const versions = versioningOf(entity)?.all.argument;
  return `${listOf.get(typeName)}(first: 500${versions ? `, ${versions}: true` : ''}${more})`;
}

test('every field of the schema has a decision', () => {
  expect(asks.rules.undecided()).toEqual([]);
});

test('every class and every field of a class stands in the table', () => {
  expect([...table.rows.keys()].sort()).toEqual([...CLASSES].sort());
  const fields = CLASSES.flatMap((typeName) => Object.keys((schema.getType(typeName) as GraphQLObjectType).getFields()).map((field) => `${typeName}.${field}`));
  expect([...table.fields.keys()].sort()).toEqual(fields.sort());
});

test('of every event a subscription shows no row but the one it is checked by, and such of which each who may subscribe sees all', () => {
  const { things, subscriptions } = asks.rules.decided;
  for (const [name, { to, concerning }] of Object.entries(subscriptions)) {
    const told = getNamedType(schema.getSubscriptionType()?.getFields()[name]?.type);
    for (const [kind, { entity, key }] of Object.entries(concerning)) {
      const type = isInterfaceType(told) ? schema.getPossibleTypes(told).find((each) => each.name.toUpperCase() === kind.replace('_', '')) : told;
      const shown = Object.values((type as GraphQLObjectType).getFields()).map((field) => [field.name, getNamedType(field.type).name] as const);
      const classes = shown.filter(([, typeName]) => typeName in things);
      // The field that shows it goes by the name under which the event holds its key.
      expect(classes).toContainEqual([key, entity.name]);
      for (const [field, typeName] of classes) {
        if (field === key) continue;
        for (const role of to) expect({ name, kind, field, role, rows: things[typeName]?.rows[role] }).toMatchObject({ rows: 'everything' });
      }
    }
  }
});

test('of every subscription and kind of event the table says by which rows it goes, which are those of the class', () => {
  const { things, subscriptions } = asks.rules.decided;
  const kinds = Object.entries(subscriptions).flatMap(([name, { concerning }]) => Object.keys(concerning).map((kind) => `${name} ${kind}`));
  expect([...table.events.keys()].sort()).toEqual(kinds.sort());
  expect(Object.keys(subscriptions).sort()).toEqual(Object.keys(schema.getSubscriptionType()?.getFields() ?? {}).sort());
  for (const [name, { concerns, rows }] of table.events) {
    const to = table.subscriptions.get(name.split(' ')[0] as string);
    expect(things[concerns]).toBeDefined();
    for (const role of ROLES) expect({ name, role, said: rows[role] }).toEqual({ name, role, said: to?.has(role) ? table.rows.get(concerns)?.[role] : '' });
  }
});

describe.each(ROLES)('%s', (role) => {
  test.each(CLASSES)('sees the rows of %s that the table says, by every way to them', async (typeName) => {
    const viewer = viewers[role];
    const said = table.rows.get(typeName)?.[role] as string;
    const expected = worldOf(role)
      .rows(typeName)
      .map(({ id }) => globalId(typeName, id));
    const every = world.rows(typeName).map(({ id }) => globalId(typeName, id));
    if (said === '全部 all') expect(expected).toEqual(every);
    else if (said === '') expect(expected).toEqual([]);
    else expect(expected.length > 0 && expected.length < every.length).toBe(true);

    // By its id, whether in the list or not.
    const byId = await asks.ask(viewer, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: every });
    const found = byId.data as { nodes: ({ id: string } | null)[] };
    expect(found.nodes.flatMap((node) => node?.id ?? [])).toEqual(expected);
    const listed = await asks.ask(viewer, `{ ${all(typeName)} { totalCount nodes { id } edges { node { id } } aggregates { count } } }`);
    if (said === '') {
      expect(listed.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(byId.errors?.every(({ extensions }) => extensions.code === 'FORBIDDEN')).toBe(true);
      return;
    }
    expect(byId.errors).toBeUndefined();
    // biome-ignore lint/suspicious/noExplicitAny: as the question has it
    const page = listed.data?.[listOf.get(typeName) as string] as any;
    expect(page.nodes.map(({ id }: { id: string }) => id)).toEqual(expected);
    expect(page.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(expected);
    expect(page.totalCount).toBe(expected.length);
    expect(page.aggregates).toEqual([{ count: expected.length }]);
    expect(await exported(viewer, `{ ${all(typeName).replace('first: 500, ', '').replace('(first: 500)', '')} { nodes { id } } }`)).toEqual(expected);
  });

  test.each(CLASSES)('reads the fields of %s that the table says, and can ask by no others', async (typeName) => {
    const viewer = viewers[role];
    if (!table.rows.get(typeName)?.[role]) return;
    const seen = worldOf(role);
    for (const field of Object.values((schema.getType(typeName) as GraphQLObjectType).getFields())) {
      const name = `${typeName}.${field.name}`;
      const said = table.fields.get(name)?.[role];
      const type = getNamedType(field.type);
      const below = isLeafType(type) ? '' : type.name.endsWith('Connection') ? '(first: 500) { totalCount nodes { id } }' : (WITHOUT_ID[type.name] ?? '{ id }');
      const own = OF_OWN_UNIT.has(`${role} ${name}`) ? `, filter: { unit: { id: { eq: "${globalId('Unit', viewer.unit as number)}" } } }` : '';
      const query = `{ ${all(typeName, own)} { nodes { ${field.name} ${below} } } }`;
      const { data, errors } = await asks.ask(viewer, query);
      expect({ name, codes: errors?.map(({ extensions }) => extensions.code) }).toEqual({ name, codes: said === '●' ? undefined : ['FORBIDDEN'] });
      expect(compareAnswers(data ?? null, JSON.parse(JSON.stringify(answer(seen, parse(query), {}).data ?? null))).difference).toBeUndefined();
      for (const oracle of oraclesOf(typeName, field.name)) {
        const codes = await asks.codes(viewer, oracle);
        expect({ oracle, codes }).toEqual({ oracle, codes: said === '●' ? [] : ['FORBIDDEN'] });
      }
    }
  });

  test('may ask the questions that the table says', async () => {
    for (const [name, said] of table.queries) {
      const may = asks.executor.refusal(asks.executor.compile(parse(questionOf(name))), {}, asks.rules.of(viewers[role])) === undefined;
      expect({ name, may }).toEqual({ name, may: said[role] !== '' });
    }
  });

  test('may subscribe to what the table says', () => {
    for (const [name, who] of table.subscriptions) {
      const refusal = asks.executor.refusal(asks.executor.compile(parse(`subscription { ${name} { __typename } }`)), {}, asks.rules.of(viewers[role]));
      expect({ name, codes: refusal?.map(({ extensions }) => extensions.code) }).toEqual({ name, codes: who.has(role) ? undefined : ['FORBIDDEN'] });
    }
  });

  test('may call the verbs that the table says', async () => {
    for (const [name, who] of table.verbs) {
      const codes = await asks.codes(viewers[role], await argumentsFor(schema, world, viewers[role], name));
      expect({ name, forbidden: codes.includes('FORBIDDEN') }).toEqual({ name, forbidden: !who.has(role) });
    }
  });
});

/** Ways to learn what stands in a column without selecting it. */
function oraclesOf(typeName: string, field: string): string[] {
  const ways: string[] = [];
  const filter = schema.getType(`${typeName}Filter`);
  const operators = isInputObjectType(filter) ? getNamedType(filter.getFields()[field]?.type)?.name : undefined;
  if (operators?.endsWith('ListFilter')) {
    for (const quantifier of ['some', 'none', 'every']) ways.push(`{ ${all(typeName, `, filter: { ${field}: { ${quantifier}: {} } }`)} { totalCount } }`);
  } else if (operators) {
    const condition = operators.endsWith('Filter') ? '{}' : '{ isNull: false }';
    ways.push(
      `{ ${all(typeName, `, filter: { ${field}: ${condition} }`)} { totalCount } }`,
      `{ ${all(typeName, `, filter: { not: { or: [{ ${field}: ${condition} }] } }`)} { totalCount } }`,
    );
  }
  if (words(`${typeName}OrderField`).includes(field)) ways.push(`{ ${all(typeName, `, orderBy: { field: ${field} }`)} { nodes { __typename } } }`);
  if (words(`${typeName}GroupBy`).includes(field)) ways.push(`{ ${all(typeName)} { aggregates(groupBy: [${field}]) { count } } }`);
  for (const measure of words(`${typeName}Measure`)) {
    if (measure.split('_')[1] === field) ways.push(`{ ${all(typeName)} { aggregates(orderBy: [{ measure: ${measure} }]) { count } } }`);
  }
  for (const [shape, operation] of [
    ['Numbers', 'sum'],
    ['Numbers', 'average'],
    ['Extremes', 'minimum'],
    ['Extremes', 'maximum'],
  ] as const) {
    const type = schema.getType(`${typeName}${shape}`);
    if (isObjectType(type) && field in type.getFields()) ways.push(`{ ${all(typeName)} { aggregates { ${operation} { ${field} } } } }`);
  }
  return ways;
}

function words(enumName: string): string[] {
  const type = schema.getType(enumName);
  return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
}

async function exported(viewer: Viewer, query: string): Promise<unknown[]> {
  const contextValue = asks.contextOf(viewer);
  try {
    const plan = exportPlan(asks.schema, { document: parse(query), operationName: null, variables: {}, headings: 'names' });
    const rows: Record<string, unknown>[] = [];
    for await (const page of pagesOf(plan, asks.executor, contextValue)) rows.push(...page);
    return rows.map(({ id }) => id);
  } finally {
    await contextValue.read.close();
  }
}

function questionOf(name: string): string {
  const field = schema.getQueryType()?.getFields()[name];
  const values: Record<string, string> = { id: '"x"', ids: '[]', code: '"XZ01"', month: '"2026-01"', unitClass: 'CITY', rules: '[]', from: '"2026-01"', to: '"2026-02"' };
  const args = field?.args.filter(({ type }) => String(type).endsWith('!')).map((each) => `${each.name}: ${values[each.name]}`);
  return `{ ${name}${args?.length ? `(${args.join(', ')})` : ''} { __typename } }`;
}
