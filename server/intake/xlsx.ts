import readXlsxFile from 'read-excel-file/node';
import { refuse } from '../../schema/problemWording.ts';
import { ArchiveError, pack, unpack } from './archive.ts';
import { LARGEST_UNPACKED, MOST_CELLS, MOST_LINES } from './limits.ts';
import type { Cell, Sheet } from './sheet.ts';

/** Parts of a workbook that hold its text and numbers; pictures and printer settings stay packed. */
const TEXTUAL = /\.(xml|rels)$/;
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;

/**
 * The sheets of an XLSX workbook, blank rows included, so that a row's place is its line.
 *
 * The reader library trusts a workbook: it allocates what the zip claims, builds every row up to the
 * highest number named, and gives up the whole file for one damaged cell. So the workbook is unpacked
 * here within limits, measured, mended, and handed on.
 * @throws Refusal FILE_UNREADABLE, FILE_TOO_LARGE
 */
export async function readXlsx(bytes: Buffer): Promise<Sheet[]> {
  try {
    const parts = unpack(bytes, (path) => TEXTUAL.test(path), LARGEST_UNPACKED);
    for (const [path, content] of parts) if (SHEET.test(path)) parts.set(path, mend(measured(content.toString('utf8'))));
    const sheets = await readXlsxFile(pack(parts), { trim: false, parseNumber: Number });
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      // The library's types say `typeof Date` where it gives a Date.
      rows: data.map((cells, index) => ({ line: index + 1, cells: cells as unknown as Cell[] })),
    }));
  } catch (error) {
    if (error instanceof ArchiveError && error.tooLarge) tooLarge(`解压后过大 / too large unpacked`, `${LARGEST_UNPACKED / 1024 / 1024} MB`);
    if (error instanceof ArchiveError || isUnreadable(error)) {
      refuse('FILE_UNREADABLE', { found: `损坏的 XLSX / damaged XLSX: ${error.message}`, expected: '可用 Excel 打开并另存的 .xlsx / an .xlsx that Excel can open and save again' });
    }
    throw error;
  }
}

/** Refuses a sheet that spans more than {@link MOST_LINES} lines or {@link MOST_CELLS} cells, before anything is built from it. */
function measured(xml: string): string {
  let lastLine = 0;
  let lastColumn = 0;
  for (const [, tag, attributes = '', closed] of xml.matchAll(/<(?:\w+:)?(row|c)\b([^<>]*?)(\/?)>/g)) {
    const place = /(?:^|\s)r\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1];
    if (place === undefined) continue;
    const [, letters = '', digits = ''] = /^([A-Z]{0,3})(\d{1,7})$/.exec(place) ?? [];
    if (!digits || (tag === 'c') !== Boolean(letters)) throw new ArchiveError(`no such cell: ${place.slice(0, 20)}`);
    lastLine = Math.max(lastLine, Number(digits));
    // A cell closed at once has a format but no content, and spans nothing.
    if (!closed) lastColumn = Math.max(lastColumn, columnNumber(letters));
  }
  if (lastLine > MOST_LINES) tooLarge(`${lastLine} 行 / lines`, `${MOST_LINES}`);
  if (lastLine * lastColumn > MOST_CELLS) tooLarge(`${lastLine} × ${lastColumn} 格 / cells`, `${MOST_CELLS}`);
  return xml;
}

/**
 * Programs write `NaN` into a date cell when the date they were given was none. Without its date
 * format such a cell is read as the number NaN, and the kind of file decides what that means.
 */
function mend(xml: string): Buffer {
  return Buffer.from(xml.replace(/<((?:\w+:)?c)\b([^<>]*?)\ss="\d+"([^<>]*)>(\s*<(?:\w+:)?v>\s*NaN\s*<)/g, '<$1$2$3>$4'), 'utf8');
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

function tooLarge(found: string, expected: string): never {
  return refuse('FILE_TOO_LARGE', { found, expected });
}

/** The library's own errors; by name, since one of its classes is not the one it exports. */
function isUnreadable(error: unknown): error is Error {
  return error instanceof Error && ['InvalidInputError', 'InvalidSpreadsheetError', 'SheetNotFoundError'].includes(error.name);
}
