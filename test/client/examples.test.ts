import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { type Example, groups } from '../../client/graphiql/examples/index.ts';
import { registers, startTestServer, type TestServer } from '../testkit/server.ts';

const PUBLISHED = ['2026-06', '2026-07', '2026-09'];
const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const examples = groups.flatMap((group) => group.examples);
const named = examples.map((example): [string, Example] => [example.title.join(' · '), example]);
const kindOf = ({ query }: Example) => getOperationAST(parse(query))?.operation;

let server: TestServer;
let beforeCorrection: string;

/** A city with three published months, of which the newest was corrected once. */
beforeAll(async () => {
  server = await startTestServer();
  await server.intake([...registers, ...PUBLISHED.map((month) => `督查记录-${month}.xlsx`)]);
  for (const month of PUBLISHED) await done('publishInspectionRound', 'mutation ($month: YearMonth!) { publishInspectionRound(month: $month) { problems { code } } }', { month });
  beforeCorrection = (await server.ask('{ board { at } }')).board.at;
  const { unitClassRanking } = await server.ask('{ unitClassRanking(month: "2026-09", unitClass: TOWNSHIP) { id explanation { items { findings { id } } } } }');
  const { id, explanation } = unitClassRanking.at(-1);
  await done('correctInspectionResult', 'mutation ($input: CorrectInspectionResultInput!) { correctInspectionResult(input: $input) { problems { code } } }', {
    input: { result: id, reason: '经复核，该项不计', retract: [explanation.items[0].findings[0].id] },
  });
});
afterAll(() => server.stop());

async function done(field: string, mutation: string, variables: Record<string, unknown>) {
  expect((await server.ask(mutation, variables))[field].problems).toEqual([]);
}

const called = (operation: string) => examples.find(({ query }) => query.includes(` ${operation}`)) as Example;
const answerTo = ({ query, variables }: Example, changes: object = {}) => server.ask(query, { ...variables?.(), ...changes });

/** The lists of an answer that no other list is around. */
function outermostLists(value: unknown): unknown[][] {
  if (Array.isArray(value)) return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(outermostLists) : [];
}

describe('an example', () => {
  test('is there for each of at least ten questions, and no two are titled alike', () => {
    expect(examples.length).toBeGreaterThanOrEqual(10);
    expect(new Set(examples.flatMap(({ title }) => title)).size).toBe(2 * examples.length);
  });

  test.each(named)('%s: fits the schema, has one operation, and is titled in Chinese and in English', (_, { query, title: [zh, en] }) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    expect(document.definitions).toHaveLength(1);
    expect([zh, en]).toEqual([expect.stringMatching(/\p{Script=Han}/u), expect.stringMatching(/^[A-Z][a-z]/)]);
  });

  test.each(named.filter(([, example]) => kindOf(example) === 'query'))('%s: is answered with something', async (_, example) => {
    const lists = outermostLists(await answerTo(example));
    expect(lists.length).toBeGreaterThan(0);
    expect(lists.filter((list) => list.length === 0)).toEqual([]);
  });
});

test('the last three months are the three newest that were published, each with what its points were lost by', async () => {
  const { inspectionRounds } = await answerTo(called('LastThreeMonths'));
  type Round = { month: string; results: { nodes: { score: string; explanation: { items: { findings: { evidence: string }[] }[] } }[] } };
  const rounds: Round[] = inspectionRounds.nodes;
  expect(rounds.map(({ month }) => month)).toEqual(PUBLISHED.toReversed());
  const short = rounds.flatMap(({ results }) => results.nodes).filter(({ score }) => Number(score) < 100);
  expect(short.length).toBeGreaterThan(5);
  expect(short.filter(({ explanation }) => !explanation.items.some(({ findings }) => findings[0]?.evidence))).toEqual([]);
});

test('results as they stood are the first versions before the correction, and hold a second one now', async () => {
  const versionsAt = async (changes: object) => {
    const { inspectionResults } = await answerTo(called('AsItStood'), changes);
    return [...new Set((inspectionResults.nodes as { version: number }[]).map(({ version }) => version))].sort();
  };
  expect(await versionsAt({ asOf: beforeCorrection })).toEqual([1]);
  expect(await versionsAt({})).toContain(2);
});
