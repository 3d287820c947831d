import sql from 'sql-template-tag';
import type { InspectionResult } from '../../schema/inspection/index.ts';
import type { Reader, Row } from '../read/index.ts';
import { type Occurrence, type Scale, type ScoredItem, scoreUnit } from './rules.ts';

/** What of a result its explanation is made from. */
export const EXPLAINED_BY = ['round', 'inspection', 'version'] as const satisfies (keyof InspectionResult)[];
export type Explained = Pick<Row<InspectionResult>, (typeof EXPLAINED_BY)[number]>;

interface Rules extends Scale {
  round: number;
  ruleBook: number;
}

interface RuleOfRound extends ScoredItem {
  round: number;
  basis: string;
}

interface Counted extends Occurrence {
  id: number;
  inspection: number;
  fromVersion: number;
  untilVersion: number | null;
}

/**
 * Results' scores, each computed again from what is stored: the findings that count for its version and
 * the rule book its round was opened with. Shaped as the GraphQL type ScoreExplanation, with rows named by their keys.
 */
export async function explainResults(read: Reader, results: readonly Explained[]) {
  const rounds = [...new Set(results.map(({ round }) => round))];
  const inspections = [...new Set(results.map(({ inspection }) => inspection))];
  const [rules, items, findings] = await Promise.all([
    read.query<Rules>(sql`
      select r.id as round, b.id as "ruleBook", b.good_from as "goodFrom", b.medium_from as "mediumFrom", b.bonus_cap as "bonusCap"
      from inspection_round as r join rule_book as b on b.id = r.rule_book_id where r.id = any(${rounds}::int[])`),
    read.query<RuleOfRound>(sql`
      select r.id as round, i.id, i.kind, i.points_per_occurrence as "pointsPerOccurrence", i.cap, i.basis
      from inspection_round as r join rule_item as i on i.rule_book_id = r.rule_book_id where r.id = any(${rounds}::int[]) order by i.position`),
    read.query<Counted>(sql`
      select id, inspection_id as inspection, item_id as item, occurrences, from_version as "fromVersion", until_version as "untilVersion"
      from finding where inspection_id = any(${inspections}::int[]) order by id`),
  ]);
  const rulesOf = new Map(rules.map((each) => [each.round, each]));
  const itemsOf = Map.groupBy(items, ({ round }) => round);
  const findingsOf = Map.groupBy(findings, ({ inspection }) => inspection);
  return results.map(({ round, inspection, version }) => {
    const counting = (findingsOf.get(inspection) ?? []).filter(({ fromVersion, untilVersion }) => fromVersion <= version && (untilVersion === null || untilVersion > version));
    return explained(rulesOf.get(round) as Rules, itemsOf.get(round) ?? [], counting);
  });
}

function explained(rules: Rules, items: readonly RuleOfRound[], findings: readonly Counted[]) {
  const basisOf = new Map(items.map(({ id, basis }) => [id, basis]));
  const byItem = Map.groupBy(findings, ({ item }) => item);
  const { items: scores, ...score } = scoreUnit(items, findings, rules);
  return {
    ...score,
    ruleBook: rules.ruleBook,
    items: scores.map((each) => ({ ...each, basis: basisOf.get(each.item), findings: (byItem.get(each.item) ?? []).map(({ id }) => id) })),
  };
}
