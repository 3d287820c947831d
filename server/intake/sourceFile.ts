import type { ProblemCode } from '../../schema/Problem.ts';
import { type ProblemFacts, problem } from '../../schema/problemWording.ts';
import { type Columns, cellText, findHeading, type Heading } from './headings.ts';
import { type Mistake, MOST_MISTAKES } from './mistakes.ts';
import type { Reader } from './readers.ts';
import type { Cell, Sheet, SourceRow, Workbook } from './sheet.ts';

/** How far a file is: the row being read, of so many. */
export type RowProgress = (row: number, rows: number) => void;

type Code = keyof typeof ProblemCode;

/** A file being taken in, for the kind that recognised it: its tables, and where its mistakes are written down. */
export class SourceFile {
  readonly name: string;
  readonly mistakes: Mistake[] = [];
  /** What was taken in otherwise than written, and how; nothing is refused for it. */
  readonly notices: Mistake[] = [];
  /** All mistakes, also those beyond {@link MOST_MISTAKES} that are not spelled out. */
  mistakeCount = 0;
  readonly #workbook: Workbook;
  readonly #onRow: RowProgress | undefined;

  constructor(name: string, workbook: Workbook, onRow?: RowProgress) {
    this.name = name;
    this.#workbook = workbook;
    this.#onRow = onRow;
  }

  /** The rows under `columns` of every sheet that has them: some offices keep a sheet for each class. */
  table<Name extends string>(columns: Columns<Name>): Table<Name> {
    const parts = this.#workbook.sheets.flatMap((sheet) => {
      const heading = findHeading(sheet, columns);
      return heading ? [{ sheet, heading }] : [];
    });
    return new Table(this, columns, parts, this.#onRow);
  }

  /** Writes down that the file as a whole is at fault. */
  mistake(code: Code, facts: ProblemFacts = {}): void {
    this.add({ file: this.name, sheet: null, line: null, column: facts.field ?? null, problem: problem(code, facts) });
  }

  add(mistake: Mistake): void {
    this.mistakeCount++;
    if (this.mistakes.length < MOST_MISTAKES) this.mistakes.push(mistake);
  }
}

/** The rows of one kind of table in a file. */
export class Table<Name extends string> {
  readonly rows: readonly Row<Name>[];
  /** What stands above the headings. */
  readonly title: string;
  readonly #onRow: RowProgress | undefined;

  constructor(file: SourceFile, columns: Columns<Name>, parts: readonly { sheet: Sheet; heading: Heading<Name> }[], onRow?: RowProgress) {
    this.rows = parts.flatMap(({ sheet, heading }) => heading.body.map((row) => new Row(file, sheet.name, columns, heading, row)));
    this.title = parts.map(({ heading }) => heading.title).join(' ');
    this.#onRow = onRow;
  }

  /** The rows one by one, telling how far it is. */
  *[Symbol.iterator](): Generator<Row<Name>> {
    for (const [index, row] of this.rows.entries()) {
      this.#onRow?.(index + 1, this.rows.length);
      yield row;
    }
  }
}

/** One row: reads its cells by the names of their columns, and writes down what is wrong with them. */
export class Row<Name extends string> {
  readonly line: number;
  /** Whether nothing was wrong with it so far. */
  sound = true;
  readonly #file: SourceFile;
  readonly #sheet: string | null;
  readonly #columns: Columns<Name>;
  readonly #heading: Heading<Name>;
  readonly #cells: readonly Cell[];

  constructor(file: SourceFile, sheet: string | null, columns: Columns<Name>, heading: Heading<Name>, row: SourceRow) {
    this.line = row.line;
    this.#file = file;
    this.#sheet = sheet;
    this.#columns = columns;
    this.#heading = heading;
    this.#cells = row.cells;
  }

  /** `［sheet］第 4 行 / line 4`, for a reason or a reference. */
  get place(): string {
    return `${this.#sheet === null ? '' : `［${this.#sheet}］`}第 ${this.line} 行 / line ${this.line}`;
  }

  cell(column: Name): Cell {
    const place = this.#heading.places.get(column);
    return place ? (this.#cells[place.index] ?? null) : null;
  }

  /** The cell's value; an empty cell is `undefined`, and so is one that cannot be read, which is written down. */
  optional<T>(column: Name, read: Reader<T>): T | undefined {
    const reading = read(this.cell(column), this.headingOf(column));
    if ('value' in reading) return reading.value ?? undefined;
    this.#add({ ...this.#at(column), problem: reading.problem });
    return undefined;
  }

  /** Like {@link optional}, but an empty cell is a mistake; `expected` says what should stand there. */
  required<T>(column: Name, read: Reader<T>, expected = this.headingOf(column)): T | undefined {
    const before = this.#file.mistakeCount;
    const value = this.optional(column, read);
    if (value === undefined && this.#file.mistakeCount === before) this.mistake(column, 'VALUE_MISSING', { expected });
    return value;
  }

  /** Writes down a mistake in a column. What was found there is quoted unless `facts` say it. */
  mistake(column: Name, code: Code, facts: ProblemFacts = {}): void {
    this.#add({ ...this.#at(column), problem: this.#problem(column, code, facts) });
  }

  /** Writes down that a cell was taken otherwise than written. */
  notice(column: Name, code: Code, facts: ProblemFacts = {}): void {
    this.#file.notices.push({ ...this.#at(column), problem: this.#problem(column, code, facts) });
  }

  headingOf(column: Name): string {
    return this.#heading.places.get(column)?.heading ?? this.#columns[column].heading;
  }

  #problem(column: Name, code: Code, facts: ProblemFacts) {
    return problem(code, { field: this.headingOf(column), found: cellText(this.cell(column)), ...facts });
  }

  #at(column: Name): Omit<Mistake, 'problem'> {
    return { file: this.#file.name, sheet: this.#sheet, line: this.line, column: this.headingOf(column) };
  }

  #add(mistake: Mistake): void {
    this.sound = false;
    this.#file.add(mistake);
  }
}
