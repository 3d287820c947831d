import { parseGlobalId } from '../../schema/Node.ts';

/** The fields that tell something of a person, by the name of their type. */
export type PersonalFields = ReadonlyMap<string, ReadonlySet<string>>;

export const NOTHING_PERSONAL: PersonalFields = new Map();

/** The classes whose readers are told to whom their rows are about: by the name of the type, the relation that names them. */
export type Subjects = ReadonlyMap<string, string>;

export const NO_SUBJECTS: Subjects = new Map();

/** What was read of rows of one class about one subject. */
export interface ReadOfSubject {
  typeName: string;
  /** Key of whom they are about. */
  subject: number;
  /** Keys of those shown, each once and all of them. */
  rows: number[];
  /** Whether rows about them were counted, summed up or searched by. */
  summed: boolean;
}

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
  /** Of rows whose subjects are told: each subject once a class, none left out. */
  subjects: ReadOfSubject[];
}

/** Collects what of persons one operation reads, by whatever way. */
export class PersonalReads {
  readonly #fields = new Set<string>();
  readonly #known = new Map<string, Keys>();
  readonly #rows: string[] = [];
  #count = 0;
  readonly #subjects = new Map<string, { typeName: string; subject: number; rows: Set<number>; summed: boolean }>();
  readonly #searched = new Set<string>();

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

  /** A row about a subject is shown, or it is shown that there is one. */
  about(typeName: string, property: string, subject: number, row: number): void {
    this.#of(typeName, property, subject).rows.add(row);
  }

  /** Rows about a subject are counted, summed up or searched by. */
  summed(typeName: string, property: string, subject: number): void {
    this.#of(typeName, property, subject).summed = true;
  }

  /** Rows of a class are searched by from elsewhere: whom that tells of nobody has looked yet. */
  searched(typeName: string): void {
    this.#searched.add(typeName);
  }

  /** The classes that were, since it was last asked. */
  takeSearched(): string[] {
    const taken = [...this.#searched];
    this.#searched.clear();
    return taken;
  }

  /** The subjects that were read of since it was last asked. */
  takeSubjects(): ReadOfSubject[] {
    const taken = [...this.#subjects.values()].map(({ rows, ...each }) => ({ ...each, rows: [...rows].sort((one, other) => one - other) }));
    this.#subjects.clear();
    return taken;
  }

  /** What was read; undefined where nothing was. Subjects are taken: of each it is said once. */
  take(): PersonalRead | undefined {
    const subjects = this.takeSubjects();
    return this.#fields.size ? { fields: [...this.#fields].sort(), rows: this.#rows, rowCount: this.#count, subjects } : undefined;
  }

  #of(typeName: string, property: string, subject: number) {
    // That it is they who are read of is read too, whatever else was asked.
    this.askedBy(typeName, property);
    const key = `${typeName} ${subject}`;
    let read = this.#subjects.get(key);
    if (!read) {
      read = { typeName, subject, rows: new Set(), summed: false };
      this.#subjects.set(key, read);
    }
    return read;
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
