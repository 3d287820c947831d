import { ErrorCode } from '../../../schema/ErrorCode.ts';
import { badInput, beyondLimit } from '../errors.ts';
import type { ConnectionArguments } from '../types/connectionTypes.ts';
import { OrderDirection } from '../types/order.ts';
import { type Column, type Model, ordered } from './model.ts';
import { any, type Condition, columnOf, join, quoted, raw, type Sql, sql, TRUE } from './sql.ts';

/** Rows a page has when nobody says, and at most. */
export const DEFAULT_PAGE = 50;
export const LARGEST_PAGE = 500;

interface Key {
  column: Column;
  descending: boolean;
}

/** One page of an ordered table: keyset paging, so rows that come or go meanwhile shift nothing. */
export class Page {
  readonly size: number;
  readonly backward: boolean;
  readonly continued: boolean;
  readonly #keys: readonly Key[];
  readonly #cursor: readonly (string | null)[] | undefined;

  /** Reads Relay's arguments; a GraphQL error with code BAD_USER_INPUT for sizes and cursors that make no sense. */
  constructor(model: Model, { first, after, last, before, orderBy }: ConnectionArguments) {
    if (first != null && last != null) throw badInput('first 与 last 不能同时使用', 'Use first or last, not both');
    if (after != null && before != null) throw badInput('after 与 before 不能同时使用', 'Use after or before, not both');
    if ((first != null && before != null) || (last != null && after != null)) throw badInput('first 只与 after、last 只与 before 同用', 'first goes with after, last with before');
    this.backward = last != null || (first == null && before != null);
    this.size = last ?? first ?? DEFAULT_PAGE;
    if (this.size < 0) throw badInput(`每页条数不能为负，得到 ${this.size}`, `A page cannot hold ${this.size} rows`);
    if (this.size > LARGEST_PAGE) throw beyondLimit(ErrorCode.PAGE_TOO_LARGE, '每页条数过多', 'A page of too many rows', { limit: LARGEST_PAGE, found: this.size });
    const id = model.columns.get('id') as Column;
    const wanted = new Map<Column, Key>();
    // A column that stands again orders nothing more; so there are never more keys than columns.
    for (const { field, direction } of orderBy ?? []) {
      const column = model.columns.get(field) as Column;
      if (!wanted.has(column)) wanted.set(column, { column, descending: direction === OrderDirection.DESC });
    }
    // The id breaks ties, so that the order is total and a cursor means one place.
    if (!wanted.has(id)) wanted.set(id, { column: id, descending: false });
    this.#keys = [...wanted.values()];
    const cursor = this.backward ? before : after;
    this.continued = cursor != null;
    this.#cursor = cursor == null ? undefined : this.#parse(cursor);
  }

  /** The order keys of a row; moments as text, since a JavaScript date would round them. */
  cursorColumns(alias: string): string[] {
    return this.#keys.map(({ column: { column, sqlType } }) => `${quoted(alias)}.${quoted(column)}${sqlType.startsWith('timestamptz') ? '::text' : ''}`);
  }

  orderBy(alias: string): Sql {
    return join(
      this.#keys.map((key) => sql`${ordered(alias, key.column)} ${raw(this.#isDown(key) ? 'desc nulls first' : 'asc nulls last')}`),
      ', ',
    );
  }

  /** Rows beyond the cursor, in the direction of travel. Empty values stand after all others. */
  condition(alias: string): Condition {
    const cursor = this.#cursor;
    if (!cursor) return TRUE;
    if (this.#oneWay()) {
      const columns = this.#keys.map(({ column }) => ordered(alias, column));
      const values = this.#keys.map((key, index) => bound(key, cursor[index]));
      const [first] = this.#keys as [Key];
      // As one comparison of rows: an index on the keys is entered at the very row.
      return sql`${join(columns, ', ', '(', ')')} ${raw(this.#isDown(first) ? '<' : '>')} ${join(values, ', ', '(', ')')}`;
    }
    const alternatives = this.#keys.map((_, index) => {
      const equal = this.#keys.slice(0, index).map((key, at) => this.#same(alias, key, cursor[at]));
      return join([...equal, this.#beyond(alias, this.#keys[index] as Key, cursor[index])], ' and ', '(', ')');
    });
    const [first] = this.#keys as [Key];
    const beyond = any(alternatives);
    if (alternatives.length === 1 || first.column.nullable || cursor[0] == null) return beyond;
    // Said twice, so that an index on the first key is entered at the cursor, not read from its beginning.
    return sql`(${ordered(alias, first.column)} ${raw(this.#isDown(first) ? '<=' : '>=')} ${bound(first, cursor[0])} and ${beyond})`;
  }

  /** Whether all keys go the same way, and there is a value in each. */
  #oneWay(): boolean {
    return this.#keys.every(({ column, descending }, index) => !column.nullable && descending === this.#keys[0]?.descending && this.#cursor?.[index] != null);
  }

  #isDown({ descending }: Key): boolean {
    return descending !== this.backward;
  }

  #same(alias: string, key: Key, value: string | null | undefined): Sql {
    return sql`${columnOf(alias, key.column.column)} ${raw(key.column.nullable ? 'is not distinct from' : '=')} ${bound(key, value)}`;
  }

  #beyond(alias: string, key: Key, value: string | null | undefined): Sql {
    const column = ordered(alias, key.column);
    if (value == null) return this.#isDown(key) ? sql`${column} is not null` : sql`false`;
    if (this.#isDown(key)) return sql`${column} < ${bound(key, value)}`;
    return key.column.nullable ? sql`(${column} > ${bound(key, value)} or ${column} is null)` : sql`${column} > ${bound(key, value)}`;
  }

  /** The cursor text of a row read with {@link cursorColumns}. */
  static cursorOf(keys: readonly unknown[]): string {
    return Buffer.from(JSON.stringify(keys.map((key) => (key === null ? null : String(key))))).toString('base64url');
  }

  #parse(cursor: string): (string | null)[] {
    try {
      const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
      if (Array.isArray(keys) && keys.length === this.#keys.length && keys.every((key) => key === null || typeof key === 'string')) return keys;
    } catch {
      // falls through to the error below
    }
    throw badInput('分页游标与本次排序不符', 'This page cursor does not belong to this order');
  }
}

function bound(key: Key, value: string | null | undefined): Sql {
  return sql`${value ?? null}::text::${raw(key.column.sqlType)}`;
}
