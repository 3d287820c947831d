import { parseGlobalId } from '../../schema/Node.ts';

/** The fields that tell something of a person, by the name of their type. */
export type PersonalFields = ReadonlyMap<string, ReadonlySet<string>>;

export const NOTHING_PERSONAL: PersonalFields = new Map();

/** Of the rows read so many are named; the others are counted. */
const MOST_NAMED = 500;

/** What of persons was read. */
export interface PersonalRead {
  /** `Officer.name`: shown, or asked by, which tells as much. */
  fields: string[];
  /** `Officer:17`: the first 500 of those shown. */
  rows: string[];
  /** How many there were, each counted once; null where nobody knows yet. */
  rowCount: number | null;
}

/** Collects what of persons one operation reads, by whatever way. */
export class PersonalReads {
  readonly #fields = new Set<string>();
  readonly #known = new Map<string, Keys>();
  readonly #rows: string[] = [];
  #count = 0;

  /** Fields of these rows are shown. A key is the row's own, or the global id of something without a list. */
  shown(typeName: string, fields: readonly string[], keys: readonly unknown[]): void {
    for (const field of fields) this.#fields.add(`${typeName}.${field}`);
    let known = this.#known.get(typeName);
    if (!known) {
      known = new Keys();
      this.#known.set(typeName, known);
    }
    for (const given of keys) {
      const key = typeof given === 'string' ? parseGlobalId(given)?.key : (given as number | null | undefined);
      if (key === undefined || key === null || !known.add(key)) continue;
      this.#count++;
      if (this.#rows.length < MOST_NAMED) this.#rows.push(`${typeName}:${key}`);
    }
  }

  /** Rows are picked, put in order or grouped by a field. */
  askedBy(typeName: string, field: string): void {
    this.#fields.add(`${typeName}.${field}`);
  }

  /** Undefined where nothing was. */
  get found(): PersonalRead | undefined {
    return this.#fields.size ? { fields: [...this.#fields].sort(), rows: this.#rows, rowCount: this.#count } : undefined;
  }
}

/** Keys a page of bits. */
const PAGE = 4_096;

/** A set of keys. An export may have a million of them: keys given out one after the other take a bit each. */
class Keys {
  readonly #pages = new Map<number, Uint8Array>();

  /** Whether it was not there before. */
  add(key: number): boolean {
    const at = Math.floor(key / PAGE);
    let page = this.#pages.get(at);
    if (!page) {
      page = new Uint8Array(PAGE / 8);
      this.#pages.set(at, page);
    }
    const [byte, bit] = [(key % PAGE) >> 3, 1 << (key & 7)];
    const before = page[byte] as number;
    page[byte] = before | bit;
    return (before & bit) === 0;
  }
}
