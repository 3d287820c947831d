import sql, { empty } from 'sql-template-tag';
import { WarningOrigin } from '../../schema/warning/words.ts';
import type { Statements } from '../database/index.ts';
import { appraisalCausesOf, subjectOf } from './appraisalRules.ts';
import { readAppraised } from './appraised.ts';
import { readHistories, readVersions } from './published.ts';
import { type AnyCause, causesOf } from './rules.ts';
import type { Settled } from './settlement.ts';

/** Where the table and the rules disagree: nothing, as soon as the consumer of the log has caught up. */
export interface WarningDifference {
  /** Causes that hold and are not warned of, or not by these figures. */
  missing: string[];
  /** Warnings that stand and have no cause, or not by these figures. */
  unfounded: string[];
}

type Line = Pick<AnyCause, 'text' | 'month' | 'ruleBook'> & { origin: Settled; basis: readonly number[] };

/** Holds the warnings that stand, of a month or of all, to what the rules say of everything published and closed. Each line names cause, rule version and what it rests on. */
export async function recomputeWarnings(db: Statements, month?: string): Promise<WarningDifference> {
  const { INSPECTION, APPRAISAL } = WarningOrigin;
  const [histories, appraised, versions] = [await readHistories(db), await readAppraised(db), await readVersions(db)];
  // Of all months: what is warned of in one may rest on those before.
  const causes: Line[] = [
    ...histories.flatMap(({ code, months }) => causesOf(code, months, versions).map(({ results, ...cause }): Line => ({ ...cause, origin: INSPECTION, basis: results }))),
    ...appraised.flatMap(({ months, ...subject }) =>
      appraisalCausesOf(subjectOf(subject), months, versions).map(({ appraisals, ...cause }): Line => ({ ...cause, origin: APPRAISAL, basis: appraisals })),
    ),
  ];
  const rows = await db.query<Line>(sql`
    select cause as text, month, rule_book_id as "ruleBook", origin, basis from warning
    where state <> 'RETRACTED' and origin = any(${[INSPECTION, APPRAISAL]}::text[]) ${month ? sql`and month = ${month}` : empty}`);
  const expected = new Set(causes.filter((cause) => !month || cause.month === month).map(written));
  const standing = new Set(rows.map(written));
  const without = (lines: Set<string>, others: Set<string>) => [...lines].filter((line) => !others.has(line)).sort();
  return { missing: without(expected, standing), unfounded: without(standing, expected) };
}

function written({ text, ruleBook, origin, basis }: Line): string {
  return `${text} by rules ${ruleBook} of ${origin === WarningOrigin.APPRAISAL ? 'appraisals' : 'results'} ${basis.join(', ') || 'none'}`;
}
