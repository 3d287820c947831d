import { ZONE } from './zone.ts';

/** Characters a name of a caller's may have, its ending not counted. */
const LONGEST_NAME = 100;
/** Not in a file's name on some system, or not to be seen in it, such as what turns the direction of writing. */
const UNNAMEABLE = /[\\/:*?"<>|\p{Cc}\p{Cf}]/gu;

/** `督查结果-2026-11-23.xlsx`, or by the caller's own name for it; never a path. */
export function fileNameOf(title: string, ending: string, wanted: string | null, now = new Date()): string {
  const today = new Date(now.getTime() + ZONE.offset).toISOString().slice(0, 10);
  const given = cleaned(wanted ?? '');
  const name = given.toLowerCase().endsWith(`.${ending}`) ? given.slice(0, -ending.length - 1) : given;
  return `${[...name].slice(0, LONGEST_NAME).join('') || `${cleaned(title)}-${today}`}.${ending}`;
}

/** RFC 6266: the name in UTF-8 for those who read RFC 5987, and one in ASCII for those who do not. */
export function contentDisposition(fileName: string, plain: string): string {
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function cleaned(name: string): string {
  return name
    .toWellFormed()
    .replace(UNNAMEABLE, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
}
