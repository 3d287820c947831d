import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { type NameOrder, type Row, readNameOrder, readTables, type Tables } from './tables.ts';
import { compare } from './values.ts';

/** Whether a field may be read. */
export type May = (typeName: string, fieldName: string) => boolean;

/** All rows there are, or all that somebody may see, in memory, and the schema that says what they are. */
export class World {
  readonly schema: GraphQLSchema;
  readonly #tables: Tables;
  readonly #nameOrder: NameOrder;
  readonly may: May;
  /** Whether a row is seen, also one that is not there. */
  readonly sees: (row: Row) => boolean;

  constructor(schema: GraphQLSchema, tables: Tables, nameOrder: NameOrder, may: May = () => true, sees: (row: Row) => boolean = () => true) {
    this.schema = schema;
    this.#tables = tables;
    this.#nameOrder = nameOrder;
    this.may = may;
    this.sees = sees;
  }

  /** All that stands in a database. The schema is one without the server's resolvers. */
  static async read(schema: GraphQLSchema, databaseUrl: string): Promise<World> {
    const tables = await readTables(schema, databaseUrl);
    return new World(schema, tables, await readNameOrder(tables, databaseUrl));
  }

  /** The same with only the rows that somebody may see, and only the fields that they may read. */
  seenBy(sees: (row: Row) => boolean, may: May): World {
    const tables = new Map([...this.#tables].map(([typeName, rows]) => [typeName, rows.filter(sees)]));
    return new World(this.schema, tables, this.#nameOrder, may, sees);
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

  /** Negative, zero or positive; neither is null. Names stand as PostgreSQL puts them. */
  compare(typeName: string, field: string, a: unknown, b: unknown): number {
    return this.#isName(typeName, field) ? this.#placeOf(a) - this.#placeOf(b) : compare(this.typeOf(typeName, field), a, b);
  }

  /** The same where there may be no value: that stands after all others, so that descending it comes first. */
  compareNullable(typeName: string, field: string, a: unknown, b: unknown): number {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return this.compare(typeName, field, a, b);
  }

  /** Whether a field can be searched as a name is. */
  #isName(typeName: string, field: string): boolean {
    const filter = this.schema.getType(`${typeName}Filter`);
    const operators = isInputObjectType(filter) && getNamedType(filter.getFields()[field]?.type);
    return isInputObjectType(operators) && 'search' in operators.getFields();
  }

  #placeOf(name: unknown): number {
    const place = this.#nameOrder.get(name as string);
    if (place === undefined) throw new Error(`Nobody is named ${name}`);
    return place;
  }

  #fields(typeName: string): ReturnType<GraphQLObjectType['getFields']> {
    const type = this.schema.getType(typeName);
    return isObjectType(type) ? type.getFields() : {};
  }
}

export function isConnection(type: string): boolean {
  return /Connection!?$/.test(type);
}
