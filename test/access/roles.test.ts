import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildClientSchema, type GraphQLObjectType, introspectionFromSchema } from 'graphql';
import { nodes } from '../../schema/index.ts';
import { globalId } from '../../schema/Node.ts';
import { Role } from '../../server/access/policy.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { UNRESTRICTED, type Visibility } from '../../server/read/index.ts';
import { foundVariedCity } from '../read/reference/city.ts';
import type { Row } from '../read/reference/tables.ts';
import { World } from '../read/reference/world.ts';
import { statementsOf } from '../read/statements.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { type Asking, asking } from './asking.ts';
import { reads, sees } from './plain.ts';

let server: TestServer;
let asks: Asking;
let world: World;
let person: Omit<Viewer, 'roles'>;
beforeAll(async () => {
  server = await startTestServer();
  await foundVariedCity(server);
  asks = await asking(server);
  const schema = buildClientSchema(introspectionFromSchema(asks.schema));
  world = await World.read(schema, server.database.url);
  // Of three different units, so that roles differ in what they show.
  person = {
    kind: 'person',
    id: world.rows('MinutesRecipient').find(({ accountKey }) => accountKey !== null)?.accountKey as number,
    unit: 1,
    officer: world.rows('Officer').find(({ unit }) => unit === 9)?.id as number,
    assignedUnits: [2, 17],
  };
});
afterAll(async () => {
  await asks.stop();
  await server.stop();
});

const ROLES = Object.values(Role);
const PAIRS = ROLES.flatMap((one, at) => ROLES.slice(at + 1).map((other) => [one, other] as const));

test('whoever has two roles sees the rows of both, and of no row a field that neither role shows of it', async () => {
  for (const pair of PAIRS) {
    const viewer: Viewer = { ...person, roles: pair };
    const may = asks.rules.of(viewer);
    for (const { name } of nodes) {
      const rows = world.rows(name);
      const byId = await asks.ask(viewer, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: rows.map(({ id }) => globalId(name, id)) });
      const found = new Set((byId.data as { nodes: ({ id: string } | null)[] }).nodes.flatMap((node) => node?.id ?? []));
      // Once a row, not once a field of it: to look a row's policy up in memory takes a while.
      const showing = new Map(rows.map((row) => [row, pair.filter((role) => sees(world, viewer, role, row))]));
      const shown = (row: Row) => showing.get(row) ?? [];
      expect([...found]).toEqual(rows.filter((row) => shown(row).length).map(({ id }) => globalId(name, id)));
      for (const field of Object.keys((asks.schema.getType(name) as GraphQLObjectType).getFields())) {
        if (!may.mayRead(name, field)) continue;
        const readers = pair.filter((role) => reads(asks.schema, role, name, field) || isNamedFor(role, name, field));
        const beyond = rows.filter((row) => shown(row).length && !shown(row).some((role) => readers.includes(role)));
        expect({ pair, field: `${name}.${field}`, beyond: beyond.map(({ id }) => id) }).toEqual({ pair, field: `${name}.${field}`, beyond: [] });
      }
    }
  }
});

/** Whether a role may read the field itself, though it sees none of the rows that it leads to: these are the other role's. */
function isNamedFor(role: Role, typeName: string, field: string): boolean {
  const thing = asks.rules.decided.things[typeName];
  return (thing?.open.includes(field) || thing?.only?.[field]?.includes(role)) ?? false;
}

test('whoever has no role at all, or is of no unit, sees nothing', async () => {
  for (const viewer of [
    { kind: 'person', roles: [] },
    { kind: 'person', roles: [Role.REPORTER] },
    { kind: 'person', roles: [Role.CADRE_OFFICE] },
    { kind: 'person', roles: [Role.OFFICER] },
    { kind: 'person', roles: [Role.INSPECTOR] },
  ] satisfies Viewer[]) {
    for (const list of ['units', 'officers', 'inspections', 'findings', 'corrections', 'inspectionResults']) {
      const { data } = await asks.ask(viewer, `{ ${list} { totalCount nodes { id } } }`);
      expect({ viewer, list, found: data?.[list] ?? null }).toEqual({ viewer, list, found: data ? { totalCount: 0, nodes: [] } : null });
    }
  }
});

test('whom nothing is hidden from is asked for in the same statements as if there were no policies', async () => {
  const query = `{
    findings(first: 3, filter: { inspection: { unit: { unitClass: { eq: TOWNSHIP } } } }, orderBy: { field: inspectedOn }) {
      totalCount nodes { evidence inspector inspection { unit { name region { name } } } } aggregates(groupBy: [item]) { count key { item { code } } }
    }
    units(first: 2) { nodes { results(first: 2) { nodes { score explanation { score } versions { version } } } officers { totalCount } } }
    board { progress { findings } rankings { results { rank } } }
  }`;
  const asked = async (visibility?: Visibility) => {
    const sent = await statementsOf(async () => {
      expect((await asks.ask({ kind: 'person', roles: [Role.STAFF] }, query, {}, visibility)).errors).toBeUndefined();
    });
    // The question has no transactions of its own; what looks after things by itself may begin one meanwhile.
    return sent.filter((text) => !/^(begin|commit)/i.test(text));
  };
  const [withPolicies, without] = [await asked(), await asked(UNRESTRICTED)];
  expect(withPolicies.length).toBeGreaterThan(5);
  // Those of one level are sent side by side, in whatever order.
  expect(withPolicies.sort()).toEqual(without.sort());
});
