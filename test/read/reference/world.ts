import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import type { Row, Tables } from './tables.ts';

/** All rows there are, in memory, and the schema that says what they are. */
export class World {
  readonly schema: GraphQLSchema;
  readonly #tables: Tables;

  constructor(schema: GraphQLSchema, tables: Tables) {
    this.schema = schema;
    this.#tables = tables;
  }

  /** Whether the type has a table. */
  has(typeName: string): boolean {
    return this.#tables.has(typeName);
  }

  /** Every row of a type, by id. */
  rows(typeName: string): readonly Row[] {
    const rows = this.#tables.get(typeName);
    if (!rows) throw new Error(`${typeName} has no table`);
    return rows;
  }

  find(typeName: string, id: unknown): Row | null {
    return this.rows(typeName).find((row) => row.id === id) ?? null;
  }

  /** The row that `row.field` points at. */
  related(row: Row, field: string): Row | null {
    return this.find(this.typeOf(row.__typename, field), row[field]);
  }

  /** The rows of `typeName` that point at `row`, by their one field of its type. */
  pointingAt(row: Row, typeName: string): Row[] {
    const back = Object.values(this.#fields(typeName)).filter(({ type }) => getNamedType(type).name === row.__typename && !isConnection(type.toString()));
    const [field] = back;
    if (!field || back.length > 1) throw new Error(`${typeName} points at ${row.__typename} in ${back.length} ways`);
    return this.rows(typeName).filter((each) => each[field.name] === row.id);
  }

  /** The name of the type of a field, without lists and exclamation marks. */
  typeOf(typeName: string, field: string): string {
    const { type } = this.#fields(typeName)[field] ?? {};
    if (!type) throw new Error(`${typeName} has no field ${field}`);
    return getNamedType(type).name;
  }

  #fields(typeName: string): ReturnType<GraphQLObjectType['getFields']> {
    const type = this.schema.getType(typeName);
    return isObjectType(type) ? type.getFields() : {};
  }
}

export function isConnection(type: string): boolean {
  return /Connection!?$/.test(type);
}
