import type { Cell, Sheet, SourceRow } from './sheet.ts';

/** A column as a kind of file knows it: its heading, and others that offices write for it. */
export interface Column {
  heading: string;
  aliases?: readonly string[];
  optional?: boolean;
}

/** The columns of a sheet under the names the code calls them by; they may stand in any order. */
export type Columns<Name extends string = string> = Readonly<Record<Name, Column>>;

/** A heading row found in a sheet, and what stands around it. */
export interface Heading<Name extends string = string> {
  line: number;
  /** Where each column stands, from 0, and how the file writes its heading; absent optional ones are not listed. */
  places: ReadonlyMap<Name, { index: number; heading: string }>;
  /** The rows above, as text: the title of the table. */
  title: string;
  /** Rows with data: not blank, not a total, not a signature line. */
  body: readonly SourceRow[];
}

/** Titles, subtitles and instructions above a heading are a few lines; further down it is data that looks alike. */
const SEARCHED_ROWS = 15;

/** Finds the row whose cells name all required columns. */
export function findHeading<Name extends string>(sheet: Sheet, columns: Columns<Name>): Heading<Name> | undefined {
  const found = bestRow(sheet, columns);
  if (!found || found.missing.length) return undefined;
  const { at, places } = found;
  return {
    line: (sheet.rows[at] as SourceRow).line,
    places,
    title: sheet.rows
      .slice(0, at)
      .flatMap(({ cells }) => cells.map(cellText))
      .filter(Boolean)
      .join(' '),
    body: sheet.rows.slice(at + 1).filter((row) => !isBlank(row) && !isTotal(row) && !isSignature(row)),
  };
}

/** The required headings that the likeliest heading row lacks; all of them where no row is alike. */
export function missingHeadings(sheet: Sheet, columns: Columns): string[] {
  return bestRow(sheet, columns)?.missing ?? required(columns).map(({ heading }) => heading);
}

/** Headings, names and words compare without width, spaces and capitals: `单 位　代码` is `单位代码`. */
export function matchingForm(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}

/** A cell as plain text, without the spaces around it; dates as `2026-01-05`. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' ? cell.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/gu, '') : String(cell);
}

function bestRow<Name extends string>(sheet: Sheet, columns: Columns<Name>) {
  const candidates = sheet.rows.slice(0, SEARCHED_ROWS).map((row, at) => {
    const written = row.cells.map((cell) => headingForm(cellText(cell)));
    const places = new Map<Name, { index: number; heading: string }>();
    const missing: string[] = [];
    for (const [name, { heading, aliases = [], optional }] of Object.entries<Column>(columns) as [Name, Column][]) {
      const accepted = [heading, ...aliases].map(headingForm);
      const index = written.findIndex((each) => accepted.includes(each));
      if (index >= 0) places.set(name, { index, heading: cellText(row.cells[index]) });
      else if (!optional) missing.push(heading);
    }
    return { at, places, missing };
  });
  return candidates.reduce<(typeof candidates)[number] | undefined>((best, each) => (!best || each.missing.length < best.missing.length ? each : best), undefined);
}

/** Headings may carry a mark for "required" or a colon. */
function headingForm(text: string): string {
  return matchingForm(text).replace(/^\*|[*:]$/g, '');
}

function required(columns: Columns): Column[] {
  return Object.values(columns).filter(({ optional }) => !optional);
}

function isBlank(row: SourceRow): boolean {
  return row.cells.every((cell) => cellText(cell) === '' && !Number.isNaN(cell));
}

const TOTAL = /^(合计|总计|小计|共计|累计)[:(]?/;
const SIGNATURE =
  /^(填表|填报|制表|审核|复核|审批|单位负责|负责|经办|联系|报送|签)[^:]{0,6}:|^(制表|填表|审核|复核|单位负责人|负责人|\(?(单位)?(公|盖|签)章\)?|备注|说明|注):?$|^(备注|说明|注):/;

function isTotal(row: SourceRow): boolean {
  return TOTAL.test(firstText(row));
}

function isSignature(row: SourceRow): boolean {
  return SIGNATURE.test(firstText(row));
}

function firstText({ cells }: SourceRow): string {
  return matchingForm(cells.map(cellText).find(Boolean) ?? '');
}
