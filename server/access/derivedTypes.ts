import { type EntityClass, groupingsOf } from '../read/index.ts';

type ColumnName = [type: string, field: string];

/** The types that are made of a class, which nobody decides: they follow from what is decided of its rows and columns. */
export class DerivedTypes {
  /** The class by the name of a type made of it. */
  readonly #things = new Map<string, string>();
  /** Types whose fields are columns of the class. */
  readonly #columns = new Map<string, (field: string) => readonly ColumnName[]>();
  /** Types that only count and lead on. */
  readonly #open = new Set<string>();

  constructor(entities: readonly EntityClass[]) {
    for (const entity of entities) {
      const { name } = entity;
      for (const made of ['Connection', 'Edge', 'Aggregate']) this.#open.add(`${name}${made}`);
      for (const made of ['Connection', 'Edge', 'Aggregate', 'Numbers', 'Extremes', 'GroupKey']) this.#things.set(`${name}${made}`, name);
      for (const made of ['Numbers', 'Extremes']) this.#columns.set(`${name}${made}`, (field) => [[name, field]]);
      this.#columns.set(`${name}GroupKey`, (key) => groupingsOf(entity).get(key)?.columns ?? [[name, key]]);
    }
  }

  /** The type whose rows a type shows: `Unit` for `UnitConnection`, and for itself. */
  thingOf(typeName: string): string {
    return this.#things.get(typeName) ?? typeName;
  }

  /** The columns that a field of such a type shows, none where it only counts or leads on; undefined for any other type. */
  columnsBehind(typeName: string, fieldName: string): readonly ColumnName[] | undefined {
    if (this.#open.has(typeName)) return [];
    return this.#columns.get(typeName)?.(fieldName);
  }
}
