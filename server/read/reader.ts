import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import type { Node } from '../../schema/Node.ts';
import type { ReadStatements, Snapshot } from '../database/index.ts';
import { badInput } from './errors.ts';
import { READ_LIMITS } from './limits.ts';
import { NO_SUBJECTS, type PersonalRead, PersonalReads, type Subjects } from './personal.ts';
import { condition, type FilterInput } from './sql/filter.ts';
import type { EntityClass, Model, Models, Row } from './sql/model.ts';
import { columnOf, type Sql, sql } from './sql/sql.ts';
import { type Tables, UNRESTRICTED, type Visibility, visibleTable } from './visibility.ts';

/**
 * Reads plain rows for one operation, no entities: for the engine, and for resolvers. Of all rows only those that whoever asks may see.
 *
 * {@link snapshot} makes everything after it read one moment. Whoever makes a Reader closes it.
 */
export class Reader implements Tables {
  readonly models: Models;
  /** What whoever asks may see. */
  readonly visibility: Visibility;
  /** Filters of more conditions and values are refused with FILTER_TOO_LARGE. */
  readonly largestFilter: number;
  /** What of persons the engine has read through it so far. */
  readonly personal = new PersonalReads();
  readonly #readers: ReadStatements & { snapshot(): Promise<Snapshot> };
  readonly #subjects: Subjects;
  readonly #loaders = new Map<string, DataLoader<number, unknown>>();
  #snapshot: Promise<Snapshot> | undefined;

  constructor(
    models: Models,
    readers: ReadStatements & { snapshot(): Promise<Snapshot> },
    largestFilter = READ_LIMITS.filterTerms,
    visibility = UNRESTRICTED,
    subjects = NO_SUBJECTS,
  ) {
    this.models = models;
    this.visibility = visibility;
    this.#readers = readers;
    this.largestFilter = largestFilter;
    this.#subjects = subjects;
  }

  /** From here on this operation reads one consistent moment. */
  async snapshot(): Promise<void> {
    this.#snapshot ??= this.#readers.snapshot();
    await this.#snapshot;
  }

  async close(): Promise<void> {
    const snapshot = await this.#snapshot?.catch(() => undefined);
    this.#snapshot = undefined;
    await snapshot?.end();
  }

  /** Only as `t` the engine reads its rows, and notes whom they are about; under any other name something else is picked by them. */
  table(model: Model, alias: string): Sql {
    if (alias !== 't' && this.#subjects.has(model.name)) this.personal.searched(model.name);
    return visibleTable(this.visibility, model, alias);
  }

  hides(model: Model): boolean {
    return this.visibility.rowsOf(model) !== undefined;
  }

  /** The table of a class, for a hand-written statement: only the rows that may be seen are in it. */
  seen(entity: EntityClass, alias: string): Sql {
    const model = this.models.get(entity);
    if (this.#subjects.has(model.name)) this.personal.searched(model.name);
    return this.table(model, alias);
  }

  /**
   * What of persons was read so far; undefined where nothing was. Where rows about subjects were searched by, that is everybody about whom there are rows to be seen: an
   * empty answer tells as much of them as a full one. They are only ever added, so that who is looked for afterwards was there.
   */
  async personalRead(): Promise<PersonalRead | undefined> {
    for (const typeName of this.personal.takeSearched()) {
      const model = this.models.named(typeName);
      const property = this.#subjects.get(typeName) as string;
      const column = columnOf('t', this.models.column(model.entity, property).column);
      const rows = await this.query<{ subject: number }>(sql`select distinct ${column} as subject from ${this.table(model, 't')}`);
      for (const { subject } of rows) this.personal.summed(typeName, property, subject);
    }
    return this.personal.take();
  }

  /** Every row whose relation `property` points at one of `parents`, by that parent, each list by id; of each row these columns, or all. */
  async pointingAt<T extends Node, K extends keyof T & string = keyof T & string>(
    entity: EntityClass<T>,
    property: keyof T & string,
    parents: readonly number[],
    properties?: readonly K[],
  ): Promise<Map<number, Pick<Row<T>, K>[]>> {
    const { column } = this.models.column(entity, property);
    const asked = [...new Set(parents)];
    const rows = await this.query<Row<T>>(
      sql`select ${this.columns(entity, properties)} from ${this.seen(entity, 't')} where ${columnOf('t', column)} = any(${asked}::int[]) order by t.id`,
    );
    return Map.groupBy(rows, (row) => row[property] as number) as Map<number, Pick<Row<T>, K>[]>;
  }

  /** Columns of the table `t`, for a hand-written statement: all of them unless named. */
  columns<T extends Node>(entity: EntityClass<T>, properties?: readonly (keyof T & string)[]): Sql {
    return this.models.get(entity).select(
      't',
      properties?.map((each) => this.models.column(entity, each)),
    );
  }

  /** Every row that fits a filter, by id. For sets that are small by nature. */
  async rows<T extends Node>(entity: EntityClass<T>, filter: FilterInput): Promise<Row<T>[]> {
    return this.query<Row<T>>(sql`select ${this.columns(entity)} from ${this.seen(entity, 't')} where ${condition(this, entity, filter, 't')} order by t.id`);
  }

  /** Anything else that can be read for many keys at once: each key once in an operation, all that are asked for together in one call. */
  batched<V>(name: string, key: number, load: (keys: readonly number[]) => Promise<V[]>): Promise<V> {
    return this.#loader(name, load).load(key) as Promise<V>;
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
  async query<R>(statement: Sql): Promise<R[]> {
    return (await this.#place()).query<R>(statement).catch(rethrown);
  }

  /** The same as arrays, in the order of the columns. */
  async arrays(statement: Sql): Promise<unknown[][]> {
    return (await this.#place()).arrays(statement).catch(rethrown);
  }

  #place(): ReadStatements | Promise<ReadStatements> {
    return this.#snapshot ?? this.#readers;
  }
}

function rethrown(error: unknown): never {
  throw shown(error);
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
