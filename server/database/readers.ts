import { Pool, type PoolClient, type QueryArrayConfig, type QueryConfig, TypeOverrides, types } from 'pg';
import type { Sql } from 'sql-template-tag';
import { poolSize } from './orm.ts';
import type { Statements } from './statements.ts';

/** Statements a connection keeps prepared at most: many more than clients have questions, few enough for its memory. */
const MOST_PREPARED = 300;
/** Longer ones are made by large filters; each would take PostgreSQL hundreds of kilobytes (characters). */
const LONGEST_PREPARED = 4_096;

/** A place to read from: by column names, or bare, which spares the naming where the reader knows the order. */
export interface ReadStatements extends Statements {
  /** Its rows as arrays, in the order of the columns. */
  arrays(statement: Sql): Promise<unknown[][]>;
}

/** One consistent moment. */
export interface Snapshot extends ReadStatements {
  end(): Promise<void>;
}

/**
 * Connections for reading alone: what they are asked they answer within `statementTimeout` milliseconds or not at all, and a rush of
 * questions leaves those of the writers free. They can change nothing. Each prepares what it is asked, so that PostgreSQL plans a
 * question once and not each time.
 */
export class Readers implements ReadStatements {
  readonly #pool: Pool;
  /** Of the texts prepared in this generation. */
  readonly #names = new Map<string, string>();
  readonly #generations = new WeakMap<PoolClient, number>();
  #generation = 0;
  #closed: Promise<void> | undefined;

  constructor(url: string, processes: number, statementTimeout: number) {
    const overrides = new TypeOverrides();
    // A day stays the text it is, as the ORM has it.
    overrides.setTypeParser(types.builtins.DATE, String);
    this.#pool = new Pool({
      connectionString: url,
      max: poolSize(processes),
      types: overrides,
      statement_timeout: statementTimeout,
      options: '-c default_transaction_read_only=on',
    });
    // A connection that is lost while nobody uses it is replaced when one is needed; unheard, the event would end the process.
    this.#pool.on('error', () => undefined);
    // Nor may one end it that is lost within a snapshot, between two statements: the next statement fails, which is enough.
    this.#pool.on('connect', (client) => {
      this.#generations.set(client, this.#generation);
      client.on('error', () => undefined);
    });
  }

  async query<R>(statement: Sql): Promise<R[]> {
    return (await this.#asked(this.#prepared(statement))).rows as R[];
  }

  async arrays(statement: Sql): Promise<unknown[][]> {
    return (await this.#asked({ ...this.#prepared(statement), rowMode: 'array' })).rows as unknown[][];
  }

  /** From here on one moment, until it is ended. */
  async snapshot(): Promise<Snapshot> {
    const client = await this.#pool.connect();
    try {
      await client.query('begin isolation level repeatable read read only');
    } catch (error) {
      client.release(true);
      throw error;
    }
    // One after the other, as a connection can: whoever asks side by side need not know that there is only one.
    // After one that failed PostgreSQL takes no more: those fail for the same reason.
    let last: Promise<unknown> = Promise.resolve();
    const inTurn = (query: QueryConfig | QueryArrayConfig): Promise<{ rows: unknown[] }> => {
      const answer = last.then(() => client.query(query));
      last = answer;
      last.catch(() => undefined);
      return answer;
    };
    return {
      query: async <R>(statement: Sql) => (await inTurn(this.#prepared(statement))).rows as R[],
      arrays: async (statement: Sql) => (await inTurn({ ...this.#prepared(statement), rowMode: 'array' })).rows as unknown[][],
      end: async () => {
        await last.catch(() => undefined);
        const failed = await client.query('rollback').then(
          () => undefined,
          (error: Error) => error,
        );
        client.release(failed ?? this.#isOutworn(client));
      },
    };
  }

  close(): Promise<void> {
    this.#closed ??= this.#pool.end();
    return this.#closed;
  }

  async #asked(query: QueryConfig | QueryArrayConfig): Promise<{ rows: unknown[] }> {
    const client = await this.#pool.connect();
    try {
      return await client.query(query);
    } finally {
      client.release(this.#isOutworn(client));
    }
  }

  /**
   * Under a name of its text. PostgreSQL forgets no name, and whoever writes ever new questions could fill its memory: so after so many
   * a new generation begins, and the connections of the last one are replaced as they come back.
   */
  #prepared({ text, values }: Sql): { name?: string; text: string; values: unknown[] } {
    if (text.length > LONGEST_PREPARED) return { text, values };
    let name = this.#names.get(text);
    if (!name) {
      if (this.#names.size >= MOST_PREPARED) {
        this.#names.clear();
        this.#generation++;
      }
      name = `${this.#generation}.${this.#names.size}`;
      this.#names.set(text, name);
    }
    return { name, text, values };
  }

  #isOutworn(client: PoolClient): boolean {
    return this.#generations.get(client) !== this.#generation;
  }
}
