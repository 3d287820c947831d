import { CompiledQuery } from 'kysely';
import type { Sql } from 'sql-template-tag';
import type { Database } from './index.ts';

/** Anywhere a statement can be sent to: a pool, a snapshot, the ORM's transaction. */
export interface Statements {
  /** Its rows, by the names of their columns. */
  query<R>(statement: Sql): Promise<R[]>;
}

/** Statements on a handle of the ORM. */
export function statementsOn(db: Database): Statements {
  return {
    query: async <R>({ text, values }: Sql) => (await db.executeQuery<R>(CompiledQuery.raw(text, values))).rows,
  };
}
