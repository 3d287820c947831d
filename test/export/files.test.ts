import { expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { buildSchema, type GraphQLObjectType, parse } from 'graphql';
import { type Answered, type Column, columnsOf } from '../../server/export/columns.ts';
import { csvFile } from '../../server/export/csv.ts';
import { xlsxFile } from '../../server/export/xlsx/workbook.ts';
import { Selections } from '../../server/read/index.ts';
import { bytesOf, linesOf, sheetsOf } from './exportServer.ts';

const column = (heading: string, kind: Column['kind'] = 'text'): Column => ({ heading, kind, read: (row) => row[heading] });
async function* pages(...each: Answered[][]): AsyncGenerator<Answered[]> {
  yield* each;
}
const csvLines = async (kind: Column['kind'], values: unknown[]) => linesOf((await bytesOf(csvFile([column('a', kind)], pages(values.map((a) => ({ a })))))).toString());
const xlsxCells = async (kind: Column['kind'], values: unknown[]) => {
  const [sheet] = await sheetsOf(await bytesOf(xlsxFile('表', [column('a', kind), column('end')], pages(values.map((a) => ({ a, end: '.' }))))));
  return sheet?.data.slice(1).map(([cell]) => cell);
};

/** What a spreadsheet program would take for a formula. */
const FORMULAS = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', "=cmd|' /C calc'!A0", '＝1+1', '－1+1', '＋1', '＠A1', '-', '+86 138'];

test('text that would run as a formula is led by an apostrophe in CSV, plain numbers are not', async () => {
  const lines = (await bytesOf(csvFile([column('a')], pages(FORMULAS.map((a) => ({ a })))))).toString();
  for (const formula of FORMULAS) expect(lines).toContain(`'${formula}`);
  expect(await csvLines('text', ['-5', '+86', '-1.50', '1=1', 'a@b', ' =1'])).toEqual(['-5', '+86', '-1.50', '1=1', 'a@b', ' =1']);
  expect(await csvLines('decimal', ['-1.50'])).toEqual(['-1.50']);
});

test('text that would run as a formula is text in XLSX, unchanged', async () => {
  const formulas = FORMULAS.filter((each) => !each.includes('\r'));
  expect(await xlsxCells('text', formulas)).toEqual(formulas);
});

test('a CSV field with commas, quotes or line ends is quoted', async () => {
  const [csv] = [
    (
      await bytesOf(
        csvFile(
          [column('a'), column('b')],
          pages([
            { a: '一,二', b: '他说"好"' },
            { a: '上\n下', b: null },
          ]),
        ),
      )
    ).toString(),
  ];
  expect(csv).toBe('\uFEFFa,b\r\n"一,二","他说""好"""\r\n"上\n下",\r\n');
});

test('every character of a text comes through XLSX; one that XML cannot hold as Excel writes it', async () => {
  const texts = ['<a href="x">&amp;</a>', ' 前后空格 ', '上\n下\t右', '𠮷😀', "it's", ']]>'];
  expect(await xlsxCells('text', texts)).toEqual(texts);
  const archive = unzipSync(await bytesOf(xlsxFile('表', [column('a')], pages([{ a: 'a\u0007b\r\uFFFF' }, { a: '_x0041_' }, { a: '\ud800' }]))));
  const sheet = Buffer.from(archive['xl/worksheets/sheet1.xml'] as Uint8Array).toString();
  expect(sheet).toContain('>a_x0007_b_x000D__xFFFF_<');
  expect(sheet).toContain('>_x005F_x0041_<');
  expect(sheet).toContain('>\uFFFD<');
});

test('a text longer than a cell is cut, and says so', async () => {
  const [kept, cut] = (await xlsxCells('text', ['长'.repeat(32_767), '长'.repeat(32_768)])) as string[];
  expect(kept).toBe('长'.repeat(32_767));
  expect(cut).toHaveLength(32_767);
  expect(cut).toMatch(/^长+…（共 32768 字，Excel 单元格容不下，已截断）$/);
});

test('numbers that Excel would round, and days before its calendar, are text', async () => {
  expect(await xlsxCells('decimal', ['93.75', '-0.5', '123456789012.123', '123456789012.123456'])).toEqual([93.75, -0.5, 123456789012.123, '123456789012.123456']);
  expect(await xlsxCells('date', ['1900-03-01', '1900-02-28', '2026-02-28', null])).toEqual(['1900-03-01T00:00:00.000Z', '1900-02-28', '2026-02-28T00:00:00.000Z', null]);
  expect(await xlsxCells('number', [0, -7, 2147483647])).toEqual([0, -7, 2147483647]);
  expect(await xlsxCells('boolean', [true, false, null])).toEqual([true, false, null]);
});

test('a sheet that is full is followed by another, with headings of its own', async () => {
  const rows = Array.from({ length: 7 }, (_, n) => ({ a: n + 1 }));
  const file = (limits: { rows: number; bytes: number }) =>
    xlsxFile('督查: 结果[1]/一二三四五六七八九十一二三四五六七八九十', [column('a', 'number')], pages(rows.slice(0, 4), rows.slice(4)), limits);
  const sheets = await sheetsOf(await bytesOf(file({ rows: 3, bytes: 1e9 })));
  expect(sheets.map(({ sheet }) => sheet)).toEqual([
    '督查  结果 1  一二三四五六七八九十一二三四',
    '督查  结果 1  一二三四五六七八九十一二三四 (2)',
    '督查  结果 1  一二三四五六七八九十一二三四 (3)',
  ]);
  expect(sheets.map(({ data }) => data.flat())).toEqual([
    ['a', 1, 2, 3],
    ['a', 4, 5, 6],
    ['a', 7],
  ]);
  expect(await sheetsOf(await bytesOf(file({ rows: 7, bytes: 1e9 })))).toHaveLength(1);
  expect(await sheetsOf(await bytesOf(file({ rows: 7, bytes: 1 })))).toHaveLength(7);
});

test('no rows are a sheet of headings', async () => {
  expect(await sheetsOf(await bytesOf(xlsxFile('表', [column('甲'), column('乙')], pages([]))))).toEqual([{ sheet: '表', data: [['甲', '乙']] }]);
});

test('the headings of a sheet are bold and stay in sight, and columns are as wide as what is in them', async () => {
  const archive = unzipSync(await bytesOf(xlsxFile('表', [column('甲'), column('乙')], pages([{ 甲: '短', 乙: '一二三四五六七八九十' }]))));
  const sheet = Buffer.from(archive['xl/worksheets/sheet1.xml'] as Uint8Array).toString();
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect(sheet).toContain('<c r="A1" s="1" ');
  expect(sheet).toContain('<col min="1" max="1" width="8" customWidth="1"/><col min="2" max="2" width="22" customWidth="1"/>');
});

test('columns past the 26th and the 702nd have their letters', async () => {
  const columns = Array.from({ length: 704 }, (_, n) => column(`c${n}`));
  const [sheet] = await sheetsOf(await bytesOf(xlsxFile('表', columns, pages([Object.fromEntries(columns.map(({ heading }) => [heading, heading]))]))));
  expect(sheet?.data[1]).toEqual(columns.map(({ heading }) => heading));
});

test('columns of the same Chinese heading are called by their names', () => {
  const schema = buildSchema('type Query { rows: [Row] } type Row { "名称。" a: Int "名称，旧的。" b: Int "代码（旧）。" c: Int "Only English." d: Int }');
  const selections = new Selections(schema, [], {});
  const operation = parse('{ rows { a b c d e: c } }').definitions[0];
  if (operation?.kind !== 'OperationDefinition') throw new Error('not an operation');
  const [rows] = selections.of(schema.getQueryType() as GraphQLObjectType, operation.selectionSet);
  if (!rows) throw new Error('no rows');
  expect(columnsOf(selections, schema.getType('Row') as GraphQLObjectType, rows, 'zh').map(({ heading }) => heading)).toEqual(['a', 'b', '代码', 'd', 'e']);
});
