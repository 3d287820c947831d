import sql from 'sql-template-tag';
import { Finding, Inspection, type InspectionResult, InspectionRound, RuleBook, RuleItem } from '../../schema/inspection/index.ts';
import { forbidden, type Reader, type Row } from '../read/index.ts';
import { scoreUnit } from './rules.ts';

/** What of a result its explanation is made from. */
export const EXPLAINED_BY = ['round', 'inspection', 'version'] as const satisfies (keyof InspectionResult)[];
export type Explained = Pick<Row<InspectionResult>, (typeof EXPLAINED_BY)[number]>;

/** Of a finding what counts, and what is mostly asked for; the rest is read where it is asked for. */
const FINDING = ['id', 'inspection', 'item', 'evidence', 'occurrences', 'inspectedOn', 'fromVersion', 'untilVersion'] as const satisfies (keyof Finding)[];
type Counted = Pick<Row<Finding>, (typeof FINDING)[number]>;

/**
 * Results' scores, each computed again from what is stored: the findings that count for its version and
 * the rule book its round was opened with. Shaped as the GraphQL type ScoreExplanation; FORBIDDEN in the place of one that rests on what whoever
 * asks may not see.
 */
export async function explainResults(read: Reader, results: readonly Explained[]) {
  const rounds = [...new Set(results.map(({ round }) => round))];
  const inspections = [...new Set(results.map(({ inspection }) => inspection))];
  const [isSeen, books, items, findings] = await Promise.all([
    inspectionsSeen(read, inspections),
    read.query<Row<RuleBook> & { $round: number }>(sql`
      select r.id as "$round", ${read.columns(RuleBook)} from ${read.seen(InspectionRound, 'r')} join ${read.seen(RuleBook, 't')} on t.id = r.rule_book_id
      where r.id = any(${rounds}::int[])`),
    read.query<Row<RuleItem>>(sql`
      select ${read.columns(RuleItem)} from ${read.seen(RuleItem, 't')}
      where t.rule_book_id = any(array(select rule_book_id from ${read.seen(InspectionRound, 'r')} where id = any(${rounds}::int[]))) order by t.position`),
    read.pointingAt(Finding, 'inspection', inspections, FINDING),
  ]);
  const bookOf = new Map(books.map((book) => [book.$round, book]));
  const itemsOf = Map.groupBy(items, ({ ruleBook }) => ruleBook);
  return results.map(({ round, inspection, version }) => {
    const ruleBook = bookOf.get(round);
    if (!ruleBook || !isSeen(inspection)) return forbidden('InspectionResult.explanation');
    const counting = (findings.get(inspection) ?? []).filter(({ fromVersion, untilVersion }) => fromVersion <= version && (untilVersion == null || untilVersion > version));
    return explained(ruleBook, itemsOf.get(ruleBook.id) ?? [], counting);
  });
}

/** Of which results whoever asks may see what they rest on: computed from less than all of it, a score would be another. */
async function inspectionsSeen(read: Reader, inspections: readonly number[]): Promise<(inspection: number) => boolean> {
  if (!read.hides(read.models.get(Inspection)) && !read.hides(read.models.get(Finding))) return () => true;
  const rows = await read.query<{ id: number }>(sql`select id from ${read.seen(Inspection, 'n')} where id = any(${inspections}::int[])`);
  const keys = new Set(rows.map(({ id }) => id));
  return (inspection) => keys.has(inspection);
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
