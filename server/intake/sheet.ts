/** What a cell holds. An XLSX cell that should be a number or a date but is damaged holds `NaN`. */
export type Cell = string | number | boolean | Date | null;

export interface SourceRow {
  /** Physical line in the file or sheet, from 1; a record over several lines has its first. */
  line: number;
  cells: readonly Cell[];
}

export interface Sheet {
  /** `null` for a CSV file, which has one sheet without a name. */
  name: string | null;
  rows: readonly SourceRow[];
}

export interface Workbook {
  sheets: readonly Sheet[];
}
