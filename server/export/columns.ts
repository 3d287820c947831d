import { type GraphQLCompositeType, getNamedType, getNullableType, isLeafType, isListType } from 'graphql';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../schema/scalars.ts';
import { isConnection, isEdge, type SelectedField, type Selections } from '../read/index.ts';
import { type Headings, headingOf } from './heading.ts';

/** What the cells of a column are, besides empty. */
export type CellKind = 'text' | 'number' | 'decimal' | 'date' | 'moment' | 'boolean';

export type Answered = Record<string, unknown>;

export interface Column {
  heading: string;
  kind: CellKind;
  /** The value in a row as it was answered; `null` or `undefined` where there is none. */
  read(row: Answered): unknown;
}

/** Between the entries of a list, between those of a list within a list, and between the leaves of an entry. */
const ENTRIES = '；';
const INNER_ENTRIES = '、';
const LEAVES = ' ';
const STEPS = ' / ';

const KINDS: Record<string, CellKind> = {
  Int: 'number',
  Float: 'number',
  Boolean: 'boolean',
  [DecimalScalar.name]: 'decimal',
  [DateScalar.name]: 'date',
  [DateTimeScalar.name]: 'moment',
};

/** One column for each leaf selected below a row, in the order of the selection; one for each list, with its entries joined. */
export function columnsOf(selections: Selections, type: GraphQLCompositeType, rows: SelectedField, headings: Headings): Column[] {
  const found: (Column & { named: string })[] = [];
  const walk = (parent: GraphQLCompositeType, fields: readonly SelectedField[], path: readonly string[], zh: readonly string[], names: readonly string[]) => {
    for (const selected of fields) {
      const at = [...path, selected.name];
      const silent = isPlumbing(parent, selected);
      const zhAt = silent ? zh : [...zh, stepOf(selected, headings)];
      const namesAt = silent ? names : [...names, selected.name];
      const type = getNullableType(selected.field.type);
      const named = getNamedType(type);
      const column = { heading: zhAt.join(STEPS), named: namesAt.join(STEPS) };
      if (isListType(type)) {
        const text = textReader(selections, selected, ENTRIES);
        found.push({ ...column, kind: 'text', read: (row) => text(valueAt(row, at)) });
      } else if (isLeafType(named)) found.push({ ...column, kind: KINDS[named.name] ?? 'text', read: at.length === 1 ? (row) => row[selected.name] : (row) => valueAt(row, at) });
      else walk(named as GraphQLCompositeType, selections.below(selected, named as GraphQLCompositeType), at, zhAt, namesAt);
    }
  };
  walk(type, selections.below(rows, type), [], [], []);
  return distinct(found);
}

/** Two columns of the same heading could not be told apart: they are called by their names. */
function distinct(columns: readonly (Column & { named: string })[]): Column[] {
  const times = Map.groupBy(columns, ({ heading }) => heading);
  return columns.map(({ heading, named, kind, read }) => ({ heading: (times.get(heading)?.length ?? 0) > 1 ? named : heading, kind, read }));
}

function stepOf({ name, field }: SelectedField, headings: Headings): string {
  return name === field.name ? headingOf(field, headings) : name;
}

/** `nodes`, `edges` and `node` say how an answer is built, nothing of what is in it. */
function isPlumbing(parent: GraphQLCompositeType, { name, field }: SelectedField): boolean {
  if (name !== field.name) return false;
  return isConnection(parent) ? name === 'nodes' || name === 'edges' : name === 'node' && isEdge(parent);
}

/** Makes one text of a value, whatever is selected of it. Nothing becomes the empty text and takes no room between others. */
function textReader(selections: Selections, selected: SelectedField, between: string): (value: unknown) => string {
  const named = getNamedType(selected.field.type);
  const entry = isLeafType(named) ? leafText : leavesReader(selections, selected, named as GraphQLCompositeType);
  return isListType(getNullableType(selected.field.type)) ? (value) => listText(value, entry, between) : entry;
}

function leavesReader(selections: Selections, selected: SelectedField, type: GraphQLCompositeType): (value: unknown) => string {
  const leaves = selections.below(selected, type).map((leaf) => ({ name: leaf.name, text: textReader(selections, leaf, INNER_ENTRIES) }));
  return (value) =>
    value == null
      ? ''
      : joined(
          leaves.map(({ name, text }) => text((value as Answered)[name])),
          LEAVES,
        );
}

/** Lists may hold lists. */
function listText(value: unknown, entry: (value: unknown) => string, between: string): string {
  if (value == null) return '';
  return joined(
    (value as unknown[]).map((each) => (Array.isArray(each) ? listText(each, entry, INNER_ENTRIES) : entry(each))),
    between,
  );
}

function joined(texts: readonly string[], between: string): string {
  return texts.filter((text) => text !== '').join(between);
}

/** A leaf as JSON would have it, without quotes. */
export function leafText(value: unknown): string {
  if (value == null) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function valueAt(row: Answered, path: readonly string[]): unknown {
  let value: unknown = row;
  for (const name of path) {
    if (value == null) return null;
    value = (value as Answered)[name];
  }
  return value;
}
