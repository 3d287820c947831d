import { jest } from '@jest/globals';
import { Client } from 'pg';

/**
 * The SQL statements that `work` makes the server send. The log's own reading and the watch over screens are left out, which run by themselves, and what is written down of who read what: many share it
 * (test/audit/reads.test.ts says when there is none).
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = jest.spyOn(Client.prototype, 'query');
  try {
    await work();
    return query.mock.calls
      .map(([statement]) => (typeof statement === 'string' ? statement : (statement as unknown as { text: string }).text))
      .filter(
        (text) =>
          !/\bfrom event\b|\bpg_advisory_xact_lock\b.*\baudit_entry\b|\binsert into audit_entry\b|\bpg_try_advisory_xact_lock\b|\bscreen_warning\b|\b(from|update) screen\b|\bas place \(id int\b/s.test(
            text,
          ),
      );
  } finally {
    query.mockRestore();
  }
}
