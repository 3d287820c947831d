import { jest } from '@jest/globals';
import { Client } from 'pg';

/** The SQL statements that `work` makes the server send, the log's own reading left out: it runs by itself. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = jest.spyOn(Client.prototype, 'query');
  try {
    await work();
    return query.mock.calls
      .map(([statement]) => (typeof statement === 'string' ? statement : (statement as unknown as { text: string }).text))
      .filter((text) => !/\bfrom event\b/.test(text));
  } finally {
    query.mockRestore();
  }
}
