import { DEFAULT_PAGE, LARGEST_PAGE } from '../sql/page.ts';
import type { Arguments } from './arguments.ts';
import type { AggregatesField, Asked, ConnectionField, FieldPlan, ObjectPlan, ObjectShape, PageField, ValuePlan } from './plan.ts';

/** A list that has no pages, such as the items of an explanation, is taken for so many. */
const UNPAGED = 10;

/** The objects a plan may bring at most: page sizes multiplied down the tree, one for each relation of each row. */
export function costOf(plan: ObjectPlan, args: Arguments): number {
  let cost = 0;
  for (const field of plan.fields) cost += costOfField(field, args);
  return cost;
}

function costOfField(field: FieldPlan, args: Arguments): number {
  switch (field.kind) {
    case 'joined':
      return 1 + costOf(field.object, args);
    case 'relation':
      return 1 + costOf(field.rows.object, args);
    case 'connection':
      return costOfPage(field, args);
    case 'computed':
    case 'resolved':
      return costOfValue(field.value, field, args);
    // A field that is denied brings nothing.
    default:
      return 0;
  }
}

function costOfPage(field: ConnectionField, args: Arguments): number {
  let aRow = 1;
  let aggregates = 0;
  for (const each of field.page.fields) {
    if (each.kind === 'aggregates') aggregates += sizeOf(each, args, LARGEST_PAGE) * costOfItem(each, args);
    else for (const object of rowsOf(each)) aRow += costOf(object, args);
  }
  return sizeOf(field, args, DEFAULT_PAGE) * aRow + aggregates;
}

function rowsOf(field: PageField): ObjectPlan[] {
  if (field.kind === 'nodes') return [field.object];
  return field.kind === 'edges' ? field.fields.flatMap((each) => (each.kind === 'node' ? [each.object] : [])) : [];
}

/** Of one group. */
function costOfItem(field: AggregatesField, args: Arguments): number {
  const { of } = field.value;
  return of.kind === 'list' ? costOfValue(of.item, field, args) : 1;
}

function costOfValue({ of }: ValuePlan, field: Asked, args: Arguments): number {
  switch (of.kind) {
    case 'leaf':
      return 0;
    case 'list':
      return lengthOf(field, args) * costOfValue(of.item, field, args);
    case 'object':
      return 1 + costOf(of.plan, args);
    case 'abstract':
      // Whichever it turns out to be.
      return 1 + Math.max(...of.typeNames.map((name) => costOf((of.shapeOf(name) as ObjectShape).plan, args)));
  }
}

/** As many as are named, or else as a list has as a rule. */
function lengthOf(field: Asked, args: Arguments): number {
  const { ids } = argumentsOf(field, args);
  return Array.isArray(ids) ? ids.length : UNPAGED;
}

function sizeOf(field: Asked, args: Arguments, usual: number): number {
  const { first, last } = argumentsOf(field, args) as { first?: number | null; last?: number | null };
  return Math.min(Math.max(first ?? last ?? usual, 0), LARGEST_PAGE);
}

/** What is wrong with them is told where the field is answered. */
function argumentsOf(field: Asked, args: Arguments): Record<string, unknown> {
  try {
    return args.of(field);
  } catch {
    return {};
  }
}
