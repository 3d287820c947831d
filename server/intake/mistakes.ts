import type { Problem } from '../../schema/Problem.ts';

/** Something in a file that is not right, and where it stands. */
export interface Mistake {
  file: string;
  /** `null` for CSV, and where the file as a whole is at fault. */
  sheet: string | null;
  /** Physical line from 1; `null` where the file as a whole is at fault. */
  line: number | null;
  /** The heading of the column as the file writes it; `null` for the whole line or file. */
  column: string | null;
  problem: Problem;
}

/** Most mistakes of one file that are spelled out; beyond, they are only counted. */
export const MOST_MISTAKES = 1000;

/**
 * `督查记录.csv 第 4 行「单位代码」：名录中没有单位 XZ99 (line 4, 单位代码: The register has no unit XZ99)`;
 * in a workbook the sheet stands after the file, `考核细则.xlsx［参数］第 3 行…`.
 */
export function printMistake({ file, sheet, line, column, problem }: Mistake): string {
  const place = [sheet === null ? ' ' : `［${sheet}］`, line === null ? '' : `第 ${line} 行`, column === null ? '' : `「${column}」`].join('').trimEnd();
  const placeEn = [line === null ? '' : `line ${line}`, column ?? ''].filter(Boolean).join(', ');
  return `${file}${place}：${problem.message} (${placeEn && `${placeEn}: `}${problem.messageEn})`;
}

/** By sheet in the order met, then by line; what concerns the whole file comes first. */
export function inFileOrder(mistakes: readonly Mistake[]): Mistake[] {
  const sheets = [...new Set(mistakes.map(({ sheet }) => sheet))];
  return mistakes.toSorted((one, other) => sheets.indexOf(one.sheet) - sheets.indexOf(other.sheet) || (one.line ?? 0) - (other.line ?? 0));
}
