import { aggregatesOf } from './aggregate.ts';
import { type Filter, fits } from './filter.ts';
import { refuseForbiddenGroups } from './forbidden.ts';
import type { Row } from './tables.ts';
import { isCurrent } from './versions.ts';
import type { World } from './world.ts';

/** Arguments of a connection as GraphQL hands them over. */
export interface ConnectionArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  filter?: Filter | null;
  orderBy?: readonly { field: string; direction: string }[] | null;
  asOf?: string | null;
  includeSuperseded?: boolean;
  includeRetracted?: boolean;
}

/** Rows of a page when nobody says. */
const DEFAULT_PAGE = 50;

/** A page: filter, sort, slice. */
export function connection(world: World, typeName: string, rows: readonly Row[], args: ConnectionArguments) {
  const order = inWords(args.orderBy ?? []);
  const inOrder = (a: Row, b: Row) => compareRows(world, args.orderBy ?? [], a, b);
  const everyVersion = args.includeSuperseded || args.includeRetracted;
  const fitting = rows.filter((row) => (everyVersion || isCurrent(row, args.asOf)) && fits(world, row, args.filter)).sort(inOrder);
  const beyond = fitting.filter(
    (row) =>
      (args.after == null || inOrder(row, placeOf(world, args.after, typeName, order)) > 0) &&
      (args.before == null || inOrder(row, placeOf(world, args.before, typeName, order)) < 0),
  );
  const backward = args.last != null || (args.first == null && args.before != null);
  const size = args.last ?? args.first ?? DEFAULT_PAGE;
  const page = backward ? beyond.slice(Math.max(0, beyond.length - size)) : beyond.slice(0, size);
  const more = beyond.length > size;
  const edges = page.map((node) => ({ node, cursor: cursorText({ typeName, order, id: node.id }) }));
  return {
    edges,
    nodes: page,
    pageInfo: {
      hasNextPage: backward ? args.before != null : more,
      hasPreviousPage: backward ? more : args.after != null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: fitting.length,
    aggregates: (asked: Parameters<typeof aggregatesOf>[3]) => {
      refuseForbiddenGroups(world, typeName, asked);
      return aggregatesOf(world, typeName, fitting, asked);
    },
  };
}

function compareRows(world: World, orderBy: readonly { field: string; direction: string }[], a: Row, b: Row): number {
  for (const { field, direction } of orderBy) {
    const order = world.compareNullable(a.__typename, field, a[field], b[field]);
    if (order) return direction === 'DESC' ? -order : order;
  }
  return a.id - b.id;
}

/**
 * A place in an order, named by the row that stands there. The engine's cursors are opaque and different; whoever compares the two
 * answers hands each side its own (see difference.ts).
 */
interface Place {
  typeName: string;
  order: string;
  id: number;
}

const MARK = 'place ';

export function isCursor(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(MARK);
}

/** Which connections take a cursor: those of its type and order. */
export function familyOf(cursor: string): string {
  const { typeName, order } = JSON.parse(cursor.slice(MARK.length)) as Place;
  return `${typeName} by ${order}`;
}

function cursorText(place: Place): string {
  return MARK + JSON.stringify(place);
}

function placeOf(world: World, cursor: string, typeName: string, order: string): Row {
  const place = JSON.parse(cursor.slice(MARK.length)) as Place;
  const row = world.find(typeName, place.id);
  if (!row || place.order !== order) throw new Error(`${cursor} is no place in ${typeName} by ${order}`);
  return row;
}

/** `score DESC, id ASC`. */
export function inWords(orderBy: readonly { field: string; direction: string }[]): string {
  return orderBy.map(({ field, direction }) => `${field} ${direction}`).join(', ');
}
