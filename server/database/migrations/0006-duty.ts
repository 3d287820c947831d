import { Migration } from '@mikro-orm/migrations';

/** Who recorded, published and corrected, so that nobody does what is another's to do. What was written before is nobody's. */
export class Duty extends Migration {
  override up(): void {
    this.addSql(`
      alter table "inspection_round" add column "published_by_id" int null;
      alter table "inspection_round" add constraint "inspection_round_published_by_id_foreign" foreign key ("published_by_id") references "account" ("id") on delete no action;

      alter table "inspection" add column "recorded_by_id" int null;
      alter table "inspection" add constraint "inspection_recorded_by_id_foreign" foreign key ("recorded_by_id") references "account" ("id") on delete no action;

      alter table "finding" add column "recorded_by_id" int null, add column "retracted_by_id" int null;
      alter table "finding" add constraint "finding_recorded_by_id_foreign" foreign key ("recorded_by_id") references "account" ("id") on delete no action;
      alter table "finding" add constraint "finding_retracted_by_id_foreign" foreign key ("retracted_by_id") references "account" ("id") on delete no action;

      alter table "correction" add column "corrected_by_id" int null;
      alter table "correction" add constraint "correction_corrected_by_id_foreign" foreign key ("corrected_by_id") references "account" ("id") on delete no action;
    `);
  }
}
