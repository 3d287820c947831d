import type { EntityMetadata, EntityProperty, MikroORM } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { Node } from '../../schema/Node.ts';

/** A class in schema/ with a table and a GraphQL type. */
export type EntityClass<T extends Node = Node> = new () => T;

/** A row as it is read: the entity's own property names, with the key of the other row where it has a relation. */
export type Row<T> = {
  [K in keyof T]: NonNullable<T[K]> extends Node ? number | Extract<T[K], null> : NonNullable<T[K]> extends Date ? string | Extract<T[K], null> : T[K];
};

/** A column, and how it is spoken of on either side. */
export interface Column {
  property: string;
  column: string;
  /** PostgreSQL's type, to read page cursors back into. */
  sqlType: string;
  nullable: boolean;
  target?: EntityClass;
}

/** A table as the read engine sees it. */
export interface Model {
  name: string;
  table: string;
  columns: ReadonlyMap<string, Column>;
  /** Every column of the table `alias`, named by its property. */
  select(alias: string): RawBuilder<unknown>;
}

/** The tables of the ORM's metadata: a new entity class needs no code here. */
export class Models {
  readonly #models = new Map<EntityClass, Model>();

  constructor(orm: MikroORM) {
    for (const metadata of orm.getMetadata().getAll().values()) {
      this.#models.set(metadata.class as unknown as EntityClass, modelOf(metadata));
    }
  }

  get(entity: EntityClass): Model {
    const model = this.#models.get(entity);
    if (!model) throw new Error(`${entity.name} has no table`);
    return model;
  }
}

function modelOf(metadata: EntityMetadata): Model {
  const columns = new Map<string, Column>();
  for (const property of metadata.props) {
    const column = property.fieldNames?.[0];
    if (column) columns.set(property.name, columnOf(property, column));
  }
  return {
    name: metadata.className,
    table: metadata.tableName,
    columns,
    select: (alias) => sql.join([...columns.values()].map((column) => sql`${selectable(alias, column)} as ${sql.id(column.property)}`)),
  };
}

function columnOf(property: EntityProperty, column: string): Column {
  return {
    property: property.name,
    column,
    sqlType: property.columnTypes[0] ? comparable(property.columnTypes[0]) : 'text',
    nullable: property.nullable ?? false,
    ...(property.targetMeta ? { target: property.targetMeta.class as unknown as EntityClass } : {}),
  };
}

/** The type to compare a caller's value in. Without precision: `numeric(6,2)` would round the value first, and 93.745 would equal 93.75. */
function comparable(columnType: string): string {
  return columnType
    .replace(/^serial$/, 'int')
    .replace(/^bigserial$/, 'bigint')
    .replace(/^(numeric|timestamptz)\(.*\)$/, '$1');
}

/** Moments leave the database as RFC 3339, as GraphQL wants them. */
function selectable(alias: string, column: Column): RawBuilder<unknown> {
  const reference = sql.ref(`${alias}.${column.column}`);
  return column.sqlType.startsWith('timestamptz') ? sql`to_char(${reference} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : reference;
}
