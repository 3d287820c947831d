import { typed } from '../../../schema/names.ts';
import { type Condition, columnOf, sql } from './sql.ts';

/** Text with these signs in it anywhere; letters in either case. */
export function contains(alias: string, column: string, text: string): Condition {
  return like(alias, column, `%${escaped(text)}%`);
}

export function startsWith(alias: string, column: string, text: string): Condition {
  return like(alias, column, `${escaped(text)}%`);
}

/** A name in which every word is found: as it stands there, or by the sound from any syllable on, or by the initials. */
export function search(alias: string, column: string, searchedBy: string, text: string): Condition[] {
  const words = wordsOf(text);
  if (!words.length) return [sql`${columnOf(alias, column)} is not null`];
  return words.map((word) => {
    const standing = contains(alias, column, word);
    const sound = SOUND.test(word) ? typed(word) : '';
    return sound ? sql`(${standing} or ${columnOf(alias, searchedBy)} like ${`% ${sound}%`})` : standing;
  });
}

/** What may be meant as a sound: letters, tones over them, digits, and what people put between syllables. */
const SOUND = /^[\p{L}\p{M}\p{N}'’-]+$/u;

/** The words of a search; spaces part them. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

/** Folding cases costs several times as much, and most of what is searched for is Chinese, which has none. */
function like(alias: string, column: string, pattern: string): Condition {
  const reference = columnOf(alias, column);
  return pattern.toLowerCase() === pattern.toUpperCase() ? sql`${reference} like ${pattern}` : sql`${reference} ilike ${pattern}`;
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
