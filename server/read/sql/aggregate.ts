import { ErrorCode } from '../../../schema/ErrorCode.ts';
import { badInput, beyondLimit } from '../errors.ts';
import { type Grouping, groupingsOf, MOST_GROUPS } from '../types/grouping.ts';
import { OrderDirection } from '../types/order.ts';
import { isEntity } from '../types/shown.ts';
import type { Tables } from '../visibility.ts';
import { type Column, type EntityClass, type Models, ordered, shownAs } from './model.ts';
import { all, type Condition, columnOf, join, quoted, raw, type Sql, sql, TRUE } from './sql.ts';

export interface AggregateArguments {
  groupBy?: readonly string[] | null;
  orderBy?: readonly { measure: string; direction: OrderDirection }[] | null;
  first?: number | null;
}

export interface AggregateRequest {
  args: AggregateArguments;
  /** The measures selected: `count`, `average_score`, `minimum_publishedAt`. */
  wanted: ReadonlySet<string>;
  /** Of the rows, on the alias `t`. */
  where: Condition;
  /** Groups of their own for each of `keys`, of the rows whose `column` has it. */
  parents?: { column: string; keys: readonly number[] };
}

/** A group as it is answered. Keys that are relations hold the key of the other row, those not grouped by null; measures nobody asked for are not there. */
export interface Group {
  key: Record<string, unknown>;
  count: number;
  average: Record<string, unknown>;
  sum: Record<string, unknown>;
  minimum: Record<string, unknown>;
  maximum: Record<string, unknown>;
}

export interface AggregateStatement {
  /** Its rows are the groups in their order, those of each parent together. */
  statement: Sql;
  groupOf(row: Record<string, unknown>): { parent?: number; group: Group };
}

type Operation = 'average' | 'sum' | 'minimum' | 'maximum';

/**
 * Counts and sums rows up, by groups or all in one, in one statement however many parents there are. Without `groupBy` there is
 * always one group, also of no rows. Of two groups that are alike in what is ordered by, that of the lesser key comes first.
 */
export function aggregateStatement(seen: Tables, entity: EntityClass, { args, wanted, where, parents }: AggregateRequest): AggregateStatement {
  const size = sizeOf(args);
  const { models } = seen;
  const tables = new JoinedTables(seen, entity);
  const offered = groupingsOf(entity);
  const keys = [...new Set(args.groupBy ?? [])].map((name, index) => ({ name, as: `k${index}`, ...tables.at((offered.get(name) as Grouping).path) }));
  // Counted always, and first: without one aggregate in it, and no groups, a statement would give every row.
  const measures = [...new Set(['count', ...wanted])].map((name, index) => ({ as: `m${index}`, ...measureOf(models, entity, name) }));

  const columns = [
    ...keys.map(({ alias, column, as }) => `${shownAs(reference(alias, column), column)} as ${quoted(as)}`),
    ...measures.map(({ shown, as }) => `${shown} as ${quoted(as)}`),
  ];
  const grouped = keys.length ? sql`group by ${raw(keys.map(({ alias, column }) => reference(alias, column)).join(', '))}` : raw('');
  const order = [
    ...inOrder(args.orderBy ?? []).map(({ measure, direction }) =>
      raw(`${measureOf(models, entity, measure).value} ${direction === OrderDirection.DESC ? 'desc nulls first' : 'asc nulls last'}`),
    ),
    ...keys.map(({ alias, column }) => sql`${ordered(alias, column)} asc nulls last`),
  ];
  const placed = keys.length ? sql`order by ${join(order, ', ')}` : raw('');
  const groups = (whose: Condition) => sql`select ${raw(columns.join(', '))} from ${tables.joined()} where ${all([whose, where])} ${grouped} ${placed} limit ${raw(String(size))}`;

  const statement = parents
    ? // What is limited below a parent comes whole and in its order.
      sql`select p.key as "parent", g.* from unnest(${parents.keys}::int[]) as p(key) cross join lateral (${groups(sql`${columnOf('t', parents.column)} = p.key`)}) as g`
    : groups(TRUE);

  const ungrouped = Object.fromEntries([...offered.keys()].map((name) => [name, null]));
  const groupOf = (row: Record<string, unknown>) => {
    const group: Group = { key: { ...ungrouped }, count: row.m0 as number, average: {}, sum: {}, minimum: {}, maximum: {} };
    for (const { name, as } of keys) group.key[name] = row[as];
    for (const { operation, property, as } of measures) if (operation) group[operation][property] = row[as];
    return parents ? { parent: row.parent as number, group } : { group };
  };
  return { statement, groupOf };
}

