import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seed } from '../../testkit/seed.ts';
import { type Engine, openEngine, told } from './engine.ts';

let engine: Engine;
beforeAll(async () => {
  const named = (typeName: string) => (row: unknown) => {
    const { id, name } = row as { id: number; name: string };
    if (faulty.has(`${typeName}:${id}`)) throw new Error(`no name for ${typeName} ${id}`);
    return name;
  };
  // Of a field that may be null, one of those that may not, and one that is late.
  engine = await openEngine({
    'Officer.name': named('Officer'),
    'Region.name': async (row) => named('Region')(row),
    'Officer.department': named('Department'),
  });
  // Officers 1 and 2 are of unit 1, 3 and 4 of unit 2, and so on; all units but the third are in the second region below the city.
  await seed(engine.database.orm).city(2).units({ TOWNSHIP: 3 }).officers(2).write();
});
afterAll(() => engine.stop());

/** `Officer:3` */
const faulty = new Set<string>();
async function failing(names: string[], query: string) {
  for (const name of names) faulty.add(name);
  try {
    return await engine.execute(query);
  } finally {
    faulty.clear();
  }
}

describe('one of many that fails', () => {
  test('leaves the others answered, where null may stand', async () => {
    const answer = await failing(['Department:3'], '{ units { nodes { code staff: officers { nodes { code office: department } } } } }');
    expect(told(answer)).toEqual({ 'units.nodes.1.staff.nodes.0.office': 'no name for Department 3' });
    expect(answer.data).toMatchObject({
      units: { nodes: [{ staff: { nodes: [{}, {}] } }, { staff: { nodes: [{ code: 'TEST-0003', office: null }, { code: 'TEST-0004' }] } }, {}] },
    });
  });

  test('is told with each of its places, and with all of them', async () => {
    const answer = await failing(
      ['Department:2', 'Department:5', 'Department:6'],
      '{ a: officers(first: 3) { edges { it: node { department } } } b: officers(last: 2) { nodes { department } } }',
    );
    expect(Object.keys(told(answer)).sort()).toEqual(['a.edges.1.it.department', 'b.nodes.0.department', 'b.nodes.1.department']);
  });

  test('takes everything above it with it up to where null may stand', async () => {
    const ids = await engine.execute('{ units { nodes { id } } officers { nodes { id } } }');
    const { units, officers } = ids.data as never as Record<'units' | 'officers', { nodes: { id: string }[] }>;
    const list = [units.nodes[0], officers.nodes[0], units.nodes[1]].map((each) => JSON.stringify(each?.id)).join();
    const answer = await failing(['Officer:3'], `{ nodes(ids: [${list}]) { id ... on Unit { officers(first: 1) { edges { node { name } } } } ... on Officer { name } } }`);
    expect(told(answer)).toEqual({ 'nodes.2.officers.edges.0.node.name': 'no name for Officer 3' });
    expect(answer.data).toMatchObject({ nodes: [{ officers: { edges: [{ node: { name: '干警TEST-0001' } }] } }, { name: '干警TEST-0001' }, null] });
  });

  test('leaves nothing where nothing above it may be null', async () => {
    const answer = await failing(['Officer:3'], '{ units { nodes { code officers { nodes { name } } } } regions { totalCount } }');
    expect(answer).toMatchObject({ data: null, errors: [{ path: ['units', 'nodes', 1, 'officers', 'nodes', 0, 'name'] }] });
    expect(answer.errors).toHaveLength(1);
  });

  test('is told where it stands when it was read with the rows that point at it', async () => {
    const answer = await failing(['Region:1'], '{ regions(orderBy: [{ field: code, direction: DESC }]) { nodes { code parent { name } } } }');
    // A relation that may be null, joined to its row.
    expect(answer.data).toMatchObject({ regions: { nodes: [{ parent: null }, { parent: null }, { parent: null }] } });
    expect(Object.keys(told(answer)).sort()).toEqual(['regions.nodes.0.parent.name', 'regions.nodes.1.parent.name']);
  });

  test('is told once where many share it', async () => {
    const answer = await failing(['Region:1'], '{ units { nodes { officers { nodes { unit { region { parent { code name } } } } } } } }');
    expect(Object.values(told(answer))).toContain('no name for Region 1');
    const parents = (answer.data as never as { units: { nodes: { officers: { nodes: { unit: { region: { parent: unknown } } }[] } }[] } }).units.nodes.flatMap(({ officers }) =>
      officers.nodes.map(({ unit }) => unit.region.parent),
    );
    expect(parents).toEqual([null, null, null, null, null, null]);
  });

  test('is told behind rows that have nothing there', async () => {
    // The city, which is below nothing, comes first.
    const answer = await failing(['Region:1'], '{ regions { nodes { code up: parent { parent { code } name } } } }');
    expect(Object.keys(told(answer)).sort()).toEqual(['regions.nodes.1.up.name', 'regions.nodes.2.up.name']);
    expect(answer.data).toMatchObject({ regions: { nodes: [{ up: null }, { up: null }, { up: null }] } });
  });

  test('among the keys of groups has the path of its group', async () => {
    const answer = await failing(['Region:3'], '{ units { some: aggregates(groupBy: [region]) { count key { region { code name } } } } }');
    const [path] = Object.keys(told(answer));
    expect(path).toMatch(/^units\.some\.[01]\.key\.region\.name$/);
  });
});

test('what fails for a whole level is told once', async () => {
  const answer = await engine.execute('{ units { nodes { officers(after: "nonsense") { nodes { name } } } } }');
  expect(answer).toMatchObject({ data: null, errors: [{ path: ['units', 'nodes', 0, 'officers'], extensions: { code: 'BAD_USER_INPUT' } }] });
  expect(answer.errors).toHaveLength(1);
});

test('a key that points at no row is an error where the row was asked for, and null where null may stand', async () => {
  const sql = (statement: string) => engine.database.orm.em.fork().execute(statement);
  await sql('alter table unit drop constraint unit_region_id_foreign');
  await sql('update unit set region_id = 999 where id = 2');
  const missing = 'Unit.region points at a row that is not there';
  expect(told(await engine.execute('{ units { nodes { code region { name } } } }'))).toEqual({ 'units.nodes.1.region': missing });
  const below = await engine.execute('{ officers(first: 3) { nodes { code unit { region { name } } } } }');
  expect(below).toMatchObject({ data: null, errors: [{ path: ['officers', 'nodes', 2, 'unit', 'region'], message: missing }] });
  const groups = await engine.execute('{ units { aggregates(groupBy: [region], orderBy: [{ measure: count, direction: ASC }]) { count key { region { name } } } } }');
  expect(told(groups)).toEqual({ 'units.aggregates.0.key.region': 'UnitGroupKey.region points at a row that is not there' });
  expect(groups.data).toMatchObject({
    units: {
      aggregates: [
        { count: 1, key: { region: null } },
        { count: 2, key: { region: { name: '第2镇' } } },
      ],
    },
  });
});

test('below a page that several rows lead to it is told in the first of its places', async () => {
  const answer = await failing(['Officer:3'], '{ officers { nodes { unit { officers { nodes { name } } } } } }');
  expect(answer).toMatchObject({ data: null, errors: [{ path: ['officers', 'nodes', 2, 'unit', 'officers', 'nodes', 0, 'name'] }] });
});

test('what is wrong with an aggregate is told there, not of its list', async () => {
  const answer = await engine.execute('{ units { totalCount groups: aggregates(first: 5000) { count } } }');
  expect(answer).toMatchObject({ data: null, errors: [{ path: ['units', 'groups'], extensions: { code: 'PAGE_TOO_LARGE' } }] });
});
