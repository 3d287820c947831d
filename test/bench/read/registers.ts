import type { Client } from 'pg';
import { soundsOf } from '../../../schema/names.ts';

/** Invented counties: a copy of the city is told from the others by its name. */
const FIRST = [...'青白临新安永长东南宁'];
const SECOND = [...'山溪江河石林阳平川岭'];
const COUNTIES = SECOND.flatMap((second) => FIRST.map((first) => `${first}${second}县`));

/** How many cities there can be in all. */
export const LARGEST_SCALE = COUNTIES.length;

/** Where a copy's region codes begin, before the four digits of its number: no real division's do. */
const COPY = '99';
/** How far the given names move from one copy to the next, so that each has people of its own: the surname of one, the given name of another. */
const STRIDE = 37;

/** Copies the city's regions, units and officers so often; the copies are numbered from 1 on. A year's rule book is for all. */
export async function copyRegisters(database: Client, copies: number): Promise<void> {
  const values = [copies, COUNTIES.slice(0, copies)];
  await database.query(
    `insert into region (code, name, kind)
     select '${COPY}' || lpad(n::text, 4, '0') || substr(code, 7), case kind when 'CITY' then ($2::text[])[n] else name end, kind
     from region cross join generate_series(1, $1::int) as n order by n, id`,
    values,
  );
  await database.query(
    `update region as copy set parent_id = parent.id
     from region as original join region as above on above.id = original.parent_id, region as parent
     where copy.code like '${COPY}%' and original.code not like '${COPY}%' and substr(original.code, 7) = substr(copy.code, 7)
       and parent.code = left(copy.code, 6) || substr(above.code, 7)`,
  );
  await database.query(
    `insert into unit (code, name, unit_class, is_political_legal_organ, region_id, remark)
     select unit.code || lpad(n::text, 2, '0'), ($2::text[])[n] || unit.name, unit_class, is_political_legal_organ, copy.id, remark
     from unit join region on region.id = region_id cross join generate_series(1, $1::int) as n
     join region as copy on copy.code = '${COPY}' || lpad(n::text, 4, '0') || substr(region.code, 7)
     order by n, unit.id`,
    values,
  );
  await database.query(
    `with officers as (select *, row_number() over (order by id) - 1 as place, count(*) over () as total from officer)
     insert into officer (code, name, unit_id, post, tier, department)
     select officers.code || '-' || lpad(n::text, 2, '0'), left(officers.name, 1) || substr(other.name, 2), copy.id, officers.post, officers.tier, officers.department
     from officers join unit on unit.id = officers.unit_id cross join generate_series(1, $1::int) as n
     join officers as other on other.place = (officers.place + n * ${STRIDE}) % other.total
     join unit as copy on copy.code = unit.code || lpad(n::text, 2, '0')
     order by n, officers.id`,
    [copies],
  );
  for (const table of ['region', 'unit', 'officer']) await writeSounds(database, table, { person: table === 'officer' });
}

/** What the ORM would have written beside each name, to find it by. */
async function writeSounds(database: Client, table: string, { person }: { person: boolean }): Promise<void> {
  const { rows } = await database.query<{ id: number; name: string }>(`select id, name from ${table} where name_search = ''`);
  await database.query(`update ${table} as named set name_search = sounds from unnest($1::int[], $2::text[]) as found (id, sounds) where named.id = found.id`, [
    rows.map(({ id }) => id),
    rows.map(({ name }) => soundsOf(name, { person })),
  ]);
}
