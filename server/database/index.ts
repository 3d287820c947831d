import type { Kysely } from 'kysely';

/** How a verb's transaction starts: from the database, not from rows that an earlier or refused verb of the request left in memory. */
export const ANEW = { clear: true } as const;

export { type OpenDatabase, openDatabase } from './open.ts';
export { Readers, type ReadStatements, type Snapshot } from './readers.ts';
export { type Statements, statementsOn } from './statements.ts';

/** Any handle to run SQL on: the pool, or one open transaction. */
// biome-ignore lint/suspicious/noExplicitAny: statements are written as SQL; no table is typed through it
export type Database = Kysely<any>;
