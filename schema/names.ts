import { Property } from '@mikro-orm/decorators/legacy';
import { pinyin } from 'pinyin-pro';

/** Syllables that are read on from each place of a name: longer than any word that is typed to find one. */
const LONGEST_RUN = 24;

const names = new Map<object, Map<string, string>>();

/**
 * A column that holds a name: it is ordered as Chinese names are, by their sound, and can be searched in Chinese, in pinyin or by initials.
 * What it is searched by stands in a private column beside it, `<property>Search`, written whenever the name is. Of a person the
 * first sign is read as a surname is: 单 shan, 仇 qiu.
 */
export function Named({ person = false } = {}): PropertyDecorator {
  return (prototype, property) => {
    const shadow = `${String(property)}Search`;
    const written = (row: object) => soundsOf((row as Record<string, string | null>)[String(property)] ?? '', { person });
    (Property({ type: 'text', default: '', onCreate: written, onUpdate: written }) as PropertyDecorator)(prototype, shadow);
    const ofClass = names.get(prototype.constructor) ?? new Map<string, string>();
    names.set(prototype.constructor, ofClass.set(String(property), shadow));
  };
}

/** The name columns of a class, each with the column it is searched by. */
export function namesOf(entity: object): ReadonlyMap<string, string> {
  return names.get(entity) ?? new Map();
}

/**
 * 小渡口镇 → ` xiaodukouzhen dukouzhen kouzhen zhen xdkz dkz kz z`: every word that is a beginning of one of these finds the name.
 * Each is behind a space, so that one `like '% dukou%'` looks at all of them.
 */
export function soundsOf(name: string, { person = false } = {}): string {
  const pieces = pinyin(name, { type: 'array', toneType: 'none', nonZh: 'consecutive', v: true, surname: person ? 'head' : 'off' }).flatMap((piece) =>
    // What is no Chinese sign comes as it is written.
    piece.split(/[^\p{L}\p{N}]+/u).map(typed),
  );
  const syllables = pieces.filter((piece) => piece !== '');
  // What has digits in it stands for itself: of 单位XZ01 the initials are dwxz01.
  const initials = syllables.map((syllable) => (/^[a-z]+$/.test(syllable) ? syllable.slice(0, 1) : syllable));
  return [...runs(syllables), ...runs(initials)].map((run) => ` ${run}`).join('');
}

/** How a sound is typed: small letters without tones, ü as v, and nothing but letters and digits. */
export function typed(text: string): string {
  return text
    .toLowerCase()
    .replace(/[üǖǘǚǜ]/g, 'v')
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function runs(pieces: readonly string[]): string[] {
  return pieces.map((_, from) => pieces.slice(from, from + LONGEST_RUN).join(''));
}
