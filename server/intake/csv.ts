import { CsvError, parse } from 'csv-parse/sync';
import { refuse } from '../../schema/problemWording.ts';
import { MOST_LINES } from './limits.ts';
import type { Sheet, SourceRow } from './sheet.ts';

/** One record and the line it ends on, as csv-parse tells it with `info`. */
interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

/**
 * The rows of a CSV file, blank ones too. Fields are kept as they stand, spaces included.
 * @throws Refusal FILE_UNREADABLE for bytes in no known encoding or a quote that is never closed, FILE_TOO_LARGE
 */
export function readCsv(bytes: Buffer): Sheet {
  // csv-parse counts a CRLF within quotes as two lines; with one kind of line end its count is true.
  const text = decode(bytes).replace(/\r\n?/g, '\n');
  const rows: SourceRow[] = [];
  let line = 1;
  for (const { record, info } of parseRecords(text)) {
    rows.push({ line, cells: record.map((field) => (field === '' ? null : field)) });
    line = info.lines + 1;
  }
  if (rows.length > MOST_LINES) refuse('FILE_TOO_LARGE', { found: `${MOST_LINES} 行以上 / more than ${MOST_LINES} lines`, expected: `${MOST_LINES} 行 / lines` });
  return { name: null, rows };
}

/**
 * UTF-8 if the bytes can be UTF-8 (with a byte order mark or without), else GB18030: Chinese text in
 * GB18030 is practically never valid UTF-8, while almost any bytes are valid GB18030.
 */
function decode(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding: the next.
    }
  }
  return refuse('FILE_UNREADABLE', { found: '未知编码 / unknown encoding', expected: 'UTF-8 或 GB18030 的 CSV / CSV in UTF-8 or GB18030' });
}

function parseRecords(text: string): ParsedRecord[] {
  try {
    return parse(text, {
      info: true,
      delimiter: separatorOf(text),
      record_delimiter: '\n',
      relax_column_count: true,
      // 他说"好" within a field is how people write, not a mistake.
      relax_quotes: true,
      to: MOST_LINES + 1,
    }) as unknown as ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse('FILE_UNREADABLE', { found: `引号未闭合 / ${error.message}`, expected: '成对的引号 / quotes in pairs' });
  }
}

/** Some programs save "CSV" with tabs or, following the system's settings, semicolons. */
function separatorOf(text: string): string {
  const sample = text.slice(0, 10_000);
  const count = (separator: string) => sample.split(separator).length;
  return [',', '\t', ';'].reduce((best, each) => (count(each) > count(best) ? each : best));
}
