import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { addedUp, codes, Office } from './office.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city().units({ TOWNSHIP: 4, CITY: 3, LINE: 1 }).ruleBook(2026).write();
});
afterAll(() => server.stop());

async function openMonth(month: string): Promise<Office> {
  const office = new Office(server, month);
  expect((await office.open()).problems).toEqual([]);
  return office;
}

test('a published month has a result for every inspected unit, ranked in its class, and none for the others', async () => {
  const office = await openMonth('2026-01');
  await office.recorded('XZ01', { occurrences: 2 });
  await office.recorded('XZ02', { occurrences: 2 });
  await office.recorded('XZ03', { itemCode: 'A4' });
  await office.visit('SZ01');
  await office.recorded('SZ02', { itemCode: 'B1', occurrences: 2 });
  await office.recorded('SZ02', { itemCode: 'C1' });
  expect(await office.publish()).toMatchObject({ problems: [], round: { state: 'PUBLISHED', publishedAt: expect.any(String) } });

  const results = await office.results();
  expect(results.map(({ unit, score, grade, rank, vetoProposed }) => [unit.code, score, grade, rank, vetoProposed])).toEqual([
    ['SZ01', '100.00', 'GOOD', 2, false],
    ['SZ02', '102.00', 'GOOD', 1, true],
    ['XZ01', '97.00', 'GOOD', 1, false],
    ['XZ02', '97.00', 'GOOD', 1, false],
    ['XZ03', '75.00', 'MEDIUM', 3, false],
  ]);
  for (const result of results) {
    expect(result).toMatchObject({ version: 1, supersededAt: null, explanation: { score: result.score, grade: result.grade } });
    expect(addedUp(result)).toBe(Math.round(Number(result.score) * 100));
  }
});

test('unitClassRanking is empty before publication and best first after it', async () => {
  const office = await openMonth('2026-02');
  const ranking = async () => (await server.ask('{ unitClassRanking(month: "2026-02", unitClass: TOWNSHIP) { rank unit { code } } }')).unitClassRanking;
  await office.recorded('XZ01', { occurrences: 3 });
  await office.recorded('XZ02', { occurrences: 1 });
  await office.recorded('XZ03', { occurrences: 1 });
  expect(await ranking()).toEqual([]);
  await office.publish();
  expect(await ranking()).toEqual([
    { rank: 1, unit: { code: 'XZ02' } },
    { rank: 1, unit: { code: 'XZ03' } },
    { rank: 3, unit: { code: 'XZ01' } },
  ]);
});

describe('refuses', () => {
  test('a month with nothing in it: ROUND_EMPTY, and it stays open', async () => {
    const office = await openMonth('2026-03');
    expect(await office.publish()).toMatchObject({ round: null, problems: [{ code: 'ROUND_EMPTY', found: '2026-03' }] });
    expect(await server.ask('{ inspectionRound(month: "2026-03") { state } }')).toEqual({ inspectionRound: { state: 'OPEN' } });
  });

  test('a month nobody opened: ROUND_MISSING', async () => {
    expect(await new Office(server, '2026-12').publish()).toMatchObject({ round: null, problems: [{ code: 'ROUND_MISSING', found: '2026-12' }] });
  });

  test('a second publication, and every change of the frozen month: ROUND_ALREADY_PUBLISHED', async () => {
    const office = await openMonth('2026-04');
    const finding = await office.recorded('XZ01');
    await office.publish();
    const [before, results] = [await office.rowCounts(), await office.results()];

    const refused = [await office.publish(), await office.record('XZ01'), await office.record('XZ02'), await office.visit('XZ02'), await office.retract(finding)];
    expect(refused.map(({ problems }) => codes(problems))).toEqual(Array(5).fill(['ROUND_ALREADY_PUBLISHED']));
    expect(await office.rowCounts()).toEqual(before);
    expect(await office.results()).toEqual(results);
  });
});

describe('at once', () => {
  test('of eight that publish one succeeds, and every result is written once', async () => {
    const office = await openMonth('2026-05');
    for (const unit of ['XZ01', 'XZ02', 'SZ01']) await office.recorded(unit);
    const before = await office.rowCounts();
    const answers = await Promise.all(Array.from({ length: 8 }, () => office.publish()));
    expect(answers.filter(({ round }) => round)).toHaveLength(1);
    expect(answers.flatMap(({ problems }) => codes(problems))).toEqual(Array(7).fill('ROUND_ALREADY_PUBLISHED'));
    expect((await office.results({ includeSuperseded: true })).map(({ unit, version }) => [unit.code, version])).toEqual([
      ['SZ01', 1],
      ['XZ01', 1],
      ['XZ02', 1],
    ]);
    // One event a result, and one that the round is out.
    expect(await office.rowCounts()).toEqual({ ...before, inspection_result: (before.inspection_result ?? 0) + 3, event: (before.event ?? 0) + 4 });
  });

  test('every finding accepted while the month is published counts, and every refused one does not', async () => {
    // Several months, the publication after more or fewer recordings each, so that it falls among them.
    let refusedInAll = 0;
    let acceptedInAll = 0;
    for (const [month, publishAfter] of [
      ['2026-06', 8],
      ['2026-07', 14],
      ['2026-08', 20],
    ] as const) {
      const office = await openMonth(month);
      const units = ['XZ01', 'XZ02', 'XZ03', 'SZ01', 'SZ02', 'XG01'];
      const recording = Array.from({ length: 30 }, (_, n) => async () => {
        const unit = units[n % units.length] as string;
        return { unit, occurrences: n + 1, ...(await office.record(unit, { itemCode: 'A2', occurrences: n + 1 })) };
      });
      const first = recording.slice(0, publishAfter).map((record) => record());
      const publishing = office.publish();
      const answers = await Promise.all([...first, ...recording.slice(publishAfter).map((record) => record())]);
      expect((await publishing).problems).toEqual([]);

      const accepted = answers.filter(({ finding }) => finding);
      const refused = answers.filter(({ finding }) => !finding);
      acceptedInAll += accepted.length;
      refusedInAll += refused.length;
      expect(new Set(refused.flatMap(({ problems }) => codes(problems)))).toEqual(new Set(refused.length ? ['ROUND_ALREADY_PUBLISHED'] : []));
      const results = await office.results();
      const counted = results.flatMap(({ explanation }) => explanation.items.flatMap(({ findings }) => findings.map(({ id }) => id)));
      expect(counted.sort()).toEqual(accepted.map(({ finding }) => finding?.id).sort());
      for (const result of results) {
        const occurrences = accepted.filter(({ unit }) => unit === result.unit.code).reduce((sum, each) => sum + each.occurrences, 0);
        expect(result.explanation.items.map((item) => item.occurrences)).toEqual([occurrences]);
        expect(result.explanation.score).toBe(result.score);
        expect(addedUp(result)).toBe(Math.round(Number(result.score) * 100));
      }
    }
    expect({ acceptedInAll, refusedInAll }).toEqual({ acceptedInAll: expect.any(Number), refusedInAll: 90 - acceptedInAll });
    expect(Math.min(acceptedInAll, refusedInAll)).toBeGreaterThan(0);
  });
});
