import { sql } from 'kysely';
import type { Database } from './index.ts';

/** Whether the work of this name is this transaction's to do: no other process on the database is at it, until the transaction ends. */
export async function takesTurn(tx: Database, name: string): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${`duban ${name}`}, 0)) as free`.execute(tx);
  return rows[0]?.free ?? false;
}
