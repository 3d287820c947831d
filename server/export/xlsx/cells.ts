import { type CellKind, leafText } from '../columns.ts';
import { ZONE } from '../zone.ts';

/** The cell formats that `parts.ts` lists, by their places there. */
export const FORMAT = { heading: 1, decimal: 2, date: 3, moment: 4 } as const;

/** Most characters of a cell; Excel calls a file with more in one damaged. */
const LONGEST_TEXT = 32_767;
/** Excel computes with so many digits; a number with more would lose some. */
const MOST_DIGITS = 15;
const DAY = 24 * 60 * 60 * 1_000;
/** Day 0 of Excel's calendar, which has a 29 February 1900: before 1 March it is one day off. */
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST_DAY = Date.UTC(1900, 2, 1);

/** A cell at `place` (`B7`) as XML; nothing for an empty one. */
export function cellXml(place: string, kind: CellKind, value: unknown): string {
  if (value == null || value === '') return '';
  switch (kind) {
    case 'number':
      return number(place, '', String(value));
    case 'decimal':
      return String(value).replace(/\D/g, '').length > MOST_DIGITS ? textXml(place, String(value)) : number(place, ` s="${FORMAT.decimal}"`, String(value));
    case 'boolean':
      return `<c r="${place}" t="b"><v>${value === true ? 1 : 0}</v></c>`;
    case 'date':
      return day(place, FORMAT.date, Date.parse(leafText(value)), value);
    case 'moment':
      return day(place, FORMAT.moment, Date.parse(leafText(value)) + ZONE.offset, value);
    default:
      return textXml(place, leafText(value));
  }
}

/** A cell of text, written where it stands: a table of all texts would have to be kept to the end. */
export function textXml(place: string, text: string, format = 0): string {
  return `<c r="${place}"${format ? ` s="${format}"` : ''} t="inlineStr"><is><t xml:space="preserve">${escaped(shortened(text))}</t></is></c>`;
}

function number(place: string, format: string, digits: string): string {
  return `<c r="${place}"${format}><v>${digits}</v></c>`;
}

function day(place: string, format: number, moment: number, value: unknown): string {
  if (!(moment >= FIRST_DAY)) return textXml(place, leafText(value));
  return number(place, ` s="${format}"`, String((moment - EPOCH) / DAY));
}

function shortened(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const note = `…（共 ${text.length} 字，Excel 单元格容不下，已截断）`;
  return text.slice(0, LONGEST_TEXT - note.length) + note;
}

/** The text as XML can hold it; what it cannot hold as Excel writes it: `_x0007_`. */
export function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}

/** `A`, `B` … `Z`, `AA`: column 0 and on. */
export function letters(column: number): string {
  return (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}
