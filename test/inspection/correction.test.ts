import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../schema/Node.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { addedUp, codes, Office } from './office.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city().units({ TOWNSHIP: 5, CITY: 2 }).ruleBook(2026).write();
});
afterAll(() => server.stop());

/** A published month: XZ01 98.50, XZ02 97.00, XZ03 95.50, XZ04 94.00, all by A1, and SZ01 98.50. With each unit's finding. */
async function published(month: string): Promise<{ office: Office; findings: Record<string, string> }> {
  const office = new Office(server, month);
  await office.open();
  const findings: Record<string, string> = {};
  for (const [index, unit] of ['XZ01', 'XZ02', 'XZ03', 'XZ04'].entries()) findings[unit] = await office.recorded(unit, { occurrences: index + 1 });
  findings.SZ01 = await office.recorded('SZ01');
  expect((await office.publish()).problems).toEqual([]);
  return { office, findings };
}

const line = ({ unit, version, score, rank }: Awaited<ReturnType<Office['results']>>[number]) => `${unit.code} v${version} ${score} #${rank}`;

test('retracting and recording change score and rank in a second version, and the first keeps its figures', async () => {
  const { office, findings } = await published('2026-01');
  const first = await office.resultOf('XZ02');
  const { result, problems } = await office.correct(first.id, {
    retract: [findings.XZ02 as string],
    record: [office.finding({ itemCode: 'A4', occurrences: 2 })],
    reason: '复核有误',
  });
  expect(problems).toEqual([]);
  expect(result).toMatchObject({ score: '50.00', grade: 'POOR', rank: 4, version: 2, supersededAt: null, explanation: { score: '50.00' } });

  const every = await office.results({ includeSuperseded: true });
  const old = every.find(({ id }) => id === first.id);
  expect(old).toEqual({ ...first, supersededAt: expect.any(String) });
  expect(old?.explanation.score).toBe('97.00');
  for (const each of every) expect(addedUp(each)).toBe(Math.round(Number(each.score) * 100));
});

test('neighbours whose rank moved get a new version with their old figures; others and other classes do not', async () => {
  const { office, findings } = await published('2026-02');
  await office.correct((await office.resultOf('XZ02')).id, { retract: [findings.XZ02 as string], record: [office.finding({ itemCode: 'A4' })] });
  expect((await office.results()).map(line)).toEqual(['SZ01 v1 98.50 #1', 'XZ01 v1 98.50 #1', 'XZ02 v2 75.00 #4', 'XZ03 v2 95.50 #2', 'XZ04 v2 94.00 #3']);
  expect((await office.results({ includeSuperseded: true })).filter(({ supersededAt }) => supersededAt).map(line)).toEqual([
    'XZ02 v1 97.00 #2',
    'XZ03 v1 95.50 #3',
    'XZ04 v1 94.00 #4',
  ]);
});

test('a correction that moves nobody makes one new version', async () => {
  const { office } = await published('2026-03');
  await office.correct((await office.resultOf('XZ04')).id, { record: [office.finding({ itemCode: 'A2' })] });
  expect((await office.results()).map(line)).toEqual(['SZ01 v1 98.50 #1', 'XZ01 v1 98.50 #1', 'XZ02 v1 97.00 #2', 'XZ03 v1 95.50 #3', 'XZ04 v2 93.65 #4']);
});

test('the versions of a result are told oldest first, each with the correction that made it', async () => {
  const { office, findings } = await published('2026-04');
  const { result: second } = await office.correct((await office.resultOf('XZ04')).id, { retract: [findings.XZ04 as string], reason: '甲' });
  const { result: third } = await office.correct(second?.id as string, { record: [office.finding({ itemCode: 'B1' })], reason: '乙' });
  const { node } = await server.ask(
    'query ($id: ID!) { node(id: $id) { ... on InspectionResult { versions { version score correction { reason unit { code } } explanation { score } } } } }',
    { id: third?.id },
  );
  expect(node.versions).toEqual([
    { version: 1, score: '94.00', correction: null, explanation: { score: '94.00' } },
    { version: 2, score: '100.00', correction: { reason: '甲', unit: { code: 'XZ04' } }, explanation: { score: '100.00' } },
    { version: 3, score: '101.00', correction: { reason: '乙', unit: { code: 'XZ04' } }, explanation: { score: '101.00' } },
  ]);
});

