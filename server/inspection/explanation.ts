import { Finding, type InspectionResult, InspectionRound, RuleBook, RuleItem } from '../../schema/inspection/index.ts';
import type { Reader, Row } from '../read/index.ts';
import { scoreUnit } from './rules.ts';

/**
 * A result's score, computed again from what is stored: the findings that count for its version and
 * the rule book its round was opened with. Shaped as the GraphQL type ScoreExplanation.
 */
export async function explainResult(read: Reader, result: Row<InspectionResult>) {
  const [round, allFindings] = await Promise.all([read.one(InspectionRound, result.round), read.many(Finding, 'inspection', result.inspection)]);
  if (!round) throw new Error(`Result ${result.id} has no round`);
  const [ruleBook, allItems] = await Promise.all([read.one(RuleBook, round.ruleBook), read.many(RuleItem, 'ruleBook', round.ruleBook)]);
  if (!ruleBook) throw new Error(`Round ${round.id} has no rule book`);
  const findings = allFindings.filter(({ fromVersion, untilVersion }) => fromVersion <= result.version && (untilVersion == null || untilVersion > result.version));
  const items = [...allItems].sort((a, b) => a.position - b.position);
  const itemOf = new Map(items.map((item) => [item.id, item]));

  const { items: scores, ...score } = scoreUnit(items, findings, ruleBook);
  return {
    ...score,
    ruleBook,
    items: scores.map((each) => {
      const item = itemOf.get(each.item) as Row<RuleItem>;
      return { ...each, item, basis: item.basis, findings: findings.filter((finding) => finding.item === item.id) };
    }),
  };
}
