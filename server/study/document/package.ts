import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { FALLBACKS } from './layout.ts';

/** The first moment a ZIP can hold, by the clock of whoever unpacks it. */
const NO_TIME = new Date(1980, 0, 1);

const CORE = 'docProps/core.xml';
const FONT_TABLE = 'word/fontTable.xml';

/**
 * The same package without what the library puts in of its own moment, so that the same minutes are the same bytes; and with the names of the fonts that Word is
 * to take where one is not installed, which the library has no word for.
 */
export function reproducible(bytes: Uint8Array, at: Date): Uint8Array {
  const parts = unzipSync(bytes);
  const core = parts[CORE];
  if (!core || !parts[FONT_TABLE]) throw new Error('A document without its properties or its table of fonts');
  const moment = `${at.toISOString().slice(0, 19)}Z`;
  const written: Record<string, Uint8Array> = {
    ...parts,
    [CORE]: strToU8(strFromU8(core).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${moment}`)),
    [FONT_TABLE]: strToU8(fontTable()),
  };
  const stored: Zippable = Object.fromEntries(Object.entries(written).map(([name, part]) => [name, [part, { mtime: NO_TIME, level: 6 }]]));
  return zipSync(stored);
}

function fontTable(): string {
  const fonts = Object.entries(FALLBACKS).map(([name, fallback]) => `<w:font w:name="${name}"><w:altName w:val="${fallback}"/></w:font>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