test('a finding recorded by one correction can be retracted by the next', async () => {
  const { office } = await published('2026-05');
  const { result: second } = await office.correct((await office.resultOf('XZ01')).id, { record: [office.finding({ itemCode: 'A4' })] });
  const added = second?.explanation.items.find(({ item }) => item.code === 'A4')?.findings[0]?.id as string;
  const { result: third } = await office.correct(second?.id as string, { retract: [added] });
  expect(third).toMatchObject({ version: 3, score: '98.50', rank: 1 });
  const versions = (await office.results({ includeSuperseded: true })).filter(({ unit }) => unit.code === 'XZ01');
  expect(versions.map(({ score, explanation }) => [score, explanation.score])).toEqual([
    ['98.50', '98.50'],
    ['73.50', '73.50'],
    ['98.50', '98.50'],
  ]);
});

describe('refuses, and leaves nothing behind:', () => {
  let office: Office;
  let findings: Record<string, string>;
  beforeAll(async () => {
    ({ office, findings } = await published('2026-06'));
  });

  async function refusal(result: string, change: Parameters<Office['correct']>[1], ...expected: { code: string; field?: string; found?: string }[]) {
    const [counts, results] = [await office.rowCounts(), await office.results({ includeSuperseded: true })];
    const answer = await office.correct(result, change);
    expect(answer).toMatchObject({ result: null, problems: expected });
    expect(answer.problems).toHaveLength(expected.length);
    expect(await office.rowCounts()).toEqual(counts);
    expect(await office.results({ includeSuperseded: true })).toEqual(results);
  }

  test('a correction of nothing: NOTHING_TO_CORRECT', async () => {
    await refusal((await office.resultOf('XZ01')).id, {}, { code: 'NOTHING_TO_CORRECT' });
  });

  test('a finding of another unit, one that is none, and the id of something else: UNKNOWN_ID', async () => {
    const { id } = await office.resultOf('XZ01');
    for (const foreign of [findings.XZ02 as string, findings.SZ01 as string, globalId('Finding', 999_999), globalId('Unit', 1), '?']) {
      await refusal(id, { retract: [foreign] }, { code: 'UNKNOWN_ID', field: 'retract', found: foreign });
    }
  });

  test('a finding that is retracted beside one that is not: all or nothing', async () => {
    const { id } = await office.resultOf('XZ01');
    await refusal(id, { retract: [findings.XZ01 as string, findings.XZ02 as string] }, { code: 'UNKNOWN_ID' });
    await refusal(id, { retract: [findings.XZ01 as string], record: [office.finding({ itemCode: 'Z1' })] }, { code: 'UNKNOWN_RULE_ITEM' });
  });

  test('a new finding that would not be accepted in an open month either', async () => {
    const { id } = await office.resultOf('XZ01');
    await refusal(
      id,
      { record: [office.finding(), office.finding({ itemCode: 'A3', occurrences: 0, inspectedOn: '2026-07-01' })] },
      { code: 'DATE_OUTSIDE_MONTH' },
      { code: 'NUMBER_OUT_OF_RANGE' },
      { code: 'ITEM_NOT_FOR_CLASS' },
    );
  });

  test('no reason: VALUE_MISSING', async () => {
    await refusal((await office.resultOf('XZ01')).id, { retract: [findings.XZ01 as string], reason: ' ' }, { code: 'VALUE_MISSING', field: 'reason' });
  });

  test('a result that is none: UNKNOWN_ID', async () => {
    for (const id of [globalId('InspectionResult', 999_999), globalId('Finding', 1), ''])
      await refusal(id, { record: [office.finding()] }, { code: 'UNKNOWN_ID', field: 'result', found: id });
  });

  test('a version that was superseded, also by a mere change of rank: RESULT_SUPERSEDED', async () => {
    const before = await office.results();
    await office.correct(before.find(({ unit }) => unit.code === 'XZ04')?.id as string, { retract: [findings.XZ04 as string] });
    for (const unit of ['XZ04', 'XZ03']) {
      await refusal(before.find((result) => result.unit.code === unit)?.id as string, { record: [office.finding()] }, { code: 'RESULT_SUPERSEDED', field: 'result' });
    }
  });
});

