import { ErrorCode } from '../../../schema/ErrorCode.ts';
import { parseGlobalId } from '../../../schema/Node.ts';
import { badInput, beyondLimit } from '../errors.ts';
import { listingOf } from '../listing.ts';
import type { Tables } from '../visibility.ts';
import { type Column, type EntityClass, type Model, type Models, ordered } from './model.ts';
import { contains, search, startsWith, wordsOf } from './search.ts';
import { all, any, type Condition, columnOf, raw, sql, TRUE, tableAs } from './sql.ts';
import { versionCondition } from './versions.ts';

/** `{ unitClass: { eq: TOWNSHIP }, region: { name: { contains: "镇" } }, or: [...] }` */
export interface FilterInput {
  [field: string]: unknown;
}

/** Refuses a filter of more than `limit` conditions and values, counted together. */
export function refuseLargeFilter(filter: FilterInput | null | undefined, limit: number): void {
  const found = sizeOf(filter);
  if (found > limit) throw beyondLimit(ErrorCode.FILTER_TOO_LARGE, '筛选条件过多', 'A filter of too many conditions', { limit, found });
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + sizeOf(each), 0);
  // Moments come as Date, everything else that is an object was written by the caller.
  if (typeof value !== 'object' || value === null || value instanceof Date) return 1;
  // Each word of a search is a condition of its own.
  return Object.entries(value).reduce((sum, [name, each]) => sum + (name === 'search' && typeof each === 'string' ? wordsOf(each).length || 1 : sizeOf(each)), 0) || 1;
}

/** The SQL condition of a filter on the table `alias`. Relations, to one or to many, are looked into with `exists`. */
export function condition(tables: Tables, entity: EntityClass, filter: FilterInput | null | undefined, alias: string): Condition {
  if (!filter) return TRUE;
  const model = tables.models.get(entity);
  const parts: Condition[] = [];
  for (const [field, wanted] of Object.entries(filter)) {
    if (wanted === null || wanted === undefined) continue;
    if (field === 'and') parts.push(all((wanted as FilterInput[]).map((each) => condition(tables, entity, each, alias))));
    else if (field === 'or') parts.push(any((wanted as FilterInput[]).map((each) => condition(tables, entity, each, alias))));
    else if (field === 'not') parts.push(sql`not coalesce(${condition(tables, entity, wanted as FilterInput, alias)}, false)`);
    else parts.push(fieldCondition(tables, model, field, wanted as FilterInput, alias));
  }
  return all(parts);
}

function fieldCondition(tables: Tables, model: Model, field: string, wanted: FilterInput, alias: string): Condition {
  const column = model.columns.get(field);
  if (!column) return all(given(wanted).map(([quantifier, filter]) => quantified(tables, model, field, quantifier, filter as FilterInput, alias)));
  if (column.target) {
    const target = tables.models.get(column.target);
    const inner = below(alias);
    const [key, table, fits] = [columnOf(alias, column.column), tables.table(target, inner), condition(tables, column.target, wanted, inner)];
    const picked = pickedBy(tables.models, column.target, wanted);
    if (picked === 'one') return sql`${key} = (select ${columnOf(inner, 'id')} from ${table} where ${fits})`;
    if (picked === 'few') return sql`${key} = any(array(select ${columnOf(inner, 'id')} from ${table} where ${fits}))`;
    return sql`exists (select from ${table} where ${columnOf(inner, 'id')} = ${key} and ${fits})`;
  }
  const read = field === 'id' ? (value: unknown) => keyOf(model, value) : (value: unknown) => value;
  return all(
    given(wanted).flatMap(([operator, value]) => (operator === 'sameAs' ? sameAs(model, alias, column, value as number) : operatorCondition(alias, column, operator, value, read))),
  );
}

/**
 * Whether a filter can fit one row at most, or those few that point at such a one: it names it by something unique. They are looked up
 * first then, and what points at them is found by its index; of `exists` PostgreSQL thinks that what fits lies evenly among all rows, and
 * reads these in the order of the page until it has enough: a month's findings took a hundred times as long.
 */
