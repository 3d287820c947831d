import { Zip } from 'fflate';
import { type Answered, type Column, leafText } from '../columns.ts';
import { ZONE } from '../zone.ts';
import { cellXml, FORMAT, letters, textXml } from './cells.ts';
import { DeflatedFile } from './deflatedFile.ts';
import { contentTypes, SHEET_END, sheetPath, sheetStart, workbookParts } from './parts.ts';

/** What a sheet holds besides its headings. */
export interface SheetLimits {
  /** Excel's 1,048,576 rows, one of them the headings. */
  rows: number;
  /** Bytes of XML: a zip without extensions counts to 4 GB. */
  bytes: number;
}
const SHEET: SheetLimits = { rows: 1_048_575, bytes: 1024 ** 3 };
/** Bytes a zip can have, with room for what follows its last page. */
const LARGEST_FILE = 4 * 1024 ** 3 - 64 * 1024 ** 2;
/** Widths of a column (characters); a Chinese one counts for two. */
const NARROWEST = 8;
const WIDEST = 60;
/** Excel's longest name of a sheet, less what a number at its end takes; and what must not stand in it. */
const LONGEST_NAME = 24;
const UNNAMEABLE = /[\\/?*:[\]']/g;

/**
 * Pages of rows as an XLSX workbook: a frozen row of headings in bold, a sheet more whenever one is full. It is written as it is read, and
 * only its last bytes say where everything is: half of it is no workbook to anybody.
 */
export async function* xlsxFile(title: string, columns: readonly Column[], pages: AsyncIterable<readonly Answered[]>, limits: SheetLimits = SHEET): AsyncGenerator<Buffer, void> {
  const out: Uint8Array[] = [];
  let size = 0;
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    size += chunk.length;
    out.push(chunk);
  });
  const begin = (path: string) => {
    const file = new DeflatedFile(path);
    zip.add(file);
    return file;
  };
  const whole = async ([path, text]: [path: string, text: string]) => {
    const file = begin(path);
    await file.write(text);
    await file.end();
  };
  const places = columns.map((_, index) => letters(index));
  const headings = columns.map(({ heading, kind }) => (kind === 'moment' ? `${heading} (${ZONE.name})` : heading));
  const headingRow = `<row r="1">${headings.map((heading, index) => textXml(`${places[index]}1`, heading, FORMAT.heading)).join('')}</row>`;
  const names: string[] = [];
  let start: string | undefined;
  let sheet: DeflatedFile | undefined;
  let row = 0;
  const nextSheet = async () => {
    await sheet?.write(SHEET_END);
    await sheet?.end();
    names.push(sheetName(title, names.length));
    sheet = begin(sheetPath(names.length));
    await sheet.write(start + headingRow);
    row = 1;
    return sheet;
  };
  try {
    await whole(contentTypes);
    for await (const rows of pages) {
      start ??= sheetStart(widthsOf(columns, headings, rows));
      let xml = '';
      let current = sheet ?? (await nextSheet());
      for (const each of rows) {
        if (row > limits.rows || (row > 1 && current.size + xml.length > limits.bytes)) {
          await current.write(xml);
          xml = '';
          current = await nextSheet();
        }
        row++;
        xml += `<row r="${row}">`;
        for (const [index, { kind, read }] of columns.entries()) xml += cellXml(places[index] + String(row), kind, read(each));
        xml += '</row>';
      }
      await current.write(xml);
      if (size > LARGEST_FILE) throw new Error(`An XLSX file cannot hold more than ${LARGEST_FILE} bytes`);
      if (out.length) yield Buffer.concat(out.splice(0));
    }
    await sheet?.write(SHEET_END);
    await sheet?.end();
    for (const part of workbookParts(names)) await whole(part);
    zip.end();
    yield Buffer.concat(out);
  } finally {
    zip.terminate();
  }
}

function sheetName(title: string, sheetsBefore: number): string {
  const name = title.replace(UNNAMEABLE, ' ').trim().slice(0, LONGEST_NAME) || 'Sheet';
  return sheetsBefore ? `${name} (${sheetsBefore + 1})` : name;
}

function widthsOf(columns: readonly Column[], headings: readonly string[], rows: readonly Answered[]): number[] {
  return columns.map(({ kind, read }, index) => {
    if (kind === 'moment') return Math.max(20, breadth(headings[index] as string) + 2);
    const widest = rows.reduce((most, row) => Math.max(most, breadth(leafText(read(row)))), breadth(headings[index] as string));
    return Math.min(WIDEST, Math.max(NARROWEST, widest + 2));
  });
}

/** Columns a text takes on a screen, as far as it matters. */
function breadth(text: string): number {
  let breadth = 0;
  for (let at = 0; at < Math.min(text.length, WIDEST); at++) breadth += text.charCodeAt(at) < 0x1100 ? 1 : 2;
  return breadth;
}
