import { type Column, columnIn, type Model, type Models, selectable } from '../sql/model.ts';
import { columnOf, join, raw, type Sql, sql } from '../sql/sql.ts';
import type { Tables } from '../visibility.ts';

/** The columns of one statement's rows in the order they are read in: of the table `t`, and of the rows that it points at. */
export class Columns {
  readonly #models: Models;
  readonly #selected: string[] = [];
  readonly #joins: { model: Model; joined: string; key: Sql }[] = [];
  #aliases = 0;
  /** Of the table itself. */
  readonly own: TableColumns;

  constructor(models: Models, model: Model) {
    this.#models = models;
    this.own = new TableColumns(this, model, 't');
  }

  /** How many there are. */
  get length(): number {
    return this.#selected.length;
  }

  get isJoined(): boolean {
    return this.#joins.length > 0;
  }

  add(alias: string, column: Column): number {
    return this.#selected.push(selectable(alias, column)) - 1;
  }

  join(alias: string, column: Column): TableColumns {
    if (!column.target) throw new Error(`${column.property} points at nothing`);
    const model = this.#models.get(column.target);
    const joined = `j${this.#aliases++}`;
    this.#joins.push({ model, joined, key: columnOf(alias, column.column) });
    return new TableColumns(this, model, joined);
  }

  /** What to select, and what else is to stand behind it. Rows are read as arrays, so nothing needs a name. */
  select(further: readonly string[] = []): Sql {
    return raw([...this.#selected, ...further].join(', ') || 'null');
  }

  /** `rows`, which name the table `t`, with what is joined to them of the tables as they are seen. */
  from(rows: Sql, tables: Tables): Sql {
    if (!this.#joins.length) return rows;
    const joins = this.#joins.map(({ model, joined, key }) => sql`left join ${tables.table(model, joined)} on ${columnOf(joined, 'id')} = ${key}`);
    return sql`${rows} ${join(joins, ' ')}`;
  }
}

/** The columns of one of a statement's tables; one that is asked for twice is read once. */
export class TableColumns {
  readonly model: Model;
  readonly #statement: Columns;
  readonly #alias: string;
  readonly #at = new Map<string, number>();
  readonly #joined = new Map<string, TableColumns>();

  constructor(statement: Columns, model: Model, alias: string) {
    this.#statement = statement;
    this.model = model;
    this.#alias = alias;
  }

  /** Where a row has the column. */
  at(property: string): number {
    let at = this.#at.get(property);
    if (at === undefined) {
      at = this.#statement.add(this.#alias, columnIn(this.model, property));
      this.#at.set(property, at);
    }
    return at;
  }

  /** The columns of the row that this one points at. */
  join(property: string): TableColumns {
    let joined = this.#joined.get(property);
    if (!joined) {
      joined = this.#statement.join(this.#alias, columnIn(this.model, property));
      this.#joined.set(property, joined);
    }
    return joined;
  }
}
