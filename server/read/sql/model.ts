import type { EntityMetadata, EntityProperty, MikroORM } from '@mikro-orm/postgresql';
import type { Node } from '../../../schema/Node.ts';
import { namesOf } from '../../../schema/names.ts';
import { quoted, raw, type Sql } from './sql.ts';

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
  /** No two rows have the same in it. */
  unique: boolean;
  /** It holds one of a few words, or true or false. */
  fewValues: boolean;
  target?: EntityClass;
  /** What it is ordered and compared by, where not by code points. */
  collation?: string;
  /** The column that a name is searched by. */
  searchedBy?: string;
}

/** PostgreSQL's order of Chinese, by sound. It tells any two texts apart, so that a page cursor means one place. */
const CHINESE = 'zh-x-icu';

/** A table as the read engine sees it. */
export interface Model {
  entity: EntityClass;
  name: string;
  table: string;
  columns: ReadonlyMap<string, Column>;
  /** These columns of the table `alias`, all of them unless named, each under its property's name. */
  select(alias: string, columns?: Iterable<Column>): Sql;
}

/** The tables of the ORM's metadata: a new entity class needs no code here. */
export class Models {
  readonly #models = new Map<EntityClass, Model>();

  /** Without an ORM there are none. */
  constructor(orm?: MikroORM) {
    for (const metadata of orm?.getMetadata().getAll().values() ?? []) {
      this.#models.set(metadata.class as unknown as EntityClass, modelOf(metadata));
    }
  }

  get(entity: EntityClass): Model {
    const model = this.#models.get(entity);
    if (!model) throw new Error(`${entity.name} has no table`);
    return model;
  }

  /** By the name of its type. */
  named(typeName: string): Model {
    const model = [...this.#models.values()].find(({ name }) => name === typeName);
    if (!model) throw new Error(`${typeName} has no table`);
    return model;
  }

  column(entity: EntityClass, property: string): Column {
    return columnIn(this.get(entity), property);
  }
}

export function columnIn({ name, columns }: Model, property: string): Column {
  const column = columns.get(property);
  if (!column) throw new Error(`${name} has no column for ${property}`);
  return column;
}

function modelOf(metadata: EntityMetadata): Model {
  const columns = new Map<string, Column>();
  const names = namesOf(metadata.class);
  const shadows = new Map(metadata.props.map(({ name, fieldNames }) => [name, fieldNames?.[0]]));
  for (const property of metadata.props) {
    const column = property.fieldNames?.[0];
    // What names are searched by is never read.
    if (!column || [...names.values()].includes(property.name)) continue;
    const searchedBy = shadows.get(names.get(property.name) ?? '');
    columns.set(property.name, { ...columnOf(property, column), ...(searchedBy ? { collation: CHINESE, searchedBy } : {}) });
  }
  return {
    entity: metadata.class as unknown as EntityClass,
    name: metadata.className,
    table: metadata.tableName,
    columns,
    select: (alias, wanted = columns.values()) => raw([...wanted].map((column) => `${selectable(alias, column)} as ${quoted(column.property)}`).join(', ')),
  };
}

function columnOf(property: EntityProperty, column: string): Column {
  return {
    property: property.name,
    column,
    sqlType: property.columnTypes[0] ? comparable(property.columnTypes[0]) : 'text',
    nullable: property.nullable ?? false,
    unique: property.primary === true || property.unique === true,
    fewValues: (property.enum === true && !property.array) || property.type === 'boolean',
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

/** A column as it leaves the database. */
export function selectable(alias: string, column: Column): string {
  return shownAs(`${quoted(alias)}.${quoted(column.column)}`, column);
}

/** A value of a column's type as it leaves the database: moments as RFC 3339, as GraphQL wants them. */
export function shownAs(expression: string, { sqlType }: Column): string {
  return sqlType.startsWith('timestamptz') ? `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : expression;
}

/** The column of the table `alias` to order and compare by. */
export function ordered(alias: string, { column, collation }: Column): Sql {
  return raw(`${quoted(alias)}.${quoted(column)}${collation ? ` collate ${quoted(collation)}` : ''}`);
}
