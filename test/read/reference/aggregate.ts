import { Decimal } from 'decimal.js';
import { isObjectType } from 'graphql';
import type { Row } from './tables.ts';
import { shown } from './values.ts';
import type { World } from './world.ts';

interface AggregateArguments {
  groupBy?: readonly string[] | null;
  orderBy?: readonly { measure: string; direction: string }[] | null;
  first?: number | null;
}

interface Group {
  /** By the names grouped by: a column's value, or a row. */
  key: Record<string, unknown>;
  rows: Row[];
}

/** Rows grouped and counted; without groupBy one group of them all. In order of the keys unless another is asked for. */
export function aggregatesOf(world: World, typeName: string, rows: readonly Row[], { groupBy, orderBy, first }: AggregateArguments) {
  const names = groupBy ?? [];
  const groups = names.length ? [...grouped(rows, (row) => Object.fromEntries(names.map((name) => [name, reached(world, row, name.split('_'))])))] : [{ key: {}, rows: [...rows] }];
  const inOrder = (a: Group, b: Group) => {
    for (const { measure, direction } of orderBy ?? []) {
      const order = compareMeasures(world, typeName, measure, a, b);
      if (order) return direction === 'DESC' ? -order : order;
    }
    for (const name of names) {
      const order = compareKeys(world, typeName, name.split('_'), a.key[name], b.key[name]);
      if (order) return order;
    }
    return 0;
  };
  return groups
    .sort(inOrder)
    .slice(0, first ?? groups.length)
    .map(({ key, rows: those }) => {
      const over = (operation: string, shape: string) =>
        Object.fromEntries(fieldsOf(world, shape).map((field) => [field, shownMeasure(world, typeName, operation, field, measureOf(world, typeName, those, operation, field))]));
      const [numbers, extremes] = [`${typeName}Numbers`, `${typeName}Extremes`];
      return {
        key,
        count: those.length,
        average: () => over('average', numbers),
        sum: () => over('sum', numbers),
        minimum: () => over('minimum', extremes),
        maximum: () => over('maximum', extremes),
      };
    });
}

function shownMeasure(world: World, typeName: string, operation: string, field: string, value: unknown): unknown {
  return operation === 'minimum' || operation === 'maximum' ? shown(world.typeOf(typeName, field), typeName, value) : value;
}

function fieldsOf(world: World, typeName: string): string[] {
  const type = world.schema.getType(typeName);
  return isObjectType(type) ? Object.keys(type.getFields()) : [];
}

function grouped(rows: readonly Row[], keyOf: (row: Row) => Group['key']): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = keyOf(row);
    const text = JSON.stringify(Object.values(key));
    const group = groups.get(text) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(text, group);
  }
  return groups.values();
}

/** `inspection_unit_unitClass`: from relation to relation, and there a column, or the row itself. */
function reached(world: World, row: Row, [field, ...further]: string[]): unknown {
  if (!field) return row;
  if (!world.has(world.typeOf(row.__typename, field))) return row[field];
  const next = world.related(row, field);
  return next && reached(world, next, further);
}

/** Rows stand by their id, values in the order of their column. */
function compareKeys(world: World, typeName: string, [field, ...further]: string[], a: unknown, b: unknown): number {
  const target = world.typeOf(typeName, field as string);
  if (further.length) return compareKeys(world, target, further, a, b);
  const place = (key: unknown) => (key !== null && typeof key === 'object' ? (key as Row).id : key);
  return world.has(target) ? world.compareNullable(target, 'id', place(a), place(b)) : world.compareNullable(typeName, field as string, a, b);
}

function compareMeasures(world: World, typeName: string, measure: string, a: Group, b: Group): number {
  const [operation, field] = measure.split('_') as [string, string];
  if (operation === 'count') return a.rows.length - b.rows.length;
  const [one, other] = [a, b].map(({ rows }) => measureOf(world, typeName, rows, operation, field));
  if (operation === 'minimum' || operation === 'maximum') return world.compareNullable(typeName, field, one, other);
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return new Decimal(one as string).comparedTo(other as string);
}

/** The sum, average, minimum or maximum of a column over the rows that have a value; null where none has. */
function measureOf(world: World, typeName: string, rows: readonly Row[], operation: string, field: string): unknown {
  const values = rows.map((row) => row[field]).filter((value) => value !== null);
  if (!values.length) return null;
  if (operation === 'minimum' || operation === 'maximum') return values.sort((a, b) => world.compare(typeName, field, a, b)).at(operation === 'minimum' ? 0 : -1);
  const sum = (values as Decimal.Value[]).reduce<Decimal>((total, value) => total.plus(value), new Decimal(0));
  const places = Math.max(...values.map((value) => new Decimal(value as Decimal.Value).decimalPlaces()));
  return operation === 'average' ? sum.dividedBy(values.length).toFixed(2, Decimal.ROUND_HALF_UP) : sum.toFixed(world.typeOf(typeName, field) === 'Int' ? 0 : Math.max(2, places));
}
