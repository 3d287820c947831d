import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sql from 'sql-template-tag';
import { statementsOn } from '../../server/database/index.ts';
import { SampleCity } from '../../server/demo/index.ts';
import { reactions } from '../../server/reactions.ts';
import { recomputeWarnings, warningConsumer } from '../../server/warning/index.ts';
import { samples, startTestServer, type TestServer } from '../testkit/server.ts';
import { settled } from '../testkit/settled.ts';

const EXPECTED = 'test/warning/expected-2026.md';
const MARKS = { GOOD: '', MEDIUM: '中', POOR: '差' };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ reactions });
  const city = await SampleCity.read(server.database.orm, server.duban.intake, samples);
  const never = new AbortController().signal;
  await city.found(never);
  await city.playNewestMonth(0, never);
  await settled(server.database.orm, [warningConsumer]);
});
afterAll(() => server.stop());

interface Result {
  score: string;
  grade: keyof typeof MARKS;
  vetoProposed: boolean;
  round: { month: string };
}
interface Shown {
  kind: string;
  level: string;
  month: string;
  unit: { code: string; name: string };
  explanation: { holds: boolean; level: string; drop: string | null; months: number | null; results: Result[]; rule: { ruleBook: { version: number } } };
}

const RESULT = 'score grade vetoProposed round { month }';

test('a year of the sample city raises the warnings of the list, no others, and each explains itself', async () => {
  const warnings: Shown[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const page: { nodes: Shown[]; pageInfo: { endCursor: string; hasNextPage: boolean } } = (
      await server.ask(
        `query ($after: String) { warnings(first: 200, after: $after) { pageInfo { hasNextPage endCursor } nodes { kind level month unit { code name }
          explanation { holds level drop months results { ${RESULT} } rule { ruleBook { version } } } } } }`,
        { after },
      )
    ).warnings;
    warnings.push(...page.nodes);
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  for (const { level, explanation } of warnings) expect(explanation).toMatchObject({ holds: true, level, rule: { ruleBook: { version: 1 } } });
  const { units } = await server.ask(`{ units(first: 500, orderBy: { field: code }) { nodes { code name results(first: 20) { nodes { ${RESULT} } } } } }`);
  const text = written(units.nodes, warnings);
  if (process.env.WRITE_EXPECTED) writeFileSync(EXPECTED, text);
  expect(text).toBe(readFileSync(EXPECTED, 'utf8'));
});

test('the warnings that stand are what the rules say of everything published', async () => {
  const db = statementsOn(server.database.orm.em.fork().getKysely<object>());
  expect(await recomputeWarnings(db)).toEqual({ missing: [], unfounded: [] });
  // A result that changed behind its back is found.
  await db.query(sql`update inspection_result set grade = 'POOR' where id = (select min(id) from inspection_result where grade = 'MEDIUM')`);
  expect((await recomputeWarnings(db)).missing).toEqual([expect.stringMatching(/^RESULT_POOR /)]);
});

function written(units: { code: string; name: string; results: { nodes: Result[] } }[], warnings: readonly Shown[]): string {
  const months = [...new Set(units.flatMap(({ results }) => results.nodes.map(({ round }) => round.month)))].sort();
  const grid = units.map(({ code, name, results }) => {
    const of = new Map(results.nodes.map((result) => [result.round.month, result]));
    return `| ${code} ${name} | ${months.map((month) => cell(of.get(month))).join(' | ')} |`;
  });
  return `${[
    '# 样例城市 2026 年应有的预警 Warnings that the sample city must raise in 2026',
    `得分；90 以下注明等次，“否”为否决建议，“–”为未经督查。八月没有督查。Scores, with the grade below 90; 否: veto proposed; –: not inspected. There was no round in August, so July and September are adjacent.`,
    [`| 单位 Unit | ${months.map((month) => month.slice(5)).join(' | ')} |`, `|---|${months.map(() => '---|').join('')}`, ...grid].join('\n'),
    ...months.map((month) =>
      section(
        month,
        warnings.filter((each) => each.month === month),
      ),
    ),
  ].join('\n\n')}\n`;
}

function cell(result: Result | undefined): string {
  return result ? `${result.score}${MARKS[result.grade]}${result.vetoProposed ? '否' : ''}` : '–';
}

/** What was raised about a month: one a line, and good streaks together. */
function section(month: string, warnings: readonly Shown[]): string {
  const lines = warnings
    .filter(({ kind }) => kind !== 'STREAK_GOOD')
    .map(
      ({ kind, level, unit, explanation: { results, drop } }) =>
        `- ${kind} ${level} ${unit.code} ${unit.name}${results.length ? `：${results.map(({ score }) => score).join(' → ')}` : ''}${drop ? `（−${drop}）` : ''}`,
    )
    .sort();
  const good = Map.groupBy(
    warnings.filter(({ kind }) => kind === 'STREAK_GOOD'),
    ({ explanation }) => explanation.months as number,
  );
  const streaks = [...good]
    .sort(([a], [b]) => a - b)
    .map(
      ([length, all]) =>
        `- STREAK_GOOD INFO ${length}：${all
          .map(({ unit }) => unit.code)
          .sort()
          .join(' ')}`,
    );
  return [`## ${month}`, [...lines, ...streaks].join('\n') || '无 none'].join('\n\n');
}
