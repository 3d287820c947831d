import { considerGroups, considerList } from '../permitted.ts';
import { aggregateStatement } from '../sql/aggregate.ts';
import { condition, refuseLargeFilter } from '../sql/filter.ts';
import { Page } from '../sql/page.ts';
import { all, type Condition, columnOf, empty, join, raw, type Sql, sql, TRUE } from '../sql/sql.ts';
import { versionCondition } from '../sql/versions.ts';
import type { ConnectionArguments } from '../types/connectionTypes.ts';
import { type PageOfRows, pages } from './pages.ts';
import { type Place, placesOf } from './place.ts';
import type { AggregatesField, ConnectionField, Source } from './plan.ts';
import type { Run } from './run.ts';
import { complete } from './values.ts';

/** A connection as it is asked for: which rows, and below whom. */
interface Asking {
  field: ConnectionField;
  page: Page;
  /** Of the rows, whoever they point at. */
  where: Condition;
  /** The keys of those they point at, each once; none for all the rows there are. */
  parents: readonly number[] | undefined;
}

/**
 * A page for each source: one statement for the rows of all of them, one for the counts and one for each kind of aggregate, each only
 * when it is asked for, side by side.
 */
export async function connections(run: Run, field: ConnectionField, sources: readonly Source[], place: Place): Promise<unknown[]> {
  const args = run.parts.args.of(field) as ConnectionArguments & Record<string, unknown>;
  const { models, largestFilter } = run.read;
  const { entity, pointing, page: plan } = field;
  const page = new Page(field.model, args);
  refuseLargeFilter(args.filter, largestFilter);
  considerList(run.read, run.parts.personal, entity, args);
  const where = all([versionCondition(models, entity, args, 't'), condition(run.read, entity, args.filter, 't')]);

  // The page of a parent that several sources share is made once; a root's is everybody's.
  const keys = sources.map((source) => (pointing ? (source[pointing.at] as number) : null));
  const places = placesOf(keys);
  const parents = pointing ? ([...places.keys()] as number[]) : undefined;
  const asking: Asking = { field, page, where, parents };
  const below = place.shared(() => [...places.values()]);

  const [rows, counts, aggregates] = await Promise.all([
    plan.wants.rows ? rowsOf(run, asking) : undefined,
    plan.fields.some(({ kind }) => kind === 'totalCount') ? countsOf(run, asking) : undefined,
    Promise.all(
      plan.fields.map((each) => {
        if (each.kind !== 'aggregates') return undefined;
        return run.guarded(each, places.size, below.field(each.name), (where) => groupsOf(run, asking, each, where));
      }),
    ),
  ]);
  const empty = { rows: [], more: false };
  const made = await pages(run, field, { rows: rows ?? Array.from(places, () => empty), counts, aggregates }, page, below);
  const pageOfKey = new Map([...places.keys()].map((key, at) => [key, made[at]]));
  return keys.map((key) => pageOfKey.get(key));
}

/** The rows of each parent's page, in the order they are to stand in. */
async function rowsOf(run: Run, { field, page, where, parents }: Asking): Promise<PageOfRows[]> {
  const { model, pointing } = field;
  const { columns, wants } = field.page;
  const selected = columns.select(wants.cursors ? page.cursorColumns('t') : []);
  // One row more than the page holds tells whether there are more. As a literal: of a number not known, PostgreSQL would expect a tenth of the table.
  const limit = raw(String(page.size + (wants.more ? 1 : 0)));
  // What is shown of a row is made of those of the page, outside: PostgreSQL would make it of every row that it sorts.
  const limited = (pointing: Condition) => sql`
    (select * from ${run.read.table(model, 't')} where ${all([pointing, where, page.condition('t')])} order by ${page.orderBy('t')} limit ${limit}) as t`;
  // What is limited comes out whole and in its order, unless something is joined to it.
  const order = (...before: Sql[]) => (columns.isJoined ? sql`order by ${join([...before, page.orderBy('t')], ', ')}` : empty);
  const arrays = async (statement: Sql) => {
    const found = await run.read.arrays(statement);
    // The row beyond the page too: that there are more is shown.
    if (field.page.subject) run.noteSubjects(model.name, field.page.subject, found as unknown as Source[]);
    return found;
  };
  if (!parents || !pointing) return [pageOf(page, await arrays(sql`select ${selected} from ${columns.from(limited(TRUE), run.read)} ${order()}`))];
  const below = limited(sql`${columnOf('t', pointing.by.column)} = p.id`);
  const found = await arrays(sql`
    select ${selected}, p.place from ${columns.from(sql`unnest(${parents}::int[]) with ordinality as p(id, place) cross join lateral ${below}`, run.read)} ${order(raw('p.place'))}`);
  const byParent: unknown[][][] = parents.map(() => []);
  for (const row of found) byParent[Number(row.pop()) - 1]?.push(row);
  return byParent.map((rows) => pageOf(page, rows));
}

