import { type Answered, type Column, leafText } from './columns.ts';

/** Excel takes a CSV for UTF-8 only when it begins with a byte order mark. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

/**
 * What a spreadsheet program takes for the beginning of a formula, in full width too, unless it is a plain number. Text from outside must
 * not run as one on the machine of whoever opens the file.
 */
const FORMULA = /^(?![+-]?\d+(?:\.\d+)?$)[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** Pages of rows as CSV: UTF-8 with byte order mark, commas, CRLF, headings first. */
export async function* csvFile(columns: readonly Column[], pages: AsyncIterable<readonly Answered[]>): AsyncGenerator<Buffer, void> {
  let text = BYTE_ORDER_MARK + lineOf(columns.map(({ heading }) => field(heading)));
  for await (const rows of pages) {
    for (const row of rows) text += lineOf(columns.map((column) => cell(column, row)));
    yield Buffer.from(text);
    text = '';
  }
}

function lineOf(fields: readonly string[]): string {
  return fields.join(',') + LINE_END;
}

function cell({ kind, read }: Column, row: Answered): string {
  const text = leafText(read(row));
  return kind === 'text' ? field(text) : text;
}

function field(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
