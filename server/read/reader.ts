import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';
import { type ControlledTransaction, sql } from 'kysely';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import type { Node } from '../../schema/Node.ts';
import type { Database } from '../database/index.ts';
import { badInput } from './errors.ts';
import { all, type Condition, condition, type FilterInput, refuseLargeFilter } from './filter.ts';
import { READ_LIMITS } from './limits.ts';
import type { EntityClass, Models, Row } from './model.ts';
import { Page } from './page.ts';
import type { ConnectionArguments, ConnectionPage } from './types.ts';

type Keyed = { $parent: number };
type Paged = { $cursor: (string | null)[] };

/**
 * Reads rows for one operation: a statement a level however many parents ask (DataLoader), plain
 * rows, no entities. Within an operation a row is read once.
 *
 * {@link snapshot} makes everything after it read one moment. Whoever makes a Reader closes it.
 */
export class Reader {
  readonly #models: Models;
  readonly #db: Database;
  readonly #largestFilter: number;
  readonly #loaders = new Map<string, DataLoader<number, unknown>>();
  #transaction: Promise<ControlledTransaction<unknown>> | undefined;

  /** Filters of more than `largestFilter` conditions and values are refused with FILTER_TOO_LARGE. */
  constructor(models: Models, db: Database, largestFilter = READ_LIMITS.filterTerms) {
    this.#models = models;
    this.#db = db;
    this.#largestFilter = largestFilter;
  }

