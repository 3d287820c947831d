import { Decimal } from 'decimal.js';
import type { Problem } from '../../schema/Problem.ts';
import { problem } from '../../schema/problemWording.ts';
import { cellText, matchingForm } from './headings.ts';
import type { Cell } from './sheet.ts';

/**
 * What a cell says: a value, nothing (`null`, the cell is empty), or why it cannot be read.
 * Readers never throw, so that one pass names every mistake of a file.
 */
export type Reading<T> = { value: T | null } | { problem: Problem };

/** Makes a reading of a cell under the heading `field`. */
export type Reader<T> = (cell: Cell, field: string) => Reading<T>;

const DATE_FORM = '2026-01-05';
const LARGEST_INTEGER = 2_147_483_647;
/** Excel's day 0 is 1899-12-30, which absorbs the leap day of 1900 it believes in. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;
/** Serials of 1954 to 2119: a bare 12 in a date column is a typing mistake, not 1900-01-11. */
const SERIALS = { from: 20_000, to: 80_000 };

/** Free text in its own characters, without the spaces around it (full-width ones too) and control characters. At most `longest` characters. */
export function text({ longest = 200 } = {}): Reader<string> {
  return (cell, field) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL text cannot hold NUL, and the others are never meant.
    const value = cellText(cell).replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
    if ([...value].length > longest) return { problem: problem('VALUE_TOO_LONG', { field, found: `${value.slice(0, 20)}…`, expected: String(longest) }) };
    return { value: value || null };
  };
}

/** A code: half-width, capitals, no spaces; must match `form`, which `example` shows. */
export function code(form: RegExp, example: string): Reader<string> {
  return (cell, field) => {
    const value = matchingForm(cellText(cell)).toUpperCase();
    if (value && !form.test(value)) return { problem: problem('BAD_CODE', { field, found: shown(cell), expected: example }) };
    return { value: value || null };
  };
}

/** A whole number within bounds; `３` is 3, but neither `3次` nor `两` is a number. */
export function integer({ min = -LARGEST_INTEGER, max = LARGEST_INTEGER, meaning = '整数 / a whole number' } = {}): Reader<number> {
  return (cell, field) => {
    const digits = numeral(cell);
    if (digits === '') return { value: null };
    if (!/^[+-]?\d+(\.0+)?$/.test(digits)) return { problem: problem('NOT_A_NUMBER', { field, found: shown(cell), expected: meaning }) };
    const value = Number(digits);
    if (value < min || value > max) return { problem: problem('NUMBER_OUT_OF_RANGE', { field, found: digits, expected: `${min}–${max}` }) };
    return { value };
  };
}

/** A decimal within bounds with at most two places, as `"1.50"`. */
export function decimal({ min = 0, max = 9999.99 } = {}): Reader<string> {
  return (cell, field) => {
    // A formula's 0.30000000000000004 is 0.3 to Excel and to the office; its fifteen digits are, too.
    const digits = typeof cell === 'number' && Number.isFinite(cell) ? String(Number(cell.toPrecision(15))) : numeral(cell);
    if (digits === '') return { value: null };
    if (!/^[+-]?\d{1,12}(\.\d{1,12})?$/.test(digits)) return { problem: problem('NOT_A_NUMBER', { field, found: shown(cell), expected: '数字 / a number' }) };
    // Plus zero: -0 would be written as -0.00.
    const value = new Decimal(digits).plus(0);
    if (value.lt(min) || value.gt(max) || value.dp() > 2) {
      return { problem: problem('NUMBER_OUT_OF_RANGE', { field, found: digits, expected: `${min}–${max}，至多两位小数 / at most two places` }) };
    }
    return { value: value.toFixed(2) };
  };
}

/** A day as `2026-01-05`: 2026-1-5, 2026/01/05, 2026年1月5日, 2026.1.5, an Excel serial or a real date; a time of day is dropped. */
export const date: Reader<string> = (cell, field) => {
  const written = cellText(cell)
    .normalize('NFKC')
    .replace(/\s+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/, '')
    .replace(/\s+/g, '');
  if (written === '' && !Number.isNaN(cell)) return { value: null };
  const value = dayOfParts(written) ?? dayOfSerial(written);
  return value ? { value } : { problem: problem('NO_SUCH_DATE', { field, found: shown(cell), expected: DATE_FORM }) };
};

/** 是 or √ is true, 否 or nothing is false. */
export const yesNo: Reader<boolean> = (cell, field) => {
  const word = matchingForm(cellText(cell));
  if (['是', '√', '✓', '✔', 'true'].includes(word)) return { value: true };
  if (['', '否', '×', 'false'].includes(word)) return { value: false };
  return { problem: problem('UNKNOWN_WORD', { field, found: shown(cell), expected: '是、否、√、空' }) };
};

/** One of a few words, as what it stands for. */
export function word<T>(meanings: Readonly<Record<string, T>>): Reader<T> {
  return (cell, field) => {
    const written = matchingForm(cellText(cell));
    if (!written) return { value: null };
    const known = Object.keys(meanings).find((each) => matchingForm(each) === written);
    return known === undefined ? { problem: problem('UNKNOWN_WORD', { field, found: shown(cell), expected: Object.keys(meanings).join('、') }) } : { value: meanings[known] as T };
  };
}

function dayOfParts(written: string): string | undefined {
  const match = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?)$/.exec(written);
  if (!match) return undefined;
  const [year, month, day] = [match[1], match[3] ?? match[5], match[4] ?? match[6]].map(Number) as [number, number, number];
  const real = new Date(Date.UTC(year, month - 1, day));
  return real.getUTCFullYear() === year && real.getUTCMonth() === month - 1 && real.getUTCDate() === day ? real.toISOString().slice(0, 10) : undefined;
}

function dayOfSerial(written: string): string | undefined {
  if (!/^\d{5}(\.\d+)?$/.test(written)) return undefined;
  const serial = Math.floor(Number(written));
  return serial >= SERIALS.from && serial <= SERIALS.to ? new Date(EXCEL_EPOCH + serial * DAY).toISOString().slice(0, 10) : undefined;
}

function numeral(cell: Cell): string {
  return Number.isNaN(cell) ? 'NaN' : matchingForm(cellText(cell)).replace(/^[−–]/, '-');
}

/** What stands in the cell, short enough for a message. */
function shown(cell: Cell): string {
  const written = Number.isNaN(cell) ? 'NaN' : cellText(cell);
  return written.length > 40 ? `${written.slice(0, 40)}…` : written;
}