/** The class of the other row, where a field of a type is a key that is a relation: `item` of `FindingGroupKey`. */
export function keyTarget(typeName: string, fieldName: string): EntityClass | undefined {
  return targets.get(typeName)?.get(fieldName);
}

const targets = new Map<string, ReadonlyMap<string, EntityClass>>();

/** Notes which keys of a class are relations. */
export function noteKeyTargets(typeName: string, groupings: ReadonlyMap<string, Grouping>): void {
  targets.set(typeName, new Map([...groupings.values()].flatMap(({ name, type }) => (isEntity(type) ? [[name, type] as const] : []))));
}

function sizeOf({ first }: AggregateArguments): number {
  const size = first ?? MOST_GROUPS;
  if (size < 0) throw badInput(`组数不能为负，得到 ${size}`, `There cannot be ${size} groups`);
  if (size > MOST_GROUPS) throw beyondLimit(ErrorCode.PAGE_TOO_LARGE, '组数过多', 'Too many groups', { limit: MOST_GROUPS, found: size });
  return size;
}

/** A measure that stands again orders nothing more. */
function inOrder(orderBy: NonNullable<AggregateArguments['orderBy']>) {
  return orderBy.filter(({ measure }, index) => orderBy.findIndex((each) => each.measure === measure) === index);
}

interface Measure {
  /** To be ordered by. */
  value: string;
  /** As it leaves the database. */
  shown: string;
  operation?: Operation;
  property: string;
}

const AGGREGATES: Record<Operation, (column: string) => string> = {
  average: (column) => `round(avg(${column}), 2)`,
  sum: (column) => `sum(${column})`,
  minimum: (column) => `min(${column})`,
  maximum: (column) => `max(${column})`,
};

/** Of `average_score`. Sums and averages are numbers of any length: PostgreSQL sums integers up to bigint, and hands both over as text. */
function measureOf(models: Models, entity: EntityClass, measure: string): Measure {
  if (measure === 'count') return { value: 'count(*)', shown: 'count(*)::int', property: '' };
  const [operation, property] = measure.split('_') as [Operation, string];
  const column = models.column(entity, property);
  const value = AGGREGATES[operation](reference('t', column));
  return { value, shown: shownAs(value, column), operation, property };
}

function reference(alias: string, { column }: Column): string {
  return `${quoted(alias)}.${quoted(column)}`;
}

/** The table of a class as `t`, and those its relations lead to, each joined once. */
class JoinedTables {
  readonly #seen: Tables;
  readonly #entity: EntityClass;
  readonly #aliases = new Map<string, string>();
  readonly #joins: Sql[] = [];

  constructor(seen: Tables, entity: EntityClass) {
    this.#seen = seen;
    this.#entity = entity;
  }

  /** The column at the end of a path. */
  at(path: readonly string[]): { alias: string; column: Column } {
    let alias = 't';
    let entity = this.#entity;
    for (const [index, property] of path.slice(0, -1).entries()) {
      const relation = this.#seen.models.column(entity, property);
      entity = relation.target as EntityClass;
      alias = this.#join(path.slice(0, index + 1).join('_'), entity, columnOf(alias, relation.column));
    }
    const { models } = this.#seen;
    const column = models.column(entity, path.at(-1) as string);
    // Of rows that may be hidden only the keys of those that are seen: any other key would tell how many there are.
    if (!column.target || !this.#seen.hides(models.get(column.target))) return { alias, column };
    return { alias: this.#join(path.join('_'), column.target, columnOf(alias, column.column)), column: models.column(column.target, 'id') };
  }

  joined(): Sql {
    return join([this.#seen.table(this.#seen.models.get(this.#entity), 't'), ...this.#joins], ' ');
  }

  #join(way: string, entity: EntityClass, key: Sql): string {
    const known = this.#aliases.get(way);
    if (known) return known;
    const alias = `j${this.#aliases.size + 1}`;
    this.#aliases.set(way, alias);
    this.#joins.push(sql`left join ${this.#seen.table(this.#seen.models.get(entity), alias)} on ${columnOf(alias, 'id')} = ${key}`);
    return alias;
  }
}
