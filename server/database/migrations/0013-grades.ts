import { Migration } from '@mikro-orm/migrations';

/** Rectifications that follow from an appraisal. */
export class Grades extends Migration {
  override up(): void {
    this.addSql(`
      alter table "rectification" drop constraint "rectification_origin_check";
      alter table "rectification" add constraint "rectification_origin_check" check ("origin" in ('RESULT', 'GRADE', 'HAND'));
      alter table "rectification" add column "appraisal_id" int null;
      alter table "rectification" add constraint "rectification_appraisal_id_foreign" foreign key ("appraisal_id") references "appraisal" ("id") on delete no action;
    `);
  }
}
