import { Client } from 'pg';

/** Writes so many findings into the newest month of the city, spread over its units and rules, each with a sentence of its own. */
export async function writeFindings(databaseUrl: string, rows: number): Promise<void> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    await database.query(
      `with inspections as (select id, row_number() over (order by id) - 1 as place, count(*) over () as total from inspection),
            items as (select id, row_number() over (order by id) - 1 as place, count(*) over () as total from rule_item)
       insert into finding (inspection_id, item_id, evidence, occurrences, inspector, inspected_on, rectify_by, recorded_at, from_version)
       select inspections.id, items.id, '第 ' || n || ' 处：台账未及时更新，责任人未签字（' || substr(md5(n::text), 1, 8) || '）', n % 5 + 1, '孔敏建',
              date '2026-01-01' + n % 31, case when n % 3 > 0 then date '2026-02-01' + n % 28 end, timestamptz '2026-01-01 08:00Z' + n * interval '1 second', 1
       from generate_series(1, $1::int) as n
       join inspections on inspections.place = n % inspections.total join items on items.place = n % items.total
       order by n`,
      [rows],
    );
    await database.query('vacuum analyze finding');
  } finally {
    await database.end();
  }
}