test('a finding that a correction retracted cannot be retracted again', async () => {
  const { office, findings } = await published('2026-07');
  const { result } = await office.correct((await office.resultOf('XZ01')).id, { retract: [findings.XZ01 as string, findings.XZ01 as string] });
  expect(result).toMatchObject({ version: 2, score: '100.00' });
  expect(await office.correct(result?.id as string, { retract: [findings.XZ01 as string] })).toMatchObject({ result: null, problems: [{ code: 'UNKNOWN_ID' }] });
});

describe('at once', () => {
  test('of two corrections of one result one applies and the other meets a superseded version', async () => {
    const { office } = await published('2026-08');
    const { id } = await office.resultOf('XZ02');
    const answers = await Promise.all(Array.from({ length: 4 }, (_, n) => office.correct(id, { record: [office.finding({ itemCode: 'A2', occurrences: n + 1 })] })));
    expect(answers.filter(({ result }) => result)).toHaveLength(1);
    expect(answers.flatMap(({ problems }) => codes(problems))).toEqual(Array(3).fill('RESULT_SUPERSEDED'));
    const versions = (await office.results({ includeSuperseded: true })).filter(({ unit }) => unit.code === 'XZ02');
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(versions[1]?.explanation.score).toBe(versions[1]?.score);
  });

  test('of corrections of different units each applies on top of the others, or meets a superseded version; ranks end consistent', async () => {
    const { office } = await published('2026-09');
    const before = await office.results();
    const answers = await Promise.all(
      ['XZ01', 'XZ02', 'XZ03', 'XZ04', 'SZ01'].map((unit) =>
        office.correct(before.find((result) => result.unit.code === unit)?.id as string, { record: [office.finding({ itemCode: 'A4' })] }),
      ),
    );
    expect(answers.every(({ result, problems }) => (result ? !problems.length : codes(problems).join() === 'RESULT_SUPERSEDED'))).toBe(true);
    expect(answers.filter(({ result }) => result).length).toBeGreaterThan(1);

    const after = await office.results();
    const townships = after.filter(({ unit }) => unit.code.startsWith('XZ'));
    for (const mine of townships) expect(mine.rank).toBe(1 + townships.filter((other) => Number(other.score) > Number(mine.score)).length);
    for (const result of after) expect(result.explanation.score).toBe(result.score);
    const every = await office.results({ includeSuperseded: true });
    expect(new Set(every.map(({ unit, version }) => `${unit.code} ${version}`)).size).toBe(every.length);
  });
});

test('a refused correction leaves nothing for the next one in the same request', async () => {
  const { office, findings } = await published('2026-10');
  const [one, two] = [await office.resultOf('XZ01'), await office.resultOf('XZ04')];
  const answer = await server.ask(
    `mutation ($first: CorrectInspectionResultInput!, $refused: CorrectInspectionResultInput!, $third: CorrectInspectionResultInput!) {
      first: correctInspectionResult(input: $first) { result { score } problems { code } }
      refused: correctInspectionResult(input: $refused) { result { score } problems { code } }
      third: correctInspectionResult(input: $third) { result { score } problems { code } } }`,
    {
      first: { result: two.id, reason: '一', record: [office.finding({ occurrences: 9 })] },
      refused: { result: one.id, reason: '二', retract: [findings.XZ01], record: [office.finding({ itemCode: 'Z1' })] },
      third: { result: one.id, reason: '三', record: [office.finding({ itemCode: 'A2', occurrences: 10 })] },
    },
  );
  expect(answer).toEqual({
    first: { result: { score: '94.00' }, problems: [] },
    refused: { result: null, problems: [{ code: 'UNKNOWN_RULE_ITEM' }] },
    third: { result: { score: '95.00' }, problems: [] },
  });
  const every = await office.results({ includeSuperseded: true });
  for (const result of every) expect(`${line(result)}: ${result.explanation.score}`).toBe(`${line(result)}: ${result.score}`);
  const { node } = await server.ask('query ($id: ID!) { node(id: $id) { ... on Finding { retractedAt untilVersion } } }', { id: findings.XZ01 });
  expect(node).toEqual({ retractedAt: null, untilVersion: null });
});
