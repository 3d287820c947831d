import type { WarningRuleInput } from '../../schema/warning/mutations.ts';
import type { Statements } from '../database/index.ts';
import { readHistories } from './published.ts';
import { causesOf, type RuleVersion } from './rules.ts';

/** Stands for rules that nobody adopted. */
const NOT_ADOPTED = 0;

/** What these rules would have raised about months from one to another, both counted, had they been in force all along. Shaped as [ForeseenWarning], by month, unit, kind. Kinds that the clock decides are not among them: nobody keeps when each deadline of the past was met. */
export async function foreseeWarnings(db: Statements, rules: readonly WarningRuleInput[], from: string, to: string) {
  const version: RuleVersion = { id: NOT_ADOPTED, fromMonth: '', rules: Object.fromEntries(rules.map((rule) => [rule.kind, rule])) };
  const histories = await readHistories(db);
  // Over all months: a streak may have begun before the first.
  const causes = histories.flatMap(({ unit, code, months }) => causesOf(code, months, [version]).map(({ text, ruleBook: _, ...cause }) => ({ ...cause, cause: text, unit })));
  return causes.filter(({ month }) => month >= from && month <= to).sort((a, b) => Number(a.month > b.month) - Number(a.month < b.month));
}
