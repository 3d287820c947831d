import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { OPERATION_LIMITS } from '../../server/http/limits.ts';
import { READ_LIMITS } from '../../server/read/index.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { Chance } from '../torture/chance.ts';
import { foundVariedCity } from './reference/city.ts';
import { familyOf } from './reference/connection.ts';
import { type Comparison, compareAnswers } from './reference/difference.ts';
import { answer } from './reference/executor.ts';
import { type Operation, randomOperation } from './reference/operations.ts';
import { shrink } from './reference/shrink.ts';
import { World } from './reference/world.ts';

/*
 * Random valid operations, answered by the server and by a reference that reads every table whole and takes each field as it comes.
 *
 *   RANDOM_QUERIES=5000 RANDOM_SEED=anything npm test -- test/read/random.test.ts
 *
 * asks 5000 others. RANDOM_FIRST=1234 begins with that one of the seed, as a failure names it.
 */
const QUERIES = Number(process.env.RANDOM_QUERIES ?? 1000);
const FIRST = Number(process.env.RANDOM_FIRST ?? 1);
const SEED = process.env.RANDOM_SEED ?? 'Duban';

/** Pages of one walk: the first, and two that begin at cursors of the ones before. */
const PAGES = 3;

let server: TestServer;
let world: World;
beforeAll(async () => {
  // How large a question may be is another test's affair.
  const most = Number.MAX_SAFE_INTEGER;
  server = await startTestServer({ readLimits: { ...READ_LIMITS, cost: most }, operationLimits: { ...OPERATION_LIMITS, depth: most, aliases: most, fields: most } });
  await foundVariedCity(server);
  // Whoever reads of a file is written down in a list that is asked for as well, and must stay what the reference has read.
  await server.database.orm.em.fork().execute('create rule as_read as on insert to officer_file_reading do instead nothing');
  const introspection = getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true });
  const schema = buildClientSchema(await server.ask(introspection));
  world = await World.read(schema, server.database.url);
});
afterAll(() => server.stop());

/** What each side is told: the same, but for the cursors, of which each has its own. */
interface Variables {
  engine: Record<string, unknown>;
  reference: Record<string, unknown>;
}

async function compared(query: string, variables: Variables): Promise<Comparison> {
  const { data, errors } = await server.graphql(query, variables.engine);
  const expected = answer(world, parse(query), variables.reference);
  if (expected.errors) throw new Error(`The reference fails: ${expected.errors.join('\n')}\n${query}\n${JSON.stringify(variables.reference)}`);
  return compareAnswers(errors ? { errors } : data, JSON.parse(JSON.stringify(expected.data)));
}

/** Asks for the first page of everything, then from cursors of the answers on. */
async function walk({ query, variables, cursors }: Operation, chance: Chance, name: string): Promise<void> {
  const told: Variables = { engine: { ...variables }, reference: { ...variables } };
  const known = new Map<string, [reference: string, engine: string][]>();
  for (let page = 0; page < PAGES; page++) {
    const { difference, cursors: found } = await compared(query, told);
    if (difference) throw new Error(await report(query, told, name));
    for (const pair of found) known.set(familyOf(pair[0]), [...(known.get(familyOf(pair[0])) ?? []), pair]);
    const continued = cursors.filter(({ family }) => known.has(family));
    if (!continued.length) return;
    for (const { variable, family } of continued) [told.reference[variable], told.engine[variable]] = chance.pick(known.get(family) ?? []);
  }
}

async function report(query: string, variables: Variables, name: string): Promise<string> {
  // A smaller one that means nothing any more, a cursor without its order, is no failure.
  const differs = async (smaller: string) => (await compared(smaller, variables).catch(() => undefined))?.difference !== undefined;
  const smallest = await shrink(world.schema, query, differs);
  const { difference } = await compared(smallest, variables);
  return [
    `The server and the reference differ at ${difference?.path}`,
    `  the server:    ${JSON.stringify(difference?.engine)}`,
    `  the reference: ${JSON.stringify(difference?.reference)}`,
    smallest,
    `variables ${JSON.stringify(variables.engine)}`,
    `as asked at first (${name}):`,
    query,
  ].join('\n');
}

test('random operations are answered as by a reference that reads every table whole', async () => {
  for (let number = FIRST; number < FIRST + QUERIES; number++) {
    const chance = new Chance(`${SEED} ${number}`);
    const operation = randomOperation(world, chance);
    const name = `RANDOM_SEED=${SEED} RANDOM_FIRST=${number}`;
    const mistakes = validate(world.schema, parse(operation.query));
    if (mistakes.length) throw new Error(`${name} is not valid: ${mistakes.join('\n')}\n${operation.query}`);
    await walk(operation, chance, name);
  }
  expect(server.reported).toEqual([]);
}, 3_600_000);
