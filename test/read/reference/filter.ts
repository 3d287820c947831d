import { searched } from './search.ts';
import type { Row } from './tables.ts';
import { meant } from './values.ts';
import { isCurrent } from './versions.ts';
import type { World } from './world.ts';

export type Filter = Readonly<Record<string, unknown>>;

/**
 * Whether a row fits. SQL knows a third truth, neither true nor false, wherever a value is missing; but `not` takes it for false, and
 * "and", "or" and `where` cannot tell it from false either. So a comparison with a missing value is false here, and that is all.
 */
export function fits(world: World, row: Row, filter: Filter | null | undefined): boolean {
  return given(filter).every(([field, wanted]) => {
    if (field === 'and') return (wanted as Filter[]).every((each) => fits(world, row, each));
    if (field === 'or') return (wanted as Filter[]).some((each) => fits(world, row, each));
    if (field === 'not') return !fits(world, row, wanted as Filter);
    const type = world.typeOf(row.__typename, field);
    if (type.endsWith('Connection')) {
      // Of versioned rows those that hold now, as the connection itself shows them.
      const rows = world.pointingAt(row, type.slice(0, -'Connection'.length)).filter((each) => isCurrent(each));
      return fitsMany(world, rows, wanted as Filter);
    }
    if (!world.has(type)) return given(wanted as Filter).every(([operator, operand]) => holds(world, row, field, operator, operand));
    const related = world.related(row, field);
    return related !== null && fits(world, related, wanted as Filter);
  });
}

function fitsMany(world: World, rows: readonly Row[], quantifiers: Filter): boolean {
  return given(quantifiers).every(([quantifier, wanted]) => {
    const fitting = rows.filter((each) => fits(world, each, wanted as Filter)).length;
    if (quantifier === 'some') return fitting > 0;
    if (quantifier === 'none') return fitting === 0;
    if (quantifier === 'every') return fitting === rows.length;
    throw new Error(`There is no quantifier ${quantifier} here`);
  });
}

function holds(world: World, row: Row, field: string, operator: string, operand: unknown): boolean {
  const value = row[field];
  if (operator === 'isNull') return (value === null) === operand;
  if (value === null) return false;
  if (operator === 'sameAs') return value === world.find(row.__typename, operand)?.[field];
  const scalar = world.typeOf(row.__typename, field);
  const order = (other: unknown) => world.compare(row.__typename, field, value, meant(scalar, other));
  switch (operator) {
    case 'eq':
      return order(operand) === 0;
    case 'ne':
      return order(operand) !== 0;
    case 'in':
      return (operand as unknown[]).some((each) => order(each) === 0);
    case 'lt':
      return order(operand) < 0;
    case 'lte':
      return order(operand) <= 0;
    case 'gt':
      return order(operand) > 0;
    case 'gte':
      return order(operand) >= 0;
    case 'contains':
      return folded(value).includes(folded(operand));
    case 'startsWith':
      return folded(value).startsWith(folded(operand));
    case 'search':
      return searched(String(value), row.__typename === 'Officer', String(operand));
    default:
      throw new Error(`There is no operator ${operator} here`);
  }
}

/** What was asked for: null is the same as nothing. */
function given(filter: Filter | null | undefined): [string, unknown][] {
  return Object.entries(filter ?? {}).filter(([, wanted]) => wanted != null);
}

function folded(text: unknown): string {
  return String(text).toLowerCase();
}
