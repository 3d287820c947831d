import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { registers, samples, startTestServer, type TestServer } from '../testkit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.intake([...registers, '督查记录-2026-10.xlsx']);
});
afterAll(() => server.stop());

test('the sample October computes to exactly the expected scores, grades, ranks and veto proposals', async () => {
  const { publishInspectionRound } = await server.ask('mutation { publishInspectionRound(month: "2026-10") { problems { code message } round { state publishedAt } } }');
  expect(publishInspectionRound).toMatchObject({ problems: [], round: { state: 'PUBLISHED' } });

  const { inspectionResults } = await server.ask(`{ inspectionResults(first: 500, filter: { round: { month: { eq: "2026-10" } } }) {
    totalCount nodes { score grade rank vetoProposed unitClass unit { code name } } } }`);
  const expected = JSON.parse(await readFile(resolve(samples, '督查结果-2026-10.expected.json'), 'utf8'));
  const classes = { TOWNSHIP: '乡镇街道', CITY: '市直单位', LINE: '线管单位' } as Record<string, string>;
  const grades = { GOOD: '好', MEDIUM: '中', POOR: '差' } as Record<string, string>;
  const byCode = (a: { code: string }, b: { code: string }) => a.code.localeCompare(b.code);
  const computed = inspectionResults.nodes.map((result: never) => {
    const { score, grade, rank, vetoProposed, unitClass, unit } = result as {
      score: string;
      grade: string;
      rank: number;
      vetoProposed: boolean;
      unitClass: string;
      unit: { code: string; name: string };
    };
    return { code: unit.code, name: unit.name, class: classes[unitClass], score: Number(score), grade: grades[grade], vetoProposed, rank };
  });
  expect(inspectionResults.totalCount).toBe(expected.length);
  expect(computed.sort(byCode)).toEqual(expected.sort(byCode));
});
