import { escapeLiteral, Pool } from 'pg';
import { AuditKind } from '../../schema/audit/index.ts';
import { COLUMNS, GENESIS, hashOf, type NewEntry, type StoredEntry } from './entry.ts';
import { type Reading, readingsStatement } from './readings.ts';
import { auditUnavailable } from './unavailable.ts';

/** Any number, the same for every Duban: whoever writes entries holds it until commit. */
const AUDIT_LOCK = 7_30_783;
/** Entries written in one transaction at most. */
const BATCH = 500;
/** How long a process waits for the others' entries, and how long one may hold them up that has come to a halt (milliseconds). */
const PATIENCE = 10_000;
const HALT = 5_000;

/** The end of the chain, and the database's clock. */
const LAST = `select id, hash, to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
  from (select) as one left join (select id, hash from audit_entry order by id desc limit 1) as last on true`;
const LISTED = COLUMNS.map((column) => `"${column}"`).join(', ');

interface Waiting {
  entry: NewEntry;
  readings: readonly Reading[];
  written(sequence: number): void;
  failed(error: unknown): void;
}

/**
 * Writes the audit log of one process. Entries that wait are written together, in a transaction that no other process writes beside: each has the next number and the hash of
 * the one before. Whoever writes one waits until it is committed.
 */
export class AuditLog {
  readonly #pool: Pool;
  readonly #report: (error: unknown) => void;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(databaseUrl: string, report: (error: unknown) => void) {
    const options = `-c idle_in_transaction_session_timeout=${HALT} -c lock_timeout=${PATIENCE} -c statement_timeout=${2 * PATIENCE}`;
    this.#pool = new Pool({ connectionString: databaseUrl, max: 1, application_name: 'duban audit', keepAlive: true, options });
    // A connection that is lost while nothing is written is replaced when one is needed; unheard, the event would end the process.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
    this.#report = report;
  }

  /**
   * The sequence number of the entry, once it is committed, and with it the readings that go with it. Rejects with AUDIT_UNAVAILABLE where it could not be written, or where
   * nobody knows whether it was.
   */
  write(entry: NewEntry, readings: readonly Reading[] = []): Promise<number> {
    return new Promise((written, failed) => {
      this.#waiting.push({ entry, readings, written, failed });
      if (!this.#writing) void this.#writeAll();
    });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    // Whoever has something in the same moment comes along.
    await Promise.resolve();
    while (this.#waiting.length) {
      const batch = this.#waiting.splice(0, BATCH);
      try {
        const sequences = await this.#commit(together(batch));
        for (const { entry, written } of batch) written(sequences.get(entry) as number);
      } catch (error) {
        this.#report(error);
        for (const { failed } of batch) failed(auditUnavailable());
      }
    }
    this.#writing = false;
  }

  /** The sequence numbers of the entries, those of each list under one. */
  async #commit(lists: readonly (readonly Waiting[])[]): Promise<Map<NewEntry, number>> {
    const client = await this.#pool.connect();
    try {
      const begun = await client.query(`begin isolation level read committed; select pg_advisory_xact_lock(${AUDIT_LOCK}); ${LAST}`);
      const [last] = (begun as unknown as { rows: { id: number | null; hash: string | null; at: string }[] }[])[2]?.rows ?? [];
      if (!last) throw new Error('The database did not say where the audit log ends');
      const stored: { entry: StoredEntry; readings: readonly Reading[] }[] = [];
      const sequences = new Map<NewEntry, number>();
      let [id, previous_hash] = [last.id ?? 0, last.hash ?? GENESIS];
      for (const list of lists) {
        id++;
        const [{ entry: first, readings }] = list as [Waiting];
        const entry = { ...first, id, at: last.at, times: list.length, previous_hash };
        previous_hash = hashOf(entry);
        stored.push({ entry: { ...entry, hash: previous_hash }, readings });
        for (const each of list) sequences.set(each.entry, id);
      }
      const rows = escapeLiteral(JSON.stringify(stored.map(({ entry }) => entry)));
      const inserts = [`insert into audit_entry (${LISTED}) select ${LISTED} from jsonb_populate_recordset(null::audit_entry, ${rows}::jsonb)`, readingsStatement(stored)];
      await client.query(`${inserts.filter(Boolean).join('; ')}; commit`);
      client.release();
      return sequences;
    } catch (error) {
      // With its connection goes whatever it had begun.
      client.release(true);
      throw error;
    }
  }
}

/** What is read again in the same moment, the same by the same, is one entry that counts. Its request is the first one's. */
function together(batch: readonly Waiting[]): Waiting[][] {
  const lists: Waiting[][] = [];
  const reads = new Map<string, Waiting[]>();
  for (const each of batch) {
    const { entry, readings } = each;
    const key = entry.kind === AuditKind.READ ? JSON.stringify([{ ...entry, request_id: null }, readings]) : undefined;
    const same = key === undefined ? undefined : reads.get(key);
    if (same) same.push(each);
    else {
      const list = [each];
      lists.push(list);
      if (key !== undefined) reads.set(key, list);
    }
  }
  return lists;
}
