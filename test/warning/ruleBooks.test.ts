import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { reactions } from '../../server/reactions.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { Desk } from './desk.ts';

let server: TestServer;
let desk: Desk;
beforeEach(async () => {
  server = await startTestServer({ reactions });
  await seed(server.database.orm).city().units({ TOWNSHIP: 2 }).ruleBook(2026).write();
  desk = new Desk(server);
});
afterEach(() => server.stop());

/** Only results that are poor, and falls of five. */
const STRICTER = [
  { kind: 'RESULT_POOR', level: 'RED' },
  { kind: 'SCORE_DROP', level: 'ORANGE', points: '5', escalateAfterDays: 1 },
];
const adopted = (fromMonth: string, rules: unknown = STRICTER) => desk.adopt({ title: '从严', fromMonth, rules });
/** Six points down, then forty-four more. */
const publishThree = async () => {
  await desk.publish('2026-01', { XZ01: [], XZ02: [] });
  await desk.publish('2026-02', { XZ01: [['A1', 4]], XZ02: [] });
  await desk.publish('2026-03', { XZ01: [['A4', 2]], XZ02: [] });
};
const lines = async () => (await desk.warnings()).map(({ cause, level }) => `${cause} ${level}`);

test('the first version is the table of docs/domain.md', async () => {
  const { warningRuleBooks } = await server.ask(
    '{ warningRuleBooks { nodes { version fromMonth adoptedBy rules { nodes { kind level points months days escalateAfterDays } } } } }',
  );
  const rule = (kind: string, level: string, points: string | null = null, months: number | null = null, escalateAfterDays: number | null = null, days: number | null = null) => ({
    kind,
    level,
    points,
    months,
    days,
    escalateAfterDays,
  });
  expect(warningRuleBooks.nodes).toEqual([
    {
      version: 1,
      fromMonth: '2000-01',
      adoptedBy: null,
      rules: {
        nodes: [
          rule('RESULT_POOR', 'ORANGE', null, null, 3),
          rule('SCORE_DROP', 'YELLOW', '10.00', null, 7),
          rule('VETO_PROPOSED', 'RED'),
          rule('INSPECTION_MISSING', 'YELLOW', null, null, 7),
          rule('STREAK_POOR', 'RED', null, 2),
          rule('STREAK_GOOD', 'INFO', null, 2),
          rule('RECTIFICATION_DUE', 'YELLOW', null, null, null, 3),
          rule('RECTIFICATION_OVERDUE', 'ORANGE', null, null, 3),
          rule('FILING_MISSING', 'YELLOW', null, null, 7),
        ],
      },
    },
  ]);
});

test('adopted rules hold from their month on; a published month is never judged anew', async () => {
  expect(await adopted('2026-03')).toMatchObject({ problems: [], ruleBook: { version: 2, fromMonth: '2026-03' } });
  await publishThree();
  expect(await lines()).toEqual(['RESULT_POOR XZ01 2026-03 RED', 'SCORE_DROP XZ01 2026-03 ORANGE', 'STREAK_GOOD XZ01 2026-02 2 INFO', 'STREAK_GOOD XZ02 2026-02 2 INFO']);
  expect((await adopted('2026-03')).problems).toMatchObject([
    { code: 'WARNING_RULES_TOO_LATE', found: '2026-03', message: '2026-03 不晚于已发布的 2026-03，已发布的月份不得重新判定' },
  ]);
  expect((await adopted('2026-04')).ruleBook.version).toBe(3);
});

