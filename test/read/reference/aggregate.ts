import { Decimal } from 'decimal.js';
import { isObjectType } from 'graphql';
import type { Row } from './tables.ts';
import { compare, compareNullable, shown } from './values.ts';
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
      const order = compareNullable('Decimal', measured(world, typeName, a, measure), measured(world, typeName, b, measure));
      if (order) return direction === 'DESC' ? -order : order;
    }
    for (const name of names) {
      const order = compareKeys(scalarAt(world, typeName, name.split('_')), a.key[name], b.key[name]);
      if (order) return order;
    }
    return 0;
  };
  return groups
    .sort(inOrder)
    .slice(0, first ?? groups.length)
    .map(({ key, rows: those }) => {
      const over = (operation: string, shape: string) => Object.fromEntries(fieldsOf(world, shape).map((field) => [field, measureOf(world, typeName, those, operation, field)]));
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

function scalarAt(world: World, typeName: string, [field, ...further]: string[]): string {
  return field ? scalarAt(world, world.typeOf(typeName, field), further) : typeName;
}

function compareKeys(scalar: string, a: unknown, b: unknown): number {
  const place = (key: unknown) => (key !== null && typeof key === 'object' ? (key as Row).id : key);
  return compareNullable(scalar, place(a), place(b));
}

/** One measure of a group, `count` or `average_score`: a number as a value that can be compared. */
function measured(world: World, typeName: string, group: Group, measure: string): unknown {
  const [operation, field] = measure.split('_') as [string, string];
  return operation === 'count' ? group.rows.length : measureOf(world, typeName, group.rows, operation, field);
}

/** The sum, average, minimum or maximum of a column over the rows that have a value; null where none has. */
function measureOf(world: World, typeName: string, rows: readonly Row[], operation: string, field: string): unknown {
  const scalar = world.typeOf(typeName, field);
  const values = rows.map((row) => row[field]).filter((value) => value !== null);
  if (!values.length) return null;
  if (operation === 'minimum' || operation === 'maximum') {
    const sorted = values.sort((a, b) => compare(scalar, a, b));
    return shown(scalar, typeName, sorted.at(operation === 'minimum' ? 0 : -1));
  }
  const sum = (values as Decimal.Value[]).reduce<Decimal>((total, value) => total.plus(value), new Decimal(0));
  const places = Math.max(...values.map((value) => new Decimal(value as Decimal.Value).decimalPlaces()));
  return operation === 'average' ? sum.dividedBy(values.length).toFixed(2, Decimal.ROUND_HALF_UP) : sum.toFixed(scalar === 'Int' ? 0 : Math.max(2, places));
}
