import { pinyin } from 'pinyin-pro';

/** Whether every word of a search is found in a name: as it stands there, by its sound from any syllable on, or by its initials. */
export function searched(name: string, isPerson: boolean, text: string): boolean {
  const syllables = syllablesOf(name, isPerson);
  const initials = syllables.map((syllable) => (/\d/.test(syllable) ? syllable : [...syllable][0]));
  return text
    .split(/\s/)
    .filter((word) => word !== '')
    .every((word) => {
      const sound = /^[\p{L}\p{N}]+$/u.test(word) ? word.toLowerCase() : '';
      const begins = (pieces: readonly (string | undefined)[]) => pieces.some((_, from) => pieces.slice(from).join('').startsWith(sound));
      return name.toLowerCase().includes(word.toLowerCase()) || (sound !== '' && (begins(syllables) || begins(initials)));
    });
}

/** 小渡口镇 → xiao, du, kou, zhen. Of a person the first sign is a surname. */
export function syllablesOf(name: string, isPerson: boolean): string[] {
  return pinyin(name, { type: 'array', toneType: 'none', v: true, nonZh: 'consecutive', surname: isPerson ? 'head' : 'off' }).flatMap(
    (piece) => piece.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}
