import sql, { empty } from 'sql-template-tag';
import type { Statements } from '../database/index.ts';
import { differencesOf, type FigureDifference } from '../figureDifference.ts';
import { rankScores, type ScoredItem, scoreUnit } from './rules.ts';

interface Published {
  id: number;
  round: number;
  month: string;
  ruleBook: number;
  subject: string;
  unitClass: string;
  inspection: number;
  version: number;
  score: string;
  grade: string;
  vetoProposed: boolean;
  rank: number;
  /** Milliseconds since 1970; null for a version that is current. */
  publishedAt: number;
  supersededAt: number | null;
}

/**
 * Computes every published result of a month, or of all, again from what is stored: the findings that counted for its version, the rule book its month was opened with, and the
 * scores it was ranked among. Versions that were superseded too: nothing that was ever published may have become another figure.
 */
export async function recomputeResults(db: Statements, month?: string): Promise<{ results: number; differences: FigureDifference[] }> {
  const published = await readPublished(db, month);
  const [books, countedFor, rankOf] = [await readRuleBooks(db), await readFindings(db, month), ranksOf(published)];
  const differences = published.flatMap((result) => {
    const book = books.get(result.ruleBook) as RuleBook;
    const { score, grade, vetoProposed } = scoreUnit(book.items, countedFor(result), book);
    return differencesOf(result, { score, grade, vetoProposed, rank: rankOf(result) });
  });
  return { results: published.length, differences };
}

/** The rank of each among the results of its class that were current when it was published. Ranked once for all that were published together, as a class of a month is. */
function ranksOf(published: readonly Published[]): (result: Published) => number {
  const classes = Map.groupBy(published, ({ round, unitClass }) => `${round} ${unitClass}`);
  const ranks = new Map<Published, number>();
  for (const all of classes.values()) {
    for (const [at, together] of Map.groupBy(all, ({ publishedAt }) => publishedAt)) {
      const current = all.filter(({ publishedAt, supersededAt }) => publishedAt <= at && (supersededAt === null || supersededAt > at));
      const ranked = rankScores(current.map(({ score }) => score));
      const rankOf = new Map(current.map((result, index) => [result, ranked[index] as number]));
      for (const result of together) ranks.set(result, rankOf.get(result) as number);
    }
  }
  return (result) => ranks.get(result) as number;
}

function readPublished(db: Statements, month: string | undefined): Promise<Published[]> {
  return db.query<Published>(sql`
    select r.id, r.round_id as round, o.month, o.rule_book_id as "ruleBook", u.code as subject, r.unit_class as "unitClass", r.inspection_id as inspection, r.version,
      r.score::text as score, r.grade, r.veto_proposed as "vetoProposed", r.rank,
      (extract(epoch from r.published_at) * 1000)::float8 as "publishedAt", (extract(epoch from r.superseded_at) * 1000)::float8 as "supersededAt"
    from inspection_result r join inspection_round o on o.id = r.round_id join unit u on u.id = r.unit_id
    ${month ? sql`where o.month = ${month}` : empty} order by o.month, u.code, r.version`);
}

interface RuleBook {
  goodFrom: string;
  mediumFrom: string;
  bonusCap: string;
  items: ScoredItem[];
}

async function readRuleBooks(db: Statements): Promise<Map<number, RuleBook>> {
  const books = await db.query<Omit<RuleBook, 'items'> & { id: number }>(
    sql`select id, good_from::text as "goodFrom", medium_from::text as "mediumFrom", bonus_cap::text as "bonusCap" from rule_book`,
  );
  const items = await db.query<ScoredItem & { ruleBook: number }>(
    sql`select id, rule_book_id as "ruleBook", kind, points_per_occurrence::text as "pointsPerOccurrence", cap::text as cap from rule_item order by position`,
  );
  const itemsOf = Map.groupBy(items, ({ ruleBook }) => ruleBook);
  return new Map(books.map(({ id, ...book }) => [id, { ...book, items: itemsOf.get(id) ?? [] }]));
}

interface Counted {
  inspection: number;
  item: number;
  occurrences: number;
  fromVersion: number;
  untilVersion: number | null;
}

/** The findings that count for a version of a unit's result. */
async function readFindings(db: Statements, month: string | undefined): Promise<(result: Published) => Counted[]> {
  const findings = await db.query<Counted>(sql`
    select f.inspection_id as inspection, f.item_id as item, f.occurrences, f.from_version as "fromVersion", f.until_version as "untilVersion"
    from finding f join inspection n on n.id = f.inspection_id join inspection_round o on o.id = n.round_id ${month ? sql`where o.month = ${month}` : empty}`);
  const ofInspection = Map.groupBy(findings, ({ inspection }) => inspection);
  return ({ inspection, version }) =>
    (ofInspection.get(inspection) ?? []).filter(({ fromVersion, untilVersion }) => fromVersion <= version && (untilVersion === null || untilVersion > version));
}
