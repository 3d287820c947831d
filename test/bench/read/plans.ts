import type { Client } from 'pg';
import type { Answered } from './statements.ts';

/** A whole table counts as read from so many rows on; a sort is worth telling from so many on. */
const MANY = { read: 100, sorted: 1_000 };

/** A step of a plan, as PostgreSQL tells it in JSON: rows on average of each loop. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** The statements that ask; what only begins or ends a transaction has no plan. */
export function asking(statements: readonly Answered[]): Answered[] {
  return statements.filter(({ text }) => /^\s*(select|with)\b/i.test(text));
}

/** What PostgreSQL does for each statement, as it says itself: the statement, then its plan with times and pages. */
export async function plansOf(database: Client, statements: readonly Answered[]): Promise<string> {
  const plans = [];
  for (const { text, values } of asking(statements)) {
    const { rows } = await database.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${text}`, values);
    plans.push([text.replace(/\s+/g, ' ').trim(), ...rows.map((row) => `    ${row['QUERY PLAN']}`)].join('\n'));
  }
  return plans.join('\n\n');
}

/** By which ways the statements come to their rows, each named once: indexes, tables read whole, sorts of many rows. */
export async function waysOf(database: Client, statements: readonly Answered[]): Promise<string[]> {
  const ways = new Set<string>();
  for (const { text, values } of asking(statements)) {
    const { rows } = await database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (analyze, timing off, format json) ${text}`, values);
    for (const { 'QUERY PLAN': plan } of rows) for (const way of waysIn(plan[0].Plan)) ways.add(way);
  }
  return [...ways];
}

/** The same of one plan, from the innermost step to the outermost. */
export function waysIn(node: PlanNode): string[] {
  const within = (node.Plans ?? []).flatMap(waysIn);
  const way = wayOf(node);
  return [...new Set(way === undefined ? within : [...within, way])];
}

function wayOf(node: PlanNode): string | undefined {
  if (node['Index Name']) return node['Index Name'];
  if (node['Node Type'] === 'Seq Scan' && looked(node) >= MANY.read) return `all of ${node['Relation Name']}`;
  if (node['Node Type'] !== 'Sort') return undefined;
  const sorted = (node.Plans ?? []).reduce((sum, each) => sum + each['Actual Rows'] * each['Actual Loops'], 0);
  return sorted >= MANY.sorted ? 'sorts what fits' : undefined;
}

function looked(node: PlanNode): number {
  return (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
}
