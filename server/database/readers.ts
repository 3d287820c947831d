import { Kysely, PostgresDialect } from 'kysely';
import { Pool, TypeOverrides, types } from 'pg';
import type { Database } from './index.ts';
import { poolSize, returnLostConnections } from './orm.ts';

export interface Readers {
  db: Database;
  close(): Promise<void>;
}

/**
 * Connections for reading alone: what they are asked they answer within `statementTimeout` milliseconds or not at all, and a rush of
 * questions leaves those of the writers free. They can change nothing.
 */
export function openReaders(url: string, processes: number, statementTimeout: number): Readers {
  const overrides = new TypeOverrides();
  // A day stays the text it is, as the ORM has it.
  overrides.setTypeParser(types.builtins.DATE, String);
  const pool = new Pool({ connectionString: url, max: poolSize(processes), types: overrides, statement_timeout: statementTimeout, options: '-c default_transaction_read_only=on' });
  returnLostConnections(pool);
  // A connection that is lost while nobody uses it is replaced when one is needed; unheard, the event would end the process.
  pool.on('error', () => undefined);
  // Nor may one end it that is lost within a snapshot, between two statements: the next statement fails, which is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db: Database = new Kysely<object>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}
