import sql from 'sql-template-tag';
import { nameOf } from '../access/names.ts';
import { type Database, type Statements, statementsOn } from '../database/index.ts';
import type { Actor } from './entry.ts';
import { AuditLog } from './log.ts';
import { Witness, type WitnessParts } from './witness.ts';

/** The audit log as one process writes it: whoever asks anything has a witness. */
export class Audit {
  readonly #log: AuditLog;
  readonly #parts: WitnessParts;

  /** `db` is where accounts are looked up; the log has a connection of its own. */
  constructor(databaseUrl: string, db: Database, report: (error: unknown) => void) {
    this.#log = new AuditLog(databaseUrl, report);
    const statements = statementsOn(db);
    this.#parts = { log: this.#log, accountNamed: (name) => accountNamed(statements, name) };
  }

  witnessOf(actor: Actor): Witness {
    return new Witness(this.#parts, actor);
  }

  close(): Promise<void> {
    return this.#log.close();
  }
}

async function accountNamed(db: Statements, name: string): Promise<number | undefined> {
  const [account] = await db.query<{ id: number }>(sql`select id from account where name = ${nameOf(name).replaceAll('\0', '')}`);
  return account?.id;
}
