import { afterEach, beforeEach, expect, test } from '@jest/globals';
import writeXlsx from 'write-excel-file/node';
import { RuleBook, RuleItem } from '../../schema/inspection/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { intakeOf } from './officeFiles.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

type Cells = (string | number | null)[];

const HEADING: Cells = ['部分', '条目', '内容', '分值', '类型', '每次', '封顶', '适用类别', '依据'];
const A1: Cells = ['组织领导', 'A1', '每月研究', 4, '扣分', 2, 4, '全部', '1号文件'];
const B4: Cells = ['矛盾纠纷', 'B4', '行业排查', 6, '扣分', 1.25, 6, '线管单位；市直单位', '1号文件'];
const PARAMETERS: Cells[] = [
  ['年度', 2026],
  ['好（不低于）', 90],
  ['中(不低于)', 75],
  ['加分上限', 5],
];

async function take(items: Cells[], parameters = PARAMETERS) {
  const sheet = (name: string, rows: Cells[]) => ({ sheet: name, data: rows.map((cells) => cells.map((value) => (value === null ? null : { value }))) });
  const bytes = await writeXlsx([sheet('考核细则', [['2026年度考核细则'], HEADING, ...items]), sheet('参数', [['参数', '值'], ...parameters])]).toBuffer();
  const [report] = await intakeOf(database.orm).takeIn([{ name: '考核细则.xlsx', bytes }]);
  if (!report) throw new Error('no report');
  return report;
}

test('changed rules become the year’s next version, the same again none; the old version stays as it was', async () => {
  expect(await take([A1, B4])).toMatchObject({ outcome: 'TAKEN', added: 2, changed: 0 });
  expect(await take([A1, B4])).toMatchObject({ outcome: 'UNCHANGED', unchanged: 2 });
  expect(await take([[...A1.slice(0, 5), 1.5, ...A1.slice(6)]])).toMatchObject({ outcome: 'TAKEN', changed: 2, changes: ['更改 条目 A1 每月研究', '更改 条目 B4 行业排查：删去'] });
  const em = database.orm.em.fork();
  expect((await em.find(RuleBook, {}, { orderBy: { version: 'asc' } })).map(({ year, version, title, goodFrom }) => [year, version, title, goodFrom])).toEqual([
    [2026, 1, '2026年度考核细则', '90.00'],
    [2026, 2, '2026年度考核细则', '90.00'],
  ]);
  expect((await em.find(RuleItem, {}, { orderBy: { id: 'asc' } })).map(({ code, pointsPerOccurrence, unitClasses }) => [code, pointsPerOccurrence, unitClasses])).toEqual([
    ['A1', '2.00', ['TOWNSHIP', 'CITY', 'LINE']],
    ['B4', '1.25', ['CITY', 'LINE']],
    ['A1', '1.50', ['TOWNSHIP', 'CITY', 'LINE']],
  ]);
});

test('a changed threshold alone makes a version too', async () => {
  await take([A1]);
  expect(await take([A1], [...PARAMETERS.slice(0, 3), ['加分上限', 6]])).toMatchObject({ outcome: 'TAKEN', added: 0, changed: 1, unchanged: 1 });
});

test('every unsound rule and term is named on its sheet and line', async () => {
  const report = await take(
    [A1, A1, ['部分', 'B1', '内容', 4.555, '扣款', -1, null, '乡镇', '依据']],
    [
      ['年度', '二〇二六'],
      ['好(不低于)', 75],
      ['中(不低于)', 75],
      ['好（不低于）', 80],
    ],
  );
  expect(report.mistakes.map(({ sheet, line, column, problem }) => [sheet, line, column, problem.code])).toEqual(
    expect.arrayContaining([
      ['考核细则', 4, '条目', 'DUPLICATE'],
      ['考核细则', 5, '分值', 'NUMBER_OUT_OF_RANGE'],
      ['考核细则', 5, '类型', 'UNKNOWN_WORD'],
      ['考核细则', 5, '每次', 'NUMBER_OUT_OF_RANGE'],
      ['考核细则', 5, '封顶', 'VALUE_MISSING'],
      ['考核细则', 5, '适用类别', 'UNKNOWN_WORD'],
      ['参数', 2, '值', 'NOT_A_NUMBER'],
      ['参数', 3, '值', 'NUMBER_OUT_OF_RANGE'],
      ['参数', 5, '参数', 'DUPLICATE'],
      [null, null, '参数', 'VALUE_MISSING'],
    ]),
  );
  expect(report.mistakeCount).toBe(10);
});
