import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildClientSchema, introspectionFromSchema, parse, validate } from 'graphql';
import type { Viewer } from '../../server/access/viewer.ts';
import { foundVariedCity } from '../read/reference/city.ts';
import { familyOf } from '../read/reference/connection.ts';
import { type Comparison, compareAnswers } from '../read/reference/difference.ts';
import { answer } from '../read/reference/executor.ts';
import { type Operation, randomOperation } from '../read/reference/operations.ts';
import { shrink } from '../read/reference/shrink.ts';
import { World } from '../read/reference/world.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { Chance } from '../torture/chance.ts';
import { type Asking, asking } from './asking.ts';
import { reads, sees } from './plain.ts';
import { randomViewer } from './randomViewer.ts';

/*
 * Random viewers ask random operations. The reference has only the rows in memory that the policies, evaluated row by row, show the viewer; so whatever
 * way a row is reached, counted, compared or ordered by, it is there or it is not.
 *
 *   RANDOM_QUERIES=5000 RANDOM_SEED=anything npm test -- test/access/random.test.ts
 */
const QUERIES = Number(process.env.RANDOM_QUERIES ?? 400);
const FIRST = Number(process.env.RANDOM_FIRST ?? 1);
const SEED = process.env.RANDOM_SEED ?? 'Duban';
const PAGES = 3;

let server: TestServer;
let asks: Asking;
let world: World;
beforeAll(async () => {
  server = await startTestServer();
  await foundVariedCity(server);
  asks = await asking(server);
  // Without the server's resolvers.
  const schema = buildClientSchema(introspectionFromSchema(asks.schema));
  world = await World.read(schema, server.database.url);
});
afterAll(async () => {
  await asks.stop();
  await server.stop();
});

interface Variables {
  engine: Record<string, unknown>;
  reference: Record<string, unknown>;
}

async function compared(viewer: Viewer, seen: World, query: string, variables: Variables): Promise<Comparison & { empty: boolean }> {
  const { data, errors = [] } = await asks.ask(viewer, query, variables.engine);
  for (const { extensions, message } of errors) if (extensions.code !== 'FORBIDDEN') throw new Error(`${message}\n${query}`);
  const expected = answer(seen, parse(query), variables.reference);
  return { ...compareAnswers(data ?? null, JSON.parse(JSON.stringify(expected.data ?? null))), empty: !data };
}

test('whatever a viewer asks, and by whatever way, is answered from the rows and fields of their policy alone', async () => {
  let answered = 0;
  for (let number = FIRST; number < FIRST + QUERIES; number++) {
    const chance = new Chance(`${SEED} ${number}`);
    const viewer = randomViewer(world, chance);
    const [role] = viewer.roles;
    const may = (typeName: string, field: string) => reads(asks.schema, role, typeName, field);
    const seen = world.seenBy((row) => sees(world, viewer, role, row), may);
    // Values and ids are drawn from all rows there are: so hidden ones are guessed.
    const operation = randomOperation(
      world.seenBy(() => true, may),
      chance,
    );
    const mistakes = validate(asks.schema, parse(operation.query));
    if (mistakes.length) throw new Error(`${mistakes.join('\n')}\n${operation.query}`);
    if (!(await walk(viewer, seen, operation, chance, number))) answered++;
  }
  // Otherwise it would show little.
  expect(answered).toBeGreaterThan(QUERIES / 3);
}, 3_600_000);

/** Asks for the first page of everything, then from cursors of the answers on; whether the first came to nothing. */
async function walk(viewer: Viewer, seen: World, { query, variables, cursors }: Operation, chance: Chance, number: number): Promise<boolean> {
  const told: Variables = { engine: { ...variables }, reference: { ...variables } };
  const known = new Map<string, [reference: string, engine: string][]>();
  let nothing = false;
  for (let page = 0; page < PAGES; page++) {
    const { difference, cursors: found, empty } = await compared(viewer, seen, query, told);
    if (page === 0) nothing = empty;
    if (difference) throw new Error(await report(viewer, seen, query, told, number));
    for (const pair of found) known.set(familyOf(pair[0]), [...(known.get(familyOf(pair[0])) ?? []), pair]);
    const continued = cursors.filter(({ family }) => known.has(family));
    if (!continued.length) break;
    for (const { variable, family } of continued) [told.reference[variable], told.engine[variable]] = chance.pick(known.get(family) ?? []);
  }
  return nothing;
}

async function report(viewer: Viewer, seen: World, query: string, variables: Variables, number: number): Promise<string> {
  const differs = async (smaller: string) => (await compared(viewer, seen, smaller, variables).catch(() => undefined))?.difference !== undefined;
  const smallest = await shrink(asks.schema, query, differs);
  const { difference } = await compared(viewer, seen, smallest, variables);
  return [
    `RANDOM_SEED=${SEED} RANDOM_FIRST=${number}: ${JSON.stringify(viewer)} is answered otherwise than the policies say, at ${difference?.path}`,
    `  the server:    ${JSON.stringify(difference?.engine)}`,
    `  the policies:  ${JSON.stringify(difference?.reference)}`,
    smallest,
    `variables ${JSON.stringify(variables.engine)}`,
  ].join('\n');
}
