import type { WarningRuleInput } from '../../schema/warning/mutations.ts';
import { WarningOrigin } from '../../schema/warning/words.ts';
import type { Statements } from '../database/index.ts';
import { appraisalCausesOf, subjectOf } from './appraisalRules.ts';
import { readAppraised } from './appraised.ts';
import { readHistories } from './published.ts';
import { type AnyCause, causesOf, type RuleVersion } from './rules.ts';

/** Stands for rules that nobody adopted. */
const NOT_ADOPTED = 0;

/**
 * What these rules would have raised about months from one to another, both counted, had they been in force all along. Shaped as [ForeseenWarning], by month, inspections before
 * appraisals, unit or subject, kind. Kinds that the clock decides are not among them: nobody keeps when each deadline of the past was met.
 */
export async function foreseeWarnings(db: Statements, rules: readonly WarningRuleInput[], from: string, to: string) {
  const version: RuleVersion = { id: NOT_ADOPTED, fromMonth: '', rules: Object.fromEntries(rules.map((rule) => [rule.kind, rule])) };
  const [histories, appraised] = [await readHistories(db), await readAppraised(db)];
  // Over all months: a streak may have begun before the first.
  const causes = [
    ...histories.flatMap(({ unit, code, months }) =>
      causesOf(code, months, [version]).map((cause) => ({ ...shown(cause), origin: WarningOrigin.INSPECTION, unit, officer: null, appraisals: [] as number[] })),
    ),
    ...appraised.flatMap(({ months, ...subject }) =>
      appraisalCausesOf(subjectOf(subject), months, [version]).map((cause) => ({
        ...shown(cause),
        ...{ origin: WarningOrigin.APPRAISAL, officer: subject.officer, round: null, results: [] as number[] },
      })),
    ),
  ];
  return causes.filter(({ month }) => month >= from && month <= to).sort((a, b) => Number(a.month > b.month) - Number(a.month < b.month));
}

function shown<T extends AnyCause>({ text, ruleBook: _, ...cause }: T) {
  return { ...cause, cause: text };
}
