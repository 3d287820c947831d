import { refuse } from '../../schema/problemWording.ts';
import { readCsv } from './csv.ts';
import { LARGEST_FILE } from './limits.ts';
import type { Workbook } from './sheet.ts';
import { readXlsx } from './xlsx.ts';

/** What an office may hand over instead of a table, by how it begins. */
const FOREIGN: readonly (readonly [magic: string, what: string])[] = [
  ['d0cf11e0a1b11ae1', '旧版 Excel .xls 或加密的工作簿 / an old .xls or an encrypted workbook'],
  ['89504e47', 'PNG 图片 / a PNG picture'],
  ['ffd8ff', 'JPEG 图片 / a JPEG picture'],
  ['47494638', 'GIF 图片 / a GIF picture'],
  ['25504446', 'PDF'],
  ['52617221', 'RAR 压缩包 / a RAR archive'],
  ['377abcaf', '7z 压缩包 / a 7z archive'],
  ['1f8b', 'gzip 压缩包 / a gzip archive'],
  ['fffe', 'UTF-16 文本 / UTF-16 text'],
  ['feff', 'UTF-16 文本 / UTF-16 text'],
];

const XLSX_MAGIC = '504b0304';
const WANTED = '.xlsx 工作簿或 CSV（UTF-8 或 GB18030） / an .xlsx workbook or CSV';

/**
 * The sheets of a file handed over: XLSX, or CSV in UTF-8 or GB18030.
 *
 * Its content decides what it is; a name that says otherwise is refused rather than guessed around,
 * since one of the two is not what the office believes it to be.
 * @throws Refusal FILE_TOO_LARGE, FILE_EMPTY, FILE_UNREADABLE
 */
export async function readWorkbook(name: string, bytes: Buffer): Promise<Workbook> {
  if (bytes.length > LARGEST_FILE) refuse('FILE_TOO_LARGE', { found: `${Math.ceil(bytes.length / 1024 / 1024)} MB`, expected: `${LARGEST_FILE / 1024 / 1024} MB` });
  if (bytes.length === 0) refuse('FILE_EMPTY');
  const named = /\.(xlsx|csv)$/i.exec(name)?.[1]?.toLowerCase();
  if (startsWith(bytes, XLSX_MAGIC)) {
    if (named === 'csv') refuse('FILE_UNREADABLE', { found: '名为 .csv，内容是 XLSX / named .csv, but it is XLSX', expected: '.xlsx' });
    return { sheets: await readXlsx(bytes) };
  }
  const foreign = FOREIGN.find(([magic]) => startsWith(bytes, magic))?.[1];
  if (foreign) refuse('FILE_UNREADABLE', { found: foreign, expected: WANTED });
  if (bytes.includes(0)) refuse('FILE_UNREADABLE', { found: '二进制数据 / binary data', expected: WANTED });
  if (named === 'xlsx') refuse('FILE_UNREADABLE', { found: '名为 .xlsx，内容不是 XLSX / named .xlsx, but it is not XLSX', expected: WANTED });
  return { sheets: [readCsv(bytes)] };
}

function startsWith(bytes: Buffer, hex: string): boolean {
  return bytes.toString('hex', 0, hex.length / 2) === hex;
}