function pickedBy(models: Models, entity: EntityClass, filter: FilterInput): 'one' | 'few' | undefined {
  const { columns } = models.get(entity);
  const picks = given(filter).map(([field, wanted]) => {
    if (field === 'and') return (wanted as FilterInput[]).map((each) => pickedBy(models, entity, each)).find(Boolean);
    const column = columns.get(field);
    if (column?.target) return pickedBy(models, column.target, wanted as FilterInput) && 'few';
    if (!column?.unique) return undefined;
    const { eq, in: among } = wanted as FilterInput;
    return eq != null ? 'one' : among != null ? 'few' : undefined;
  });
  return picks.find((each) => each === 'one') ?? picks.find((each) => each === 'few');
}

/** Some, none or every one of the rows that point here; of versioned ones those that hold now. */
function quantified(tables: Tables, model: Model, field: string, quantifier: string, filter: FilterInput, alias: string): Condition {
  const listing = listingOf(model.name, field);
  if (!listing?.property) throw new Error(`${model.name} has neither a column nor a list for ${field}`);
  const { entity, property } = listing;
  const { models } = tables;
  const inner = below(alias);
  const pointing = sql`${columnOf(inner, models.column(entity, property).column)} = ${columnOf(alias, 'id')}`;
  const fits = condition(tables, entity, filter, inner);
  const wanted = quantifier === 'every' ? sql`not coalesce(${fits}, false)` : fits;
  const exists = sql`exists (select from ${tables.table(models.get(entity), inner)} where ${all([pointing, versionCondition(models, entity, {}, inner), wanted])})`;
  return quantifier === 'some' ? exists : sql`not ${exists}`;
}

/** What was asked for: null is the same as nothing. */
function given(wanted: FilterInput): [string, unknown][] {
  return Object.entries(wanted).filter(([, value]) => value !== null && value !== undefined);
}

/** The name of the next table within: by depth, since PostgreSQL cuts names at 63 bytes, and two cut alike would be one. */
function below(alias: string): string {
  return `t${Number(alias.slice(1)) + 1}`;
}

/** Equal to what the row of this key has in the column: said by policies, never by a caller. */
function sameAs({ table }: Model, alias: string, { column }: Column, key: number): Condition {
  const inner = below(alias);
  return sql`${columnOf(alias, column)} = (select ${columnOf(inner, column)} from ${tableAs(table, inner)} where ${columnOf(inner, 'id')} = ${key})`;
}

const COMPARISONS: Record<string, string> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

function operatorCondition(alias: string, column: Column, operator: string, value: unknown, read: (value: unknown) => unknown): Condition | Condition[] {
  const reference = columnOf(alias, column.column);
  switch (operator) {
    case 'isNull':
      return value ? sql`${reference} is null` : sql`${reference} is not null`;
    case 'in':
      return sql`${reference} = any(${(value as unknown[]).map(read)}::${raw(column.sqlType)}[])`;
    case 'contains':
      return contains(alias, column.column, String(value));
    case 'startsWith':
      return startsWith(alias, column.column, String(value));
    case 'search':
      return search(alias, column.column, column.searchedBy as string, String(value));
    case 'eq':
    case 'ne':
      return sql`${reference} ${raw(operator === 'eq' ? '=' : '<>')} ${column.fewValues ? literal(value) : sql`${read(value)}::${raw(column.sqlType)}`}`;
    default: {
      const comparison = COMPARISONS[operator];
      if (!comparison) throw new Error(`Unknown filter operator ${operator}`);
      // As the column is ordered, so that what is less stands before.
      return sql`${ordered(alias, column)} ${raw(comparison)} ${read(value)}::${raw(column.sqlType)}`;
    }
  }
}

/** A word of an enum, or a boolean, in the statement's own text: PostgreSQL then knows how common it is, and plans the statement once for all who ask. */
function literal(value: unknown): Condition {
  return raw(typeof value === 'boolean' ? String(value) : `'${String(value).replaceAll("'", "''")}'`);
}

function keyOf(model: Model, id: unknown): number {
  // A policy names rows by their keys; GraphQL hands ids over as text.
  if (typeof id === 'number') return id;
  const parsed = parseGlobalId(String(id));
  if (parsed?.typeName === model.name) return parsed.key;
  throw badInput(`“${id}”不是 ${model.name} 的编号`, `"${id}" is not the id of a ${model.name}`);
}