  /** From here on this operation reads one consistent moment. Returns the handle that sees it. */
  async snapshot(): Promise<Database> {
    this.#transaction ??= this.#db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute() as Promise<ControlledTransaction<unknown>>;
    return (await this.#transaction) as Database;
  }

  async close(): Promise<void> {
    const transaction = await this.#transaction?.catch(() => undefined);
    this.#transaction = undefined;
    await transaction?.rollback().execute();
  }

  /** Reads everything anew from here on: something was written that this operation may have read before. */
  forget(): void {
    this.#loaders.clear();
  }

  /** The row with this key. */
  async one<T extends Node>(entity: EntityClass<T>, id: number): Promise<Row<T> | null> {
    const loader = this.#loader(`one ${entity.name}`, async (ids) => {
      const rows = await this.rowsWhere(entity, sql<boolean>`t.id = any(${ids})`);
      const byId = new Map(rows.map((row) => [row.id as number, row]));
      return ids.map((each) => byId.get(each) ?? null);
    });
    return (await loader.load(id)) as Row<T> | null;
  }

  /** Every row whose relation `property` points at `parent`, by id. */
  async many<T extends Node>(entity: EntityClass<T>, property: keyof T & string, parent: number): Promise<Row<T>[]> {
    const loader = this.#loader(`many ${entity.name}.${property}`, async (parents) => {
      const rows = await this.rowsWhere(entity, sql<boolean>`${this.#column(entity, property)} = any(${parents})`);
      const byParent = Map.groupBy(rows, (row) => row[property] as number);
      return parents.map((each) => byParent.get(each) ?? []);
    });
    return (await loader.load(parent)) as Row<T>[];
  }

  /** Every row that fits a filter, by id. For sets that are small by nature. */
  async rows<T extends Node>(entity: EntityClass<T>, filter: FilterInput): Promise<Row<T>[]> {
    return this.rowsWhere(entity, condition(this.#models, entity, filter, 't'));
  }

  /** Every row that fits a condition on `t`, by id. */
  async rowsWhere<T extends Node>(entity: EntityClass<T>, where: Condition): Promise<Row<T>[]> {
    const model = this.#models.get(entity);
    return this.query<Row<T>>(sql`select ${model.select('t')} from ${sql.table(model.table)} as t where ${where} order by t.id`);
  }

  /** A page of the rows that fit the caller's filter and the field's own `scope`. */
  async connection<T extends Node>(entity: EntityClass<T>, args: ConnectionArguments, scope?: FilterInput): Promise<ConnectionPage<T>> {
    const model = this.#models.get(entity);
    const page = new Page(model, args);
    const fits = this.#fits(entity, args, scope);
    const rows = await this.query<Row<T> & Paged>(sql`
      select ${model.select('t')}, ${page.cursorColumn('t')} from ${sql.table(model.table)} as t
      where ${all([fits, page.condition('t')])} order by ${page.orderBy('t')} limit ${page.size + 1}`);
    return pageOf(page, rows, async () => {
      const [counted] = await this.query<{ count: number }>(sql`select count(*)::int as count from ${sql.table(model.table)} as t where ${fits}`);
      return counted?.count ?? 0;
    });
  }

  /** The same below each of many parents, in one statement for all of them. */
  async connectionOf<T extends Node>(
    entity: EntityClass<T>,
    property: keyof T & string,
    parent: number,
    args: ConnectionArguments,
    scope?: FilterInput,
  ): Promise<ConnectionPage<T>> {
    const model = this.#models.get(entity);
    const page = new Page(model, args);
    const fits = this.#fits(entity, args, scope);
    const asked = `${entity.name}.${property} ${JSON.stringify([args, scope])}`;
    const pages = this.#loader(`page ${asked}`, async (parents) => {
      const rows = await this.query<Row<T> & Paged & Keyed>(sql`
        select p.id as "$parent", r.* from unnest(${parents}::int[]) as p(id) cross join lateral (
          select ${model.select('t')}, ${page.cursorColumn('t')}, row_number() over (order by ${page.orderBy('t')}) as "$row" from ${sql.table(model.table)} as t
          where ${all([sql<boolean>`${this.#column(entity, property)} = p.id`, fits, page.condition('t')])}
          order by ${page.orderBy('t')} limit ${page.size + 1}
        ) as r order by p.id, r."$row"`);
      const byParent = Map.groupBy(rows, (row) => row.$parent);
      return parents.map((each) => byParent.get(each) ?? []);
    });
    const counts = this.#loader(`count ${asked}`, async (parents) => {
      const counted = await this.query<Keyed & { count: number }>(sql`
        select ${this.#column(entity, property)} as "$parent", count(*)::int as count from ${sql.table(model.table)} as t
        where ${all([sql<boolean>`${this.#column(entity, property)} = any(${parents})`, fits])} group by 1`);
      const byParent = new Map(counted.map((row) => [row.$parent, row.count]));
      return parents.map((each) => byParent.get(each) ?? 0);
    });
    const rows = (await pages.load(parent)) as (Row<T> & Paged)[];
    return pageOf(page, rows, () => counts.load(parent) as Promise<number>);
  }

  /** Anything else that can be read for many keys at once: each key once in an operation, all that are asked for together in one call. */
  batched<V>(name: string, key: number, load: (keys: readonly number[]) => Promise<V[]>): Promise<V> {
    return this.#loader(name, load).load(key) as Promise<V>;
  }

  #fits(entity: EntityClass, { filter }: ConnectionArguments, scope?: FilterInput): Condition {
    refuseLargeFilter(filter, this.#largestFilter);
    return all([condition(this.#models, entity, filter, 't'), condition(this.#models, entity, scope, 't')]);
  }

  #column(entity: EntityClass, property: string) {
    const column = this.#models.get(entity).columns.get(property);
    if (!column) throw new Error(`${entity.name} has no column for ${property}`);
    return sql.ref(`t.${column.column}`);
  }

  #loader(name: string, load: (keys: readonly number[]) => Promise<unknown[]>): DataLoader<number, unknown> {
    let loader = this.#loaders.get(name);
    if (!loader) {
      loader = new DataLoader(load);
      this.#loaders.set(name, loader);
    }
    return loader;
  }

  /** Rows of a hand-written statement, in this operation's snapshot if it has one. */
  async query<R>(statement: ReturnType<typeof sql>): Promise<R[]> {
    const db = this.#transaction ? ((await this.#transaction) as Database) : this.#db;
    const { rows } = await statement.execute(db).catch((error: unknown) => {
      throw shown(error);
    });
    return rows as R[];
  }
}

/** What the database says of a statement, where the caller can do something about it; anything else as it is. */
function shown(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Class 22: a number out of range, no such day, text with a NUL. Our own statements hold no values but the caller's.
  if (/^22...$/.test(code)) return badInput('筛选条件或分页游标中有数据库不能表示的值', 'A filter or page cursor holds a value that the database cannot represent');
  if (code === CANCELLED) return new GraphQLError('查询超时，请缩小范围。The question took too long; ask for less.', { extensions: { code: ErrorCode.TIMED_OUT } });
  return error;
}

/** PostgreSQL's `query_canceled`: nobody cancels statements but its own statement timeout. */
const CANCELLED = '57014';

function pageOf<T>(page: Page, found: (Row<T> & Paged)[], totalCount: () => Promise<number>): ConnectionPage<T> {
  const more = found.length > page.size;
  const rows = found.slice(0, page.size);
  if (page.backward) rows.reverse();
  const edges = rows.map((node) => ({ node, cursor: Page.cursorOf(node.$cursor) }));
  return {
    edges,
    nodes: rows,
    pageInfo: {
      hasNextPage: page.backward ? page.continued : more,
      hasPreviousPage: page.backward ? more : page.continued,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}
