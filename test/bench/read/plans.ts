import type { Client } from 'pg';
import type { Answered } from './statements.ts';

/** What PostgreSQL does for each statement, as it says itself: the statement, then its plan with times and pages. What only begins or ends a transaction has none. */
export async function plansOf(database: Client, statements: readonly Answered[]): Promise<string> {
  const plans = [];
  for (const { text, values } of statements) {
    if (!/^\s*(select|with)\b/i.test(text)) continue;
    const { rows } = await database.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${text}`, values);
    plans.push([text.replace(/\s+/g, ' ').trim(), ...rows.map((row) => `    ${row['QUERY PLAN']}`)].join('\n'));
  }
  return plans.join('\n\n');
}
