import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seed } from '../../testkit/seed.ts';
import { type Engine, openEngine } from './engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({
    'Inspection.inspector': (row) => {
      const { id, inspector } = row as { id: number; inspector: string };
      if (id === 2) throw new Error('nobody knows who');
      return inspector;
    },
  });
  await seed(engine.database.orm).city(1).units({ TOWNSHIP: 3 }).ruleBook(2026).round('2026-01').inspected(0).round('2026-02').write();
});
afterAll(() => engine.stop());

const cursorOf = (number: number) => `e2-000000000000-a1-a${number}`;
const delivery = (kind: string, data: Record<string, number>, number: number) => ({ event: { kind, data, at: new Date('2026-01-31T00:00:00Z') }, cursor: cursorOf(number) });
const inspected = (inspection: number, number: number) => delivery('UNIT_INSPECTED', { round: 1, inspection }, number);
const opened = (round: number, number: number) => delivery('ROUND_OPENED', { round }, number);

test('each of several roots has its own answer, in their order, whatever types they are of', async () => {
  const roots = [inspected(3, 1), opened(2, 2), inspected(1, 3), opened(1, 4), inspected(3, 5)];
  const answers = await engine.executeAll('subscription { board { __typename cursor round { month } ... on UnitInspected { inspection { unit { code } } } } }', roots);
  const visit = (code: string, number: number) => ({ __typename: 'UnitInspected', cursor: cursorOf(number), round: { month: '2026-01' }, inspection: { unit: { code } } });
  const opening = (month: string, number: number) => ({ __typename: 'RoundOpened', cursor: cursorOf(number), round: { month } });
  const expected = [visit('XZ03', 1), opening('2026-02', 2), visit('XZ01', 3), opening('2026-01', 4), visit('XZ03', 5)];
  expect(answers.map((answer) => JSON.parse(JSON.stringify(answer)))).toEqual(expected.map((board) => ({ data: { board } })));
});

test('what fails for one root is told to that root, and the others are answered', async () => {
  const answers = await engine.executeAll('subscription { board { cursor ... on UnitInspected { inspection { inspector } } } }', [
    inspected(1, 1),
    opened(1, 2),
    inspected(2, 3),
    inspected(3, 4),
  ]);
  expect(answers).toMatchObject([
    { data: { board: { inspection: { inspector: '孔敏建' } } } },
    { data: { board: { cursor: cursorOf(2) } } },
    { data: null, errors: [{ path: ['board', 'inspection', 'inspector'], message: 'nobody knows who' }] },
    { data: { board: { inspection: { inspector: '孔敏建' } } } },
  ]);
  expect(answers.map(({ errors }) => errors?.length ?? 0)).toEqual([0, 0, 1, 0]);
});

test('what fails for an object that several roots share is told to each of them', async () => {
  const answers = await engine.executeAll('subscription { board { ... on UnitInspected { inspection { inspector } } } }', [inspected(2, 1), inspected(1, 2), inspected(2, 3)]);
  const lost = { data: null, errors: [{ path: ['board', 'inspection', 'inspector'], message: 'nobody knows who' }] };
  expect(answers).toMatchObject([lost, { data: { board: {} } }, lost]);
});

test('what fails for the page of a parent that several roots share is told to each of them', async () => {
  const answers = await engine.executeAll('subscription { board { cursor round { inspections(filter: { unit: { code: { eq: "XZ02" } } }) { nodes { inspector } } } } }', [
    opened(1, 1),
    opened(2, 2),
    opened(1, 3),
  ]);
  const lost = { data: null, errors: [{ path: ['board', 'round', 'inspections', 'nodes', 0, 'inspector'] }] };
  expect(answers).toMatchObject([lost, { data: { board: { round: { inspections: { nodes: [] } } } } }, lost]);
});

test('what fails for a whole level is told once to every root that has something in it', async () => {
  const answers = await engine.executeAll('subscription { board { round { month inspections(after: "nonsense") { totalCount } } } }', [opened(1, 1), opened(2, 2), opened(1, 3)]);
  for (const answer of answers) expect(answer).toMatchObject({ data: null, errors: [{ path: ['board', 'round', 'inspections'], extensions: { code: 'BAD_USER_INPUT' } }] });
  expect(answers.map(({ errors }) => errors?.length)).toEqual([1, 1, 1]);
});
