import type { Client } from 'pg';
import type { Chance } from '../../torture/chance.ts';

/* How dense the sample city's published months are: 362 of 512 possible inspections, 1100 findings. */
const INSPECTED = 0.7;
/** Of a hundred inspections so many have no finding, one finding, two … */
const FINDINGS = [10, 19, 22, 17, 9, 7, 7, 4, 1, 2, 1, 1];
/** Of a hundred findings so many have one occurrence, two … */
const OCCURRENCES = [0, 41, 35, 12, 12];
const BONUS = 0.037;
const VETO_GROUND = 0.001;

const SHORTCOMINGS = ['记录缺失', '未落实到人', '整改超期', '台账不全', '现场与台账不符', '未按时报送'];
const INSPECTORS = ['田俊鸣', '韩思超', '黎霞', '姚雪伟', '王浩敏', '孔敏建'];
/** Every month has this day. */
const LAST_DAY = 28;
/** Days until it must be put right. */
const DEADLINE = { soonest: 15, latest: 45 };

export interface InspectedUnit {
  id: number;
  unitClass: string;
}

export interface FindableItem {
  id: number;
  kind: string;
  content: string;
  unitClasses: string[];
}

/** What a month is written of: columns, as `unnest` takes them. */
interface MonthColumns {
  inspections: { unit: number[]; day: number[]; inspector: string[] };
  findings: { unit: number[]; item: number[]; evidence: string[]; occurrences: number[]; day: number[]; inspector: string[]; days: number[] };
}

/** Opens a month and writes its inspections and findings, with the events that tell of them, in one transaction. It is not published yet. */
export async function collectMonth(database: Client, month: string, units: readonly InspectedUnit[], chance: Chance): Promise<void> {
  const book = `(select id from rule_book where year = ${month.slice(0, 4)} order by version desc limit 1)`;
  const { rows: items } = await database.query<FindableItem>(
    `select id, kind, content, unit_classes as "unitClasses" from rule_item where rule_book_id = ${book} order by position`,
  );
  const { inspections, findings } = monthOf(units, items, chance);
  await database.query('begin');
  const { rows } = await database.query<{ id: number }>(`insert into inspection_round (month, state, rule_book_id) values ($1, 'COLLECTING', ${book}) returning id`, [month]);
  const round = rows[0]?.id;
  await database.query(
    `insert into inspection (round_id, unit_id, inspected_on, inspector)
     select $1, unit, ($2 || '-01')::date + day - 1, inspector from unnest($3::int[], $4::int[], $5::text[]) with ordinality as row (unit, day, inspector, place) order by place`,
    [round, month, inspections.unit, inspections.day, inspections.inspector],
  );
  await database.query(
    `insert into finding (inspection_id, item_id, evidence, occurrences, inspected_on, inspector, rectify_by)
     select inspection.id, item, evidence, occurrences, ($2 || '-01')::date + day - 1, row.inspector, ($2 || '-01')::date + day - 1 + days
     from unnest($3::int[], $4::int[], $5::text[], $6::int[], $7::int[], $8::text[], $9::int[]) with ordinality as row (unit, item, evidence, occurrences, day, inspector, days, place)
     join inspection on round_id = $1 and unit_id = unit order by place`,
    [round, month, ...Object.values(findings)],
  );
  await database.query(
    `insert into event (kind, data)
     select 'ROUND_OPENED', jsonb_build_object('round', $1::int)
     union all (select 'UNIT_INSPECTED', jsonb_build_object('round', $1::int, 'inspection', id) from inspection where round_id = $1 order by id)
     union all (select 'FINDING_RECORDED', jsonb_build_object('round', $1::int, 'inspection', inspection.id, 'finding', finding.id)
       from finding join inspection on inspection.id = inspection_id where round_id = $1 order by finding.id)`,
    [round],
  );
  await database.query('commit');
}

function monthOf(units: readonly InspectedUnit[], items: readonly FindableItem[], chance: Chance): MonthColumns {
  const inspections: MonthColumns['inspections'] = { unit: [], day: [], inspector: [] };
  const findings: MonthColumns['findings'] = { unit: [], item: [], evidence: [], occurrences: [], day: [], inspector: [], days: [] };
  for (const { id, unitClass } of units) {
    if (!chance.happens(INSPECTED)) continue;
    const [day, inspector] = [chance.whole(1, LAST_DAY), chance.pick(INSPECTORS)];
    inspections.unit.push(id);
    inspections.day.push(day);
    inspections.inspector.push(inspector);
    for (let left = weighted(FINDINGS, chance); left > 0; left--) {
      const item = foundItem(items, unitClass, chance);
      findings.unit.push(id);
      findings.item.push(item.id);
      findings.evidence.push(`${item.content}：${chance.pick(SHORTCOMINGS)}`);
      findings.occurrences.push(weighted(OCCURRENCES, chance));
      findings.day.push(chance.whole(day, LAST_DAY));
      findings.inspector.push(inspector);
      findings.days.push(chance.whole(DEADLINE.soonest, DEADLINE.latest));
    }
  }
  return { inspections, findings };
}

function foundItem(items: readonly FindableItem[], unitClass: string, chance: Chance): FindableItem {
  const draw = chance.next();
  const kind = draw < VETO_GROUND ? 'VETO_GROUND' : draw < VETO_GROUND + BONUS ? 'BONUS' : 'DEDUCTION';
  return chance.pick(items.filter((item) => item.kind === kind && item.unitClasses.includes(unitClass)));
}

/** The place of a weight, each as often as it weighs. */
function weighted(weights: readonly number[], chance: Chance): number {
  const sum = weights.reduce((total, weight) => total + weight);
  let left = chance.between(0, sum);
  for (const [place, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return place;
  }
  return weights.length - 1;
}
