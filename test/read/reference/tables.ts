import { type GraphQLObjectType, type GraphQLSchema, getNamedType, getNullableType, isInterfaceType, isListType } from 'graphql';
import { openSession } from '../../testkit/sessions.ts';

/** A row under its GraphQL names: columns as {@link parsed}, and the other row's key where the type has a relation. */
export interface Row {
  readonly __typename: string;
  readonly id: number;
  readonly [field: string]: unknown;
}

export type Tables = ReadonlyMap<string, readonly Row[]>;

/** Every table that the schema shows as a Node, read whole. Table and columns are the type's and its fields' names in snake case. */
export async function readTables(schema: GraphQLSchema, databaseUrl: string): Promise<Tables> {
  const session = await openSession(databaseUrl);
  try {
    await session.query(`set timezone to 'UTC'`);
    const tables = new Map<string, readonly Row[]>();
    for (const type of nodeTypes(schema)) {
      // Every value as the text PostgreSQL writes: a JavaScript date or number would round it.
      const { rows } = await session.query<Record<string, string | null>>({
        text: `select * from ${snake(type.name)} order by id`,
        types: { getTypeParser: () => (text: string) => text },
      });
      tables.set(
        type.name,
        rows.map((columns) => rowOf(type, columns)),
      );
    }
    return tables;
  } finally {
    await session.end();
  }
}

/** The place of each name among all that stand in a `name` column. */
export type NameOrder = ReadonlyMap<string, number>;

/** Asks PostgreSQL, whose Chinese may be another edition than Node's. */
export async function readNameOrder(tables: Tables, databaseUrl: string): Promise<NameOrder> {
  const names = [...tables.values()].flat().flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  const session = await openSession(databaseUrl);
  try {
    const { rows } = await session.query<{ name: string }>('select distinct name from unnest($1::text[]) as n(name)', [names]);
    const sorted = await session.query<{ name: string }>('select name from unnest($1::text[]) as n(name) order by name collate "zh-x-icu"', [rows.map(({ name }) => name)]);
    return new Map(sorted.rows.map(({ name }, place) => [name, place]));
  } finally {
    await session.end();
  }
}

export function nodeTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const node = schema.getType('Node');
  return isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
}

function rowOf(type: GraphQLObjectType, columns: Record<string, string | null>): Row {
  const row: Record<string, unknown> = { __typename: type.name };
  for (const field of Object.values(type.getFields())) {
    const relation = columns[`${snake(field.name)}_id`];
    const column = columns[snake(field.name)];
    if (relation !== undefined) row[field.name] = relation === null ? null : Number(relation);
    else if (column !== undefined) row[field.name] = isListType(getNullableType(field.type)) ? listed(column) : parsed(getNamedType(field.type).name, column);
  }
  // What GraphQL does not show stands under its own name, as text.
  for (const [name, text] of Object.entries(columns)) if (!(name in row)) row[`$${name}`] = text;
  return row as unknown as Row;
}

/** `{TOWNSHIP,CITY}`, an array of words. */
function listed(text: string | null): string[] | null {
  return text === null ? null : text.slice(1, -1).split(',').filter(Boolean);
}

/** A column's text as a value that can be compared: numbers, booleans, moments as `2026-01-31T12:00:00.000001`, all else as text. */
function parsed(scalar: string, text: string | null): unknown {
  if (text === null) return null;
  switch (scalar) {
    case 'ID':
    case 'Int':
      return Number(text);
    case 'Boolean':
      return text === 't';
    case 'DateTime': {
      const [second, fraction = ''] = text.replace(' ', 'T').replace(/\+00$/, '').split('.');
      return `${second}.${fraction.padEnd(6, '0')}`;
    }
    default:
      return text;
  }
}

function snake(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase();
}
