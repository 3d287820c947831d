import type { EntityManager } from '@mikro-orm/postgresql';

/** Most lines of a plan that are spelled out for the reader of a dry run; the counts are always whole. */
const MOST_LINES_SHOWN = 200;

/** What taking a file in would do: counted, told in words, and done only when {@link apply} is called. */
export class Plan {
  added = 0;
  changed = 0;
  unchanged = 0;
  #steps: { counts: 'added' | 'changed'; line: string; step: (() => void) | undefined }[] = [];
  readonly #finish: () => Promise<void>;

  /** `finish` writes what the steps prepared. */
  constructor(finish: () => Promise<void>) {
    this.#finish = finish;
  }

  /** Whether the file holds anything the database does not. */
  get empty(): boolean {
    return this.added + this.changed === 0;
  }

  /** `新增 单位 XZ01 三洲驿街道`, at most {@link MOST_LINES_SHOWN} and then how many more. */
  get lines(): string[] {
    const lines = this.#steps.slice(0, MOST_LINES_SHOWN).map(({ line }) => line);
    const rest = this.#steps.length - lines.length;
    return rest > 0 ? [...lines, `……另有 ${rest} 处`] : lines;
  }

  /** Something new. Without a `step` it is written by the plan's finish. */
  add(what: string, step?: () => void): void {
    this.added++;
    this.#steps.push({ counts: 'added', line: `新增 ${what}`, step });
  }

  change(what: string, step?: () => void): void {
    this.changed++;
    this.#steps.push({ counts: 'changed', line: `更改 ${what}`, step });
  }

  keep(): void {
    this.unchanged++;
  }

  /**
   * Adds `wanted`, or changes what differs in `known`, or keeps it. `titles` words the fields for the reader.
   * References are the same when they are the same object of the unit of work.
   */
  upsert<T extends object, K extends keyof T & string>(em: EntityManager, type: new () => T, known: T | undefined, wanted: Pick<T, K>, what: string, titles: Record<K, string>): T {
    if (!known) {
      const entity = Object.assign(new type(), wanted);
      this.add(what, () => em.persist(entity));
      return entity;
    }
    const differing = (Object.keys(titles) as K[]).filter((field) => (known[field] ?? null) !== (wanted[field] ?? null));
    if (!differing.length) {
      this.keep();
      return known;
    }
    const told = differing.map((field) => `${titles[field]}“${worded(known[field])}”→“${worded(wanted[field])}”`).join('，');
    this.change(`${what}：${told}`, () => Object.assign(known, wanted));
    return known;
  }

  /** Leaves only the first `most` steps to be done, and counts no others. What the finish writes as a whole stays whole. */
  limitTo(most: number): void {
    const left = this.#steps.filter(({ step }, index) => index < most || !step);
    for (const dropped of this.#steps) if (!left.includes(dropped)) this[dropped.counts]--;
    this.#steps = left;
  }

  /** Does what was planned. */
  async apply(): Promise<void> {
    for (const { step } of this.#steps) step?.();
    await this.#finish();
  }
}

/** A value for the reader; what it refers to by its code. */
function worded(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' && 'code' in value ? String(value.code) : String(value);
}