function pageOf(page: Page, found: unknown[][]): PageOfRows {
  const more = found.length > page.size;
  if (more) found.pop();
  if (page.backward) found.reverse();
  return { rows: found, more };
}

async function countsOf(run: Run, { field, where, parents }: Asking): Promise<number[]> {
  const table = run.read.table(field.model, 't');
  const { pointing } = field;
  const { subject } = field.page;
  // With whom it counts, of the same moment.
  const whom = subject ? sql`, array_agg(distinct ${columnOf('t', run.read.models.column(field.entity, subject.property).column)})` : empty;
  const noted = (subjects: unknown) => {
    if (subject) for (const each of (subjects as number[] | null) ?? []) run.read.personal.summed(field.model.name, subject.property, each);
  };
  if (!parents || !pointing) {
    const [row] = await run.read.arrays(sql`select count(*)::int${whom} from ${table} where ${where}`);
    noted(row?.[1]);
    return [row?.[0] as number];
  }
  const by = columnOf('t', pointing.by.column);
  const rows = (await run.read.arrays(sql`select ${by}, count(*)::int${whom} from ${table} where ${all([sql`${by} = any(${parents}::int[])`, where])} group by 1`)) as [
    number,
    number,
    unknown?,
  ][];
  for (const [, , subjects] of rows) noted(subjects);
  const counts = new Map(rows.map(([key, count]) => [key, count]));
  return parents.map((key) => counts.get(key) ?? 0);
}

/** Notes of whom groups and figures were made: after them, since rows about somebody are only ever added. */
async function noteSummed(run: Run, { field, where, parents }: Asking): Promise<void> {
  const { subject } = field.page;
  if (!subject) return;
  const column = columnOf('t', run.read.models.column(field.entity, subject.property).column);
  const whose = parents && field.pointing ? sql`${columnOf('t', field.pointing.by.column)} = any(${parents}::int[])` : TRUE;
  const rows = await run.read.arrays(sql`select distinct ${column} from ${run.read.table(field.model, 't')} where ${all([whose, where])}`);
  for (const [key] of rows) run.read.personal.summed(field.model.name, subject.property, key as number);
}

/** The groups of each parent, completed. */
async function groupsOf(run: Run, { field, page, where, parents }: Asking, aggregates: AggregatesField, place: Place): Promise<unknown[]> {
  considerGroups(run.read, run.parts.personal, field.entity, run.parts.args.of(aggregates), aggregates.wanted);
  const by = parents && field.pointing && { column: field.pointing.by.column, keys: parents };
  const { statement, groupOf } = aggregateStatement(run.read, field.entity, {
    args: run.parts.args.of(aggregates),
    wanted: aggregates.wanted,
    where,
    ...(by ? { parents: by } : {}),
  });
  const groups = (await run.read.query<Record<string, unknown>>(statement)).map(groupOf);
  await noteSummed(run, { field, page, where, parents });
  const byParent = Map.groupBy(groups, ({ parent }) => parent);
  const values = parents ? parents.map((key) => byParent.get(key) ?? []) : [groups];
  return complete(
    run,
    aggregates,
    aggregates.value,
    values.map((those) => those.map(({ group }) => group)),
    place,
  );
}
