import { Migration } from '@mikro-orm/migrations';

const ORIGINS = `'INSPECTION', 'APPRAISAL', 'CLOCK'`;

/** Warnings and studies that follow from appraisals, of organs and of officers: what each follows from, whom it is about, and the figures of minutes beside their text. */
export class Streaks extends Migration {
  override up(): void {
    this.addSql(`
      alter table "warning" add column "origin" text null, add column "officer_id" int null, add column "appraisal_id" int null, add column "corrected_appraisal_id" int null;
      update "warning" set "origin" = case when "kind" in ('RECTIFICATION_DUE', 'RECTIFICATION_OVERDUE', 'FILING_MISSING') then 'CLOCK' else 'INSPECTION' end;
      alter table "warning" alter column "origin" set not null;
      alter table "warning" add constraint "warning_origin_check" check ("origin" in (${ORIGINS}));
      alter table "warning" add constraint "warning_officer_id_foreign" foreign key ("officer_id") references "officer" ("id") on delete no action;
      alter table "warning" add constraint "warning_appraisal_id_foreign" foreign key ("appraisal_id") references "appraisal" ("id") on delete no action;
      alter table "warning" add constraint "warning_corrected_appraisal_id_foreign" foreign key ("corrected_appraisal_id") references "appraisal" ("id") on delete no action;
      create index "warning_officer_id_id_index" on "warning" ("officer_id", "id");

      alter table "study_proposal" add column "officer_id" int null, add column "subject_name" text null, add column "origin" text null;
      update "study_proposal" p set "origin" = 'INSPECTION', "subject_name" = u."name" from "unit" u where u."id" = p."unit_id";
      alter table "study_proposal" alter column "subject_name" set not null, alter column "origin" set not null;
      alter table "study_proposal" add constraint "study_proposal_origin_check" check ("origin" in (${ORIGINS}));
      alter table "study_proposal" add constraint "study_proposal_officer_id_foreign" foreign key ("officer_id") references "officer" ("id") on delete no action;
      create index "study_proposal_officer_id_id_index" on "study_proposal" ("officer_id", "id");

      alter table "minutes" add column "figures" jsonb null;
      update "minutes" m set "figures" = (
        select jsonb_agg(jsonb_build_object('month', o."month", 'score', r."score"::text, 'grade', r."grade") order by o."month")
        from "inspection_result" r join "inspection_round" o on o."id" = r."round_id" where r."id" = any(m."basis")
      ) where "issued_at" is not null;

      alter table "retraction_notice" add column "corrected_appraisal_id" int null;
      alter table "retraction_notice" add constraint "retraction_notice_corrected_appraisal_id_foreign" foreign key ("corrected_appraisal_id") references "appraisal" ("id") on delete no action;

      -- Rounds that were closed before this: the log is read again. Of inspections it is settled further on, which changes nothing.
      delete from "event_consumer" where "name" = 'warnings';
    `);
  }
}
