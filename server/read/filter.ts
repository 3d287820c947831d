import { type RawBuilder, sql } from 'kysely';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { parseGlobalId } from '../../schema/Node.ts';
import { badInput, beyondLimit } from './errors.ts';
import type { Column, EntityClass, Model, Models } from './model.ts';

/** `{ unitClass: { eq: TOWNSHIP }, region: { name: { contains: "镇" } }, or: [...] }` */
export interface FilterInput {
  [field: string]: unknown;
}

export type Condition = RawBuilder<boolean>;

const TRUE: Condition = sql<boolean>`true`;

/** Refuses a filter of more than `limit` conditions and values, counted together. */
export function refuseLargeFilter(filter: FilterInput | null | undefined, limit: number): void {
  const found = sizeOf(filter);
  if (found > limit) throw beyondLimit(ErrorCode.FILTER_TOO_LARGE, '筛选条件过多', 'A filter of too many conditions', { limit, found });
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + sizeOf(each), 0);
  // Moments come as Date, everything else that is an object was written by the caller.
  if (typeof value !== 'object' || value === null || value instanceof Date) return 1;
  return Object.values(value).reduce((sum: number, each) => sum + sizeOf(each), 0) || 1;
}

/** The SQL condition of a filter on the table `alias`. Relations are looked into with `exists`. */
export function condition(models: Models, entity: EntityClass, filter: FilterInput | null | undefined, alias: string): Condition {
  if (!filter) return TRUE;
  const model = models.get(entity);
  const parts: Condition[] = [];
  for (const [field, wanted] of Object.entries(filter)) {
    if (wanted === null || wanted === undefined) continue;
    if (field === 'and') parts.push(all((wanted as FilterInput[]).map((each) => condition(models, entity, each, alias))));
    else if (field === 'or') parts.push(any((wanted as FilterInput[]).map((each) => condition(models, entity, each, alias))));
    else if (field === 'not') parts.push(sql<boolean>`not coalesce(${condition(models, entity, wanted as FilterInput, alias)}, false)`);
    else parts.push(fieldCondition(models, model, field, wanted as FilterInput, alias));
  }
  return all(parts);
}

export function all(conditions: readonly Condition[]): Condition {
  const meant = conditions.filter((each) => each !== TRUE);
  return meant.length ? sql<boolean>`(${sql.join(meant, sql` and `)})` : TRUE;
}

function any(conditions: readonly Condition[]): Condition {
  return conditions.length ? sql<boolean>`(${sql.join(conditions, sql` or `)})` : sql<boolean>`false`;
}

function fieldCondition(models: Models, model: Model, field: string, wanted: FilterInput, alias: string): Condition {
  const column = model.columns.get(field);
  if (!column) throw new Error(`${model.name} has no column for ${field}`);
  const reference = sql.ref(`${alias}.${column.column}`);
  if (column.target) {
    const target = models.get(column.target);
    // By depth, not by name: PostgreSQL cuts names at 63 bytes, and two cut alike would be one.
    const inner = `t${Number(alias.slice(1)) + 1}`;
    return sql<boolean>`exists (select from ${sql.table(target.table)} as ${sql.id(inner)} where ${sql.ref(`${inner}.id`)} = ${reference} and ${condition(models, column.target, wanted, inner)})`;
  }
  const read = field === 'id' ? (value: unknown) => keyOf(model, value) : (value: unknown) => value;
  return all(
    Object.entries(wanted)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([operator, value]) => operatorCondition(reference, column, operator, value, read)),
  );
}

const COMPARISONS: Record<string, string> = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' };

function operatorCondition(reference: RawBuilder<unknown>, column: Column, operator: string, value: unknown, read: (value: unknown) => unknown): Condition {
  switch (operator) {
    case 'isNull':
      return value ? sql<boolean>`${reference} is null` : sql<boolean>`${reference} is not null`;
    case 'in':
      return sql<boolean>`${reference} = any(${(value as unknown[]).map(read)}::${sql.raw(column.sqlType)}[])`;
    case 'contains':
      return sql<boolean>`${reference} ilike ${`%${escapeLike(String(value))}%`}`;
    case 'startsWith':
      return sql<boolean>`${reference} ilike ${`${escapeLike(String(value))}%`}`;
    default: {
      const comparison = COMPARISONS[operator];
      if (!comparison) throw new Error(`Unknown filter operator ${operator}`);
      return sql<boolean>`${reference} ${sql.raw(comparison)} ${read(value)}::${sql.raw(column.sqlType)}`;
    }
  }
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

function keyOf(model: Model, id: unknown): number {
  const parsed = parseGlobalId(String(id));
  if (parsed?.typeName === model.name) return parsed.key;
  throw badInput(`“${id}”不是 ${model.name} 的编号`, `"${id}" is not the id of a ${model.name}`);
}
