import { Migration } from '@mikro-orm/migrations';
import { soundsOf } from '../../../schema/names.ts';

/** Tables whose names can be searched, and whether the names are those of people. */
const NAMED = [
  { table: 'region', person: false },
  { table: 'unit', person: false },
  { table: 'officer', person: true },
];

/** Names that are written at once. */
const BATCH = 1_000;

/** What names are searched by, and indexes that pages are read along. */
export class Reading extends Migration {
  override async up(): Promise<void> {
    for (const { table, person } of NAMED) {
      await this.execute(`alter table "${table}" add column "name_search" text not null default ''`);
      const rows = (await this.execute(`select id, name from "${table}" order by id`)) as { id: number; name: string }[];
      for (let from = 0; from < rows.length; from += BATCH) {
        const sounds = rows.slice(from, from + BATCH).map(({ id, name }) => ({ id, sounds: soundsOf(name, { person }) }));
        await this.execute(`update "${table}" as t set name_search = s.sounds from jsonb_to_recordset(?::jsonb) as s(id int, sounds text) where t.id = s.id`, [
          JSON.stringify(sounds),
        ]);
      }
    }
    // A page below each of many parents, and of everything by day, is read in the order of its index.
    this.addSql(`
      create index "finding_inspected_on_id_index" on "finding" ("inspected_on", "id");

      drop index "officer_unit_id_index";
      create index "officer_unit_id_id_index" on "officer" ("unit_id", "id");

      drop index "inspection_unit_id_index";
      create index "inspection_unit_id_id_index" on "inspection" ("unit_id", "id");
      create index "inspection_round_id_id_index" on "inspection" ("round_id", "id");

      drop index "inspection_result_unit_id_index";
      create index "inspection_result_unit_id_id_index" on "inspection_result" ("unit_id", "id");
      drop index "inspection_result_round_id_index";
      create index "inspection_result_round_id_id_index" on "inspection_result" ("round_id", "id");
      create index "inspection_result_correction_id_index" on "inspection_result" ("correction_id");

      create index "correction_unit_id_index" on "correction" ("unit_id");

      -- The latest events of a month, for a board of that month.
      create index "event_round_tx_id_index" on "event" (((data ->> 'round')::int), "tx", "id");
    `);
  }
}
