import type { Client } from 'pg';
import { UnitClass } from '../../../schema/organisation/index.ts';
import { rankScores, type Score, type ScoredItem, scoreUnit } from '../../../server/inspection/rules.ts';

/** In the order they are published. */
const CLASSES = Object.values(UnitClass);

interface Collected {
  id: number;
  unit: number;
  unitClass: string;
  /** One entry a finding. */
  items: number[];
  occurrences: number[];
}

/**
 * Publishes a collected month in one transaction, to the same rows and events in the same order as `publishInspectionRound` writes
 * them, from the same rules; without entities, for cities larger than any committee's.
 */
export async function publishMonth(database: Client, month: string): Promise<void> {
  const { rows } = await database.query(
    `select round.id as round, good_from as "goodFrom", medium_from as "mediumFrom", bonus_cap as "bonusCap", rule_book.id as book
     from inspection_round as round join rule_book on rule_book.id = rule_book_id where month = $1`,
    [month],
  );
  const { round, book, ...scale } = rows[0];
  const { rows: items } = await database.query<ScoredItem>(
    'select id, kind, points_per_occurrence as "pointsPerOccurrence", cap from rule_item where rule_book_id = $1 order by position',
    [book],
  );
  const { rows: inspections } = await database.query<Collected>(
    `select inspection.id, unit_id as unit, unit_class as "unitClass",
       array_agg(item_id) filter (where finding.id is not null) as items, array_agg(occurrences) filter (where finding.id is not null) as occurrences
     from inspection join unit on unit.id = unit_id left join finding on inspection_id = inspection.id
     where round_id = $1 group by inspection.id, unit.id order by array_position($2::text[], unit_class), inspection.id`,
    [round, CLASSES],
  );
  const results = [...Map.groupBy(inspections, ({ unitClass }) => unitClass).values()].flatMap((ofClass) => ranked(ofClass, items, scale));

  await database.query('begin');
  await database.query(
    `insert into inspection_result (round_id, inspection_id, unit_id, unit_class, score, grade, veto_proposed, rank, published_at)
     select $1, inspection, unit, unit_class, score, grade, veto, rank, now()
     from unnest($2::int[], $3::int[], $4::text[], $5::numeric[], $6::text[], $7::boolean[], $8::int[]) with ordinality
       as row (inspection, unit, unit_class, score, grade, veto, rank, place)
     order by place`,
    [
      round,
      results.map(({ inspection }) => inspection.id),
      results.map(({ inspection }) => inspection.unit),
      results.map(({ inspection }) => inspection.unitClass),
      results.map(({ score }) => score.score),
      results.map(({ score }) => score.grade),
      results.map(({ score }) => score.vetoProposed),
      results.map(({ rank }) => rank),
    ],
  );
  await database.query(`update inspection_round set state = 'PUBLISHED', published_at = now() where id = $1`, [round]);
  await database.query(
    `insert into event (kind, data)
     (select 'RESULT_PUBLISHED', jsonb_build_object('round', $1::int, 'result', id, 'unitClass', unit_class) from inspection_result where round_id = $1
       order by array_position($2::text[], unit_class), rank desc, unit_id desc)
     union all select 'ROUND_PUBLISHED', jsonb_build_object('round', $1::int)`,
    [round, CLASSES],
  );
  await database.query('commit');
}

/** A class with scores and ranks. */
function ranked(ofClass: readonly Collected[], items: readonly ScoredItem[], scale: Parameters<typeof scoreUnit>[2]): { inspection: Collected; score: Score; rank: number }[] {
  const scores = ofClass.map((inspection) =>
    scoreUnit(
      items,
      (inspection.items ?? []).map((item, index) => ({ item, occurrences: inspection.occurrences[index] as number })),
      scale,
    ),
  );
  const ranks = rankScores(scores.map(({ score }) => score));
  return ofClass.map((inspection, index) => ({ inspection, score: scores[index] as Score, rank: ranks[index] as number }));
}
