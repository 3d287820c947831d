import sql from 'sql-template-tag';
import { Finding, type InspectionResult, RuleBook, RuleItem } from '../../schema/inspection/index.ts';
import type { Reader, Row } from '../read/index.ts';
import { scoreUnit } from './rules.ts';

/** What of a result its explanation is made from. */
export const EXPLAINED_BY = ['round', 'inspection', 'version'] as const satisfies (keyof InspectionResult)[];
export type Explained = Pick<Row<InspectionResult>, (typeof EXPLAINED_BY)[number]>;

/** Of a finding what counts, and what is mostly asked for; the rest is read where it is asked for. */
const FINDING = ['id', 'inspection', 'item', 'evidence', 'occurrences', 'inspectedOn', 'fromVersion', 'untilVersion'] as const satisfies (keyof Finding)[];
type Counted = Pick<Row<Finding>, (typeof FINDING)[number]>;

/**
 * Results' scores, each computed again from what is stored: the findings that count for its version and
 * the rule book its round was opened with. Shaped as the GraphQL type ScoreExplanation.
 */
export async function explainResults(read: Reader, results: readonly Explained[]) {
  const rounds = [...new Set(results.map(({ round }) => round))];
  const [books, items, findings] = await Promise.all([
    read.query<Row<RuleBook> & { $round: number }>(sql`
      select r.id as "$round", ${read.columns(RuleBook)} from inspection_round as r join rule_book as t on t.id = r.rule_book_id where r.id = any(${rounds}::int[])`),
    read.query<Row<RuleItem>>(sql`
      select ${read.columns(RuleItem)} from rule_item as t
      where t.rule_book_id = any(array(select rule_book_id from inspection_round where id = any(${rounds}::int[]))) order by t.position`),
    read.pointingAt(
      Finding,
      'inspection',
      results.map(({ inspection }) => inspection),
      FINDING,
    ),
  ]);
  const bookOf = new Map(books.map((book) => [book.$round, book]));
  const itemsOf = Map.groupBy(items, ({ ruleBook }) => ruleBook);
  return results.map(({ round, inspection, version }) => {
    const ruleBook = bookOf.get(round) as Row<RuleBook>;
    const counting = (findings.get(inspection) ?? []).filter(({ fromVersion, untilVersion }) => fromVersion <= version && (untilVersion == null || untilVersion > version));
    return explained(ruleBook, itemsOf.get(ruleBook.id) ?? [], counting);
  });
}

function explained(ruleBook: Row<RuleBook>, items: readonly Row<RuleItem>[], findings: readonly Counted[]) {
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const byItem = Map.groupBy(findings, ({ item }) => item);
  const { items: scores, ...score } = scoreUnit(items, findings, ruleBook);
  return {
    ...score,
    ruleBook,
    items: scores.map((each) => {
      const item = itemOf.get(each.item) as Row<RuleItem>;
      return { ...each, item, basis: item.basis, findings: byItem.get(item.id) ?? [] };
    }),
  };
}
