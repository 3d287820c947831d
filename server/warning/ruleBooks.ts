import type { EntityManager } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import sql from 'sql-template-tag';
import type { Problem } from '../../schema/Problem.ts';
import { problem, refuse, refuseAll } from '../../schema/problemWording.ts';
import { WarningKind, WarningRule, WarningRuleBook } from '../../schema/warning/index.ts';
import type { AdoptWarningRulesInput, WarningRuleInput } from '../../schema/warning/mutations.ts';
import { ANEW, statementsOn } from '../database/index.ts';
import { checkText } from '../texts.ts';

const LONGEST_TITLE = 100;
/** A streak begins with two. */
const MONTHS = { least: 2, most: 12 };
const MOST_POINTS = 100;
const MOST_DAYS = 365;
/** Before a deadline. */
const DAYS_BEFORE = { least: 1, most: 30 };

/** Nothing may be given here. */
const NONE = '不填 none';

/**
 * Adopts the next version, in force from a month that is not published yet, so that no published month is judged anew. Refuses WARNING_RULES_TOO_LATE
 * otherwise, and all that is wrong with the rules at once.
 */
export async function adoptWarningRules(em: EntityManager, { title, fromMonth, rules }: AdoptWarningRulesInput, by: string | null): Promise<WarningRuleBook> {
  refuseAll([...checkText('title', title, LONGEST_TITLE), ...checkRules(rules)]);
  return em.transactional(async (tx) => {
    const db = statementsOn(tx.getKysely<object>());
    // Publications and closings under way are waited for and seen; others wait until these rules are there. Two adoptions take turns as well.
    await db.query(sql`lock table inspection_round, appraisal_round, warning_rule_book in share row exclusive mode`);
    const [{ published, newest }] = (await db.query(sql`
        select greatest((select max(month) from inspection_round where state = 'PUBLISHED'),
          (select max(month) from appraisal_round where body = 'COMMITTEE' and state = 'CLOSED')) as published, (select max(version) from warning_rule_book) as newest`)) as [
      { published: string | null; newest: number },
    ];
    if (published !== null && fromMonth <= published) refuse('WARNING_RULES_TOO_LATE', { field: 'fromMonth', found: fromMonth, expected: published });
    const ruleBook = tx.create(WarningRuleBook, { version: newest + 1, title: title.trim(), fromMonth, adoptedAt: new Date(), adoptedBy: by });
    for (const { kind, level, points, months, days, escalateAfterDays } of rules) {
      tx.create(WarningRule, { ruleBook, kind, level, points: points ?? null, months: months ?? null, days: days ?? null, escalateAfterDays: escalateAfterDays ?? null });
    }
    await tx.flush();
    return ruleBook;
  }, ANEW);
}

/** What is wrong with rules; every problem at once. */
export function checkRules(rules: readonly WarningRuleInput[]): Problem[] {
  if (!rules.length) return [problem('VALUE_MISSING', { field: 'rules', expected: 'rules' })];
  return rules.flatMap((rule, index) => {
    const problems = [...checkPoints(rule), ...checkMonths(rule), ...checkDays(rule), ...checkTerm(rule)];
    const first = rules.findIndex(({ kind }) => kind === rule.kind);
    if (first < index) problems.push(problem('DUPLICATE', { field: 'kind', found: rule.kind, expected: `rules[${first}]` }));
    return problems;
  });
}

function checkPoints({ kind, points }: WarningRuleInput): Problem[] {
  if (kind !== WarningKind.SCORE_DROP) return unwanted('points', points);
  if (points == null) return [problem('VALUE_MISSING', { field: 'points', found: kind, expected: 'points' })];
  const value = new Decimal(points);
  const fits = value.gt(0) && value.lte(MOST_POINTS) && value.decimalPlaces() <= 2;
  return fits ? [] : [problem('NUMBER_OUT_OF_RANGE', { field: 'points', found: points, expected: `0.01–${MOST_POINTS}` })];
}

function checkMonths({ kind, months }: WarningRuleInput): Problem[] {
  if (kind !== WarningKind.STREAK_POOR && kind !== WarningKind.STREAK_GOOD) return unwanted('months', months);
  if (months == null) return [problem('VALUE_MISSING', { field: 'months', found: kind, expected: 'months' })];
  return within('months', months, MONTHS.least, MONTHS.most);
}

function checkDays({ kind, days }: WarningRuleInput): Problem[] {
  if (kind !== WarningKind.RECTIFICATION_DUE) return unwanted('days', days);
  if (days == null) return [problem('VALUE_MISSING', { field: 'days', found: kind, expected: 'days' })];
  return within('days', days, DAYS_BEFORE.least, DAYS_BEFORE.most);
}

function checkTerm({ escalateAfterDays }: WarningRuleInput): Problem[] {
  return escalateAfterDays == null ? [] : within('escalateAfterDays', escalateAfterDays, 1, MOST_DAYS);
}

function within(field: string, value: number, least: number, most: number): Problem[] {
  return value >= least && value <= most ? [] : [problem('NUMBER_OUT_OF_RANGE', { field, found: String(value), expected: `${least}–${most}` })];
}

function unwanted(field: string, value: string | number | null | undefined): Problem[] {
  return value == null ? [] : [problem('NUMBER_OUT_OF_RANGE', { field, found: String(value), expected: NONE })];
}
