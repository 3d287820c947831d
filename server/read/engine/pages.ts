import { Page } from '../sql/page.ts';
import { NULLED, once, type Place } from './place.ts';
import type { ConnectionField, EdgeField, ObjectPlan, PageField, PageInfoField } from './plan.ts';
import type { Run, Settled } from './run.ts';

/** The rows of one page, and whether there are more in the direction it goes. */
export interface PageOfRows {
  rows: unknown[][];
  more: boolean;
}

interface Found {
  rows: readonly PageOfRows[];
  counts: readonly number[] | undefined;
  /** By the place of their field. */
  aggregates: readonly (readonly unknown[] | undefined)[];
}

/** The objects of all rows, which stand in a list of each page, or in a field of its items. */
type Objects = (plan: ObjectPlan, list: string, below?: string) => Settled<unknown[]>;

/** The pages as they stand in the answer. The rows of all of them are completed together. */
export async function pages(run: Run, field: ConnectionField, found: Found, page: Page, place: Place): Promise<unknown[]> {
  const flat = found.rows.length === 1 ? (found.rows[0] as PageOfRows).rows : found.rows.flatMap(({ rows }) => rows);
  const owners = once(() => found.rows.flatMap(({ rows }, at) => rows.map(() => at)));
  const indexes = once(() => found.rows.flatMap(({ rows }) => rows.map((_, index) => index)));
  const objects: Objects = (plan, list, below) => {
    const items = place.field(list).items(owners, indexes);
    return run.objects(plan, flat, below === undefined ? items : items.field(below));
  };
  const { fields, columns } = field.page;
  /** Of every field that shows rows, of each its own selection. */
  const shown = await Promise.all(fields.map((each) => shownRows(each, objects)));
  const keysAt = columns.length;
  const cursorAt = (row: unknown[] | undefined) => (row ? Page.cursorOf(row.slice(keysAt) as (string | null)[]) : null);
  let begin = 0;
  return found.rows.map(({ rows, more }, at) => {
    const from = begin;
    begin += rows.length;
    const made: Record<string, unknown> = {};
    for (const [index, each] of fields.entries()) {
      const value = shownAs(each, index);
      if (value === NULLED) return field.nonNull ? NULLED : null;
      made[each.name] = value;
    }
    return made;

    function shownAs(each: PageField, index: number): unknown {
      switch (each.kind) {
        case 'typename':
          return each.value;
        case 'totalCount':
          return found.counts?.[at];
        case 'aggregates':
          return found.aggregates[index]?.[at];
        case 'pageInfo':
          return pageInfo(each.fields, rows, more);
        default: {
          const those = (shown[index] as unknown[][]).map((objects) => objects.slice(from, from + rows.length));
          if (those.some((objects) => objects.includes(NULLED))) return NULLED;
          return each.kind === 'nodes' ? those[0] : rows.map((row, place) => edge(each.fields, row, those, place));
        }
      }
    }
  });

  function edge(edgeFields: readonly EdgeField[], row: unknown[], nodes: readonly unknown[][], at: number): object {
    const made: Record<string, unknown> = {};
    let node = 0;
    for (const each of edgeFields) {
      if (each.kind === 'typename') made[each.name] = each.value;
      else made[each.name] = each.kind === 'cursor' ? cursorAt(row) : nodes[node++]?.[at];
    }
    return made;
  }

  function pageInfo(infoFields: readonly PageInfoField[], rows: unknown[][], more: boolean): object {
    const made: Record<string, unknown> = {};
    for (const each of infoFields) {
      switch (each.kind) {
        case 'typename':
          made[each.name] = each.value;
          break;
        case 'hasNextPage':
          made[each.name] = page.backward ? page.continued : more;
          break;
        case 'hasPreviousPage':
          made[each.name] = page.backward ? more : page.continued;
          break;
        default:
          made[each.name] = cursorAt(each.kind === 'startCursor' ? rows[0] : rows.at(-1));
      }
    }
    return made;
  }
}

/** The completed objects of a field that shows rows: of `nodes`, or of each `node` selected in `edges`. */
async function shownRows(field: PageField, objects: Objects): Promise<unknown[][]> {
  if (field.kind === 'nodes') return [await objects(field.object, field.name)];
  if (field.kind !== 'edges') return [];
  return Promise.all(field.fields.flatMap((each) => (each.kind === 'node' ? [objects(each.object, field.name, each.name)] : [])));
}
