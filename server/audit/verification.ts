import sql, { raw } from 'sql-template-tag';
import type { Statements } from '../database/index.ts';
import { COLUMNS, GENESIS, hashOf, type StoredEntry } from './entry.ts';

/** Entries a statement: a log of any length takes the same memory. */
const PAGE = 1_000;

/** The end of the chain at some moment, as it may be written down outside the database. */
export interface Head {
  sequence: number;
  hash: string;
}

/** Where and why the chain does not hold. */
export interface Break {
  sequence: number;
  why: 'GAP' | 'OTHER_BEFORE' | 'ALTERED' | 'NOT_AS_EXPECTED' | 'CUT_OFF';
  found: string;
  expected: string;
}

export interface Verdict {
  /** How many entries hold, from the first on. */
  entries: number;
  /** The last of these; undefined where there is none. */
  head: Head | undefined;
  broken: Break | undefined;
}

/**
 * Reads the log from its first entry and computes every hash again. It stops at the first that does not hold. `expected` is a head of earlier: the chain must still lead
 * through it, which whoever wrote the whole chain anew, or cut its end off, cannot bring about.
 */
export async function verifyChain(db: Statements, expected?: Head): Promise<Verdict> {
  let head: Head | undefined;
  let entries = 0;
  for await (const entry of storedEntries(db)) {
    const broken = breakAt(entry, head) ?? differenceFrom(entry, expected);
    if (broken) return { entries, head, broken };
    head = { sequence: entry.id, hash: entry.hash };
    entries++;
  }
  const isThere = !expected || expected.sequence <= (head?.sequence ?? 0);
  const broken: Break | undefined = isThere ? undefined : { sequence: (head?.sequence ?? 0) + 1, why: 'CUT_OFF', found: String(entries), expected: String(expected?.sequence) };
  return { entries, head, broken };
}

function breakAt({ hash, ...entry }: StoredEntry, before: Head | undefined): Break | undefined {
  const sequence = (before?.sequence ?? 0) + 1;
  if (entry.id !== sequence) return { sequence, why: 'GAP', found: String(entry.id), expected: String(sequence) };
  const previous = before?.hash ?? GENESIS;
  if (entry.previous_hash !== previous) return { sequence, why: 'OTHER_BEFORE', found: entry.previous_hash, expected: previous };
  const computed = hashOf(entry);
  return computed === hash ? undefined : { sequence, why: 'ALTERED', found: hash, expected: computed };
}

function differenceFrom({ id, hash }: StoredEntry, expected: Head | undefined): Break | undefined {
  if (id !== expected?.sequence || hash === expected.hash) return undefined;
  return { sequence: id, why: 'NOT_AS_EXPECTED', found: hash, expected: expected.hash };
}

const READ = COLUMNS.map((column) => (column === 'at' ? `to_char("at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "at"` : `"${column}"`)).join(', ');

async function* storedEntries(db: Statements): AsyncGenerator<StoredEntry, void> {
  let after = -(2 ** 31);
  for (;;) {
    const page = await db.query<StoredEntry>(sql`select ${raw(READ)} from audit_entry where id > ${after} order by id limit ${PAGE}`);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? after;
  }
}
