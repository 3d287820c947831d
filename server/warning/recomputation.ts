import sql, { empty } from 'sql-template-tag';
import type { Statements } from '../database/index.ts';
import { readHistories, readVersions } from './published.ts';
import { causesOf, INSPECTION_KINDS } from './rules.ts';

/** Where the table and the rules disagree: nothing, as soon as the consumer of the log has caught up. */
export interface WarningDifference {
  /** Causes that hold and are not warned of, or not by these figures. */
  missing: string[];
  /** Warnings that stand and have no cause, or not by these figures. */
  unfounded: string[];
}

/** Holds the warnings that stand, of a month or of all, to what the rules say of everything published. Each line names cause, rule version and results. */
export async function recomputeWarnings(db: Statements, month?: string): Promise<WarningDifference> {
  const [histories, versions] = [await readHistories(db), await readVersions(db)];
  // Of all months: what is warned of in one may rest on those before.
  const causes = histories.flatMap(({ code, months }) => causesOf(code, months, versions)).filter((cause) => !month || cause.month === month);
  const expected = new Set(causes.map(({ text, ruleBook, results }) => lineOf(text, ruleBook, results)));
  const rows = await db.query<{ cause: string; ruleBook: number; basis: number[] }>(sql`
    select cause, rule_book_id as "ruleBook", basis from warning where state <> 'RETRACTED' and kind = any(${INSPECTION_KINDS}::text[]) ${month ? sql`and month = ${month}` : empty}`);
  const standing = new Set(rows.map(({ cause, ruleBook, basis }) => lineOf(cause, ruleBook, basis)));
  const without = (lines: Set<string>, others: Set<string>) => [...lines].filter((line) => !others.has(line)).sort();
  return { missing: without(expected, standing), unfounded: without(standing, expected) };
}

function lineOf(cause: string, ruleBook: number, results: readonly number[]): string {
  return `${cause} by rules ${ruleBook} of results ${results.join(', ') || 'none'}`;
}
