import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InspectionRound } from '../../schema/inspection/index.ts';
import { printMistake } from '../../server/intake/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { census, FAULTY, intakeOf, RECORDS, REGISTERS, sample, samplePath } from './officeFiles.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const everything = [...REGISTERS, ...RECORDS];

test.each(fc.sample(fc.shuffledSubarray(everything, { minLength: everything.length }), { seed: 20261125, numRuns: 3 }))(
  'all samples are taken in whatever order they are handed over in, and the second time change nothing: %s first',
  async (...order: string[]) => {
    const intake = intakeOf(database.orm);
    const first = await intake.takeIn(order.map((name) => sample(name)));
    expect(first.filter(({ outcome }) => outcome !== 'TAKEN').flatMap(({ mistakes }) => mistakes.map(printMistake))).toEqual([]);
    expect(first.map(({ outcome }) => outcome)).toEqual(order.map(() => 'TAKEN'));
    const after = await census(database.orm);
    expect(after).toMatchObject({ region: 87, unit: 64, officer: 425, rule_book: 1, rule_item: 24, inspection_round: 9, intake_receipt: 13 });

    const second = await intake.takeIn(order.map((name) => sample(name)));
    expect(second.map(({ outcome, added, changed }) => ({ outcome, added, changed }))).toEqual(order.map(() => ({ outcome: 'UNCHANGED', added: 0, changed: 0 })));
    expect(await census(database.orm)).toEqual(after);
  },
);

describe('with the registers and October taken in', () => {
  beforeEach(async () => {
    await intakeOf(database.orm).takeIn([...REGISTERS, '督查记录-2026-10.xlsx'].map((name) => sample(name)));
  });

  test('the faulty November file is refused with exactly its nine mistakes, on their lines, and leaves nothing, not even a round', async () => {
    const before = await census(database.orm);
    const [report] = await intakeOf(database.orm).takeIn([sample(FAULTY)]);
    const expected: { mistakes: { line: number; what: string }[] } = JSON.parse(readFileSync(samplePath('督查记录-2026-11-有误.expected.json'), 'utf8'));
    expect(report?.outcome).toBe('REFUSED');
    expect(report?.mistakes.map(({ line, problem }) => [line, problem.code])).toEqual(expected.mistakes.map(({ line, what }) => [line, (CODES as Record<string, string>)[what]]));
    expect(await census(database.orm)).toEqual(before);
    expect(await database.orm.em.fork().findOne(InspectionRound, { month: '2026-11' })).toBeNull();
  });

  test('a mistake reads with its file, line and column in Chinese and in English', async () => {
    const [report] = await intakeOf(database.orm).takeIn([sample(FAULTY, '督查记录-2026-11.csv')]);
    expect(report?.mistakes.slice(0, 1).map(printMistake)).toEqual([
      '督查记录-2026-11.csv 第 4 行「单位代码」：名录中没有单位 XZ99 (line 4, 单位代码: The register has no unit XZ99)',
    ]);
  });

  test('the same nine are found when only the dates tell the month', async () => {
    const [report] = await intakeOf(database.orm).takeIn([sample(FAULTY, '督查记录.csv')]);
    expect(report?.mistakeCount).toBe(9);
  });
});

test('a date that the file itself holds damaged is taken as the last of the month, and the report says so', async () => {
  const reports = await intakeOf(database.orm).takeIn([...REGISTERS, '督查记录-2026-02.xlsx'].map((name) => sample(name)));
  expect(reports.at(-1)?.notices.map(({ line, column, problem }) => [line, column, problem.code, problem.message])).toEqual([
    [87, '督查日期', 'DATE_DAMAGED', expect.stringContaining('2026-02-28')],
  ]);
});

const CODES = {
  'unknown unit': 'UNKNOWN_UNIT',
  'unknown item': 'UNKNOWN_RULE_ITEM',
  'negative count': 'NUMBER_OUT_OF_RANGE',
  'date outside the month': 'DATE_OUTSIDE_MONTH',
  'no such date': 'NO_SUCH_DATE',
  'code and name disagree': 'CODE_AND_NAME_DISAGREE',
  'inspector missing': 'VALUE_MISSING',
  'item does not apply to this class': 'ITEM_NOT_FOR_CLASS',
  'count is not a number': 'NOT_A_NUMBER',
} as const;
