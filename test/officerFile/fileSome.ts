import { statementsOn } from '../../server/database/index.ts';
import { enterPast } from '../../server/officerFile/entering.ts';
import type { TestServer } from '../testkit/server.ts';

/** Files of all that happened to officers in the varied city of random questions, and readings of some: by people, programs and nobody, of a few entries and of none. Fixed moments. */
export async function fileSome({ database }: TestServer): Promise<void> {
  const em = database.orm.em.fork();
  await enterPast(statementsOn(em.getKysely<object>()));
  await em.execute(`
    insert into officer_file_reading (officer_id, read_at, reader_kind, reader_name, reader_roles, entries, summed, audit_sequence)
    select officer_id, timestamptz '2026-04-01 08:00:00.000001Z' + id % 7 * interval '3 hours', (array['PERSON', 'PROGRAM', 'NOBODY'])[1 + id % 3], (array['关立新', '统计程序', null])[1 + id % 3],
      (array['{STAFF}', '{STAFF,SECRETARY}', '{PUBLIC}'])[1 + id % 3]::text[], case when id % 4 > 0 then array[rtrim(replace(encode(('OfficerFileEntry:' || id)::bytea, 'base64'), chr(10), ''), '=')] else '{}' end,
      id % 4 = 0, 1 + id / 2
    from officer_file_entry where id % 3 > 0 order by id`);
}
