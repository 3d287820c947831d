import { Client } from 'pg';
import { correctInspectionResult } from '../../../server/inspection/publication.ts';
import { Chance } from '../../torture/chance.ts';
import type { City } from '../city.ts';
import { collectMonth, type InspectedUnit } from './months.ts';
import { publishMonth } from './publish.ts';
import { copyRegisters, LARGEST_SCALE } from './registers.ts';

/** Months come to an end with the year of the sample rule book. */
const LAST_YEAR = 2026;
const MONTHS_A_YEAR = 12;
/** Every so many months a result is corrected. */
const CORRECTED_EVERY = 3;

/** How large a city is to become. */
export interface Growth {
  /** So many times the sample city's units and officers, 1 to {@link LARGEST_SCALE}. */
  scale: number;
  /** Published months, the last a December. */
  months: number;
}

/** The last so many months, oldest first. */
export function monthsUpToDecember(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const month = LAST_YEAR * MONTHS_A_YEAR + MONTHS_A_YEAR - count + index;
    return `${Math.floor(month / MONTHS_A_YEAR)}-${String((month % MONTHS_A_YEAR) + 1).padStart(2, '0')}`;
  });
}

/**
 * Makes a city of the sample registers as large as asked, with published months behind it as dense as the sample city's. Results are
 * scored and ranked by the rules, some corrected by the verb everybody uses, so every explanation equals its score. The same growth gives the same city.
 */
export async function grow({ orm, databaseUrl }: Pick<City, 'orm' | 'databaseUrl'>, { scale, months }: Growth): Promise<void> {
  if (!Number.isInteger(scale) || scale < 1 || scale > LARGEST_SCALE) throw new RangeError(`A city is 1 to ${LARGEST_SCALE} times the sample, not ${scale}`);
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    if (scale > 1) await copyRegisters(database, scale - 1);
    const calendar = monthsUpToDecember(months);
    for (const year of new Set(calendar.map((month) => Number(month.slice(0, 4))))) await copyRuleBook(database, year);
    await database.query('analyze');
    const { rows: units } = await database.query<InspectedUnit>('select id, unit_class as "unitClass" from unit order by id');
    const chance = new Chance('a city for reading');
    for (const [index, month] of calendar.entries()) {
      await collectMonth(database, month, units, chance.of(month));
      await publishMonth(database, month);
      if (index % CORRECTED_EVERY === 0) await correct(database, orm, month);
    }
    // As autovacuum would have left it.
    await database.query('vacuum analyze');
  } finally {
    await database.end();
  }
}

/** The sample rule book for another year, unless that year has one. */
async function copyRuleBook(database: Client, year: number): Promise<void> {
  await database.query(
    `with original as (select * from rule_book order by id limit 1),
       book as (insert into rule_book (year, version, title, good_from, medium_from, bonus_cap)
         select $1::int, 1, $1 || '年度平安稳定工作考核细则', good_from, medium_from, bonus_cap from original
         where not exists (select from rule_book where year = $1) returning id)
     insert into rule_item (rule_book_id, code, position, section, content, kind, weight, points_per_occurrence, cap, unit_classes, basis)
     select book.id, code, position, section, content, kind, weight, points_per_occurrence, cap, unit_classes, basis
     from rule_item join original on original.id = rule_book_id cross join book order by position`,
    [year],
  );
}

/** Takes back a finding of the lowest result that is medium: a new version for the unit, and for all whose rank moves. */
async function correct(database: Client, orm: City['orm'], month: string): Promise<void> {
  const { rows } = await database.query<{ result: number; finding: number }>(
    `select result.id as result, finding.id as finding
     from inspection_result as result join inspection_round as round on round.id = round_id join finding on finding.inspection_id = result.inspection_id
     where month = $1 and superseded_at is null and grade = 'MEDIUM' order by score, result.id, finding.id limit 1`,
    [month],
  );
  const [found] = rows;
  if (found) await correctInspectionResult(orm.em.fork(), found.result, { reason: '复核后撤回', retract: [found.finding], record: [] });
}