test('whoever publishes while rules are being adopted waits for them, and two adoptions get two versions', async () => {
  await desk.publish('2026-01', { XZ01: [], XZ02: [] });
  const answers = await Promise.all([adopted('2026-02'), adopted('2026-02'), desk.publish('2026-02', { XZ01: [['A4', 2]], XZ02: [] })]);
  const versions = answers.slice(0, 2).map((each) => ('ruleBook' in each ? (each.ruleBook?.version ?? each.problems[0].code) : undefined));
  const { warnings } = await server.ask('{ warnings(filter: { kind: { eq: RESULT_POOR } }) { nodes { ruleBook { version } } } }');
  // Whichever was first, the month is warned of by the newest version there was when it was published.
  const inForce = versions.filter((version) => typeof version === 'number');
  expect(new Set(inForce).size).toBe(inForce.length);
  expect(warnings.nodes).toEqual([{ ruleBook: { version: Math.max(1, ...inForce) } }]);
});

test('rules that make no sense are refused, with everything that is wrong at once', async () => {
  const { problems, ruleBook } = await adopted('2026-01', [
    { kind: 'SCORE_DROP', level: 'YELLOW' },
    { kind: 'STREAK_POOR', level: 'RED', months: 1 },
    { kind: 'RESULT_POOR', level: 'RED', points: '3', escalateAfterDays: 0 },
    { kind: 'RESULT_POOR', level: 'RED' },
    { kind: 'STREAK_GOOD', level: 'INFO', points: '1' },
  ]);
  expect(ruleBook).toBeNull();
  expect(problems.map(({ code, field, found }: { code: string; field: string; found: string }) => [code, field, found])).toEqual([
    ['VALUE_MISSING', 'points', 'SCORE_DROP'],
    ['NUMBER_OUT_OF_RANGE', 'months', '1'],
    ['NUMBER_OUT_OF_RANGE', 'points', '3'],
    ['NUMBER_OUT_OF_RANGE', 'escalateAfterDays', '0'],
    ['DUPLICATE', 'kind', 'RESULT_POOR'],
    ['NUMBER_OUT_OF_RANGE', 'points', '1'],
    ['VALUE_MISSING', 'months', 'STREAK_GOOD'],
  ]);
  expect((await adopted('2026-01', [])).problems).toMatchObject([{ code: 'VALUE_MISSING', field: 'rules' }]);
  expect((await adopted('2026-01', [{ kind: 'SCORE_DROP', level: 'RED', points: '1.234' }])).problems).toMatchObject([{ code: 'NUMBER_OUT_OF_RANGE', field: 'points' }]);
});

test('a dry run says what other rules would have raised, and changes nothing', async () => {
  await publishThree();
  const before = await lines();
  const run = (from: string, to: string, rules: unknown = STRICTER) =>
    server.graphql(
      'query ($rules: [WarningRuleInput!]!, $from: YearMonth!, $to: YearMonth!) { warningsUnder(rules: $rules, from: $from, to: $to) { cause level month unit { code } round { month } results { score } } }',
      { rules, from, to },
    );
  const { data } = await run('2026-01', '2026-12');
  expect(data.warningsUnder).toEqual([
    {
      cause: 'SCORE_DROP XZ01 2026-02',
      level: 'ORANGE',
      month: '2026-02',
      unit: { code: 'XZ01' },
      round: { month: '2026-02' },
      results: [{ score: '100.00' }, { score: '94.00' }],
    },
    { cause: 'RESULT_POOR XZ01 2026-03', level: 'RED', month: '2026-03', unit: { code: 'XZ01' }, round: { month: '2026-03' }, results: [{ score: '50.00' }] },
    { cause: 'SCORE_DROP XZ01 2026-03', level: 'ORANGE', month: '2026-03', unit: { code: 'XZ01' }, round: { month: '2026-03' }, results: [{ score: '94.00' }, { score: '50.00' }] },
  ]);
  // A streak that began before the first month counts from its beginning.
  const streaks = await run('2026-03', '2026-03', [{ kind: 'STREAK_GOOD', level: 'INFO', months: 3 }]);
  expect(streaks.data.warningsUnder.map(({ cause }: { cause: string }) => cause)).toEqual(['STREAK_GOOD XZ02 2026-03 3']);
  expect((await run('2026-01', '2026-02', [])).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(await lines()).toEqual(before);
});
