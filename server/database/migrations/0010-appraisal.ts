import { Migration } from '@mikro-orm/migrations';

const GROUPS = `'ORGAN', 'LEADERSHIP', 'RESERVE', 'MIDDLE', 'STAFF'`;
const WEIGHTS = ['virtue', 'ability', 'diligence', 'achievement', 'integrity', 'learning'].map((dimension) => `"${dimension}_weight" numeric(5,2) null`).join(', ');

/** Monthly appraisals: rounds, grades, what they rest on, and what their subjects say of them. */
export class Appraisals extends Migration {
  override up(): void {
    this.addSql(`
      create table "appraisal_round" ("id" serial primary key, "month" text not null, "body" text not null, "organ_id" int null, "state" text not null default 'DRAFT', "good_from" numeric(5,2) not null, "medium_from" numeric(5,2) not null, "method" text not null, "quota_groups" text[] not null, "good_share" numeric(5,2) not null, "poor_share" numeric(5,2) not null, ${WEIGHTS}, "revision" int not null default 1, "opened_at" timestamptz not null, "explanation_opened_at" timestamptz null, "explain_by" date null, "approved_at" timestamptz null, "approved_by_id" int null, "publicised_at" timestamptz null, "publicity_ends_on" date null, "closed_at" timestamptz null, "file_by" date null, "filed_at" timestamptz null, "filed_late" boolean null);
      create unique index "appraisal_round_of_organ" on "appraisal_round" ("organ_id", "month") where body = 'ORGAN';
      create unique index "appraisal_round_of_committee" on "appraisal_round" ("month") where body = 'COMMITTEE';
      alter table "appraisal_round" add constraint "appraisal_round_organ_id_foreign" foreign key ("organ_id") references "unit" ("id") on delete no action;
      alter table "appraisal_round" add constraint "appraisal_round_approved_by_id_foreign" foreign key ("approved_by_id") references "account" ("id") on delete no action;
      alter table "appraisal_round" add constraint "appraisal_round_body_check" check ("body" in ('COMMITTEE', 'ORGAN'));
      alter table "appraisal_round" add constraint "appraisal_round_state_check" check ("state" in ('DRAFT', 'IN_EXPLANATION', 'APPROVED', 'IN_PUBLICITY', 'CLOSED'));
      alter table "appraisal_round" add constraint "appraisal_round_method_check" check ("method" in ('THRESHOLDS', 'QUOTA', 'HYBRID'));
      alter table "appraisal_round" add constraint "appraisal_round_quota_groups_check" check ("quota_groups" <@ array['ORGAN'::text, 'LEADERSHIP'::text, 'RESERVE'::text, 'MIDDLE'::text, 'STAFF'::text]);

      create table "appraisal" ("id" serial primary key, "round_id" int not null, "unit_id" int not null, "officer_id" int null, "subject_name" text not null, "peer_group" text not null, "peers" int not null, "score" numeric(5,2) not null, "grade" text not null, "version" int not null default 1, "from_revision" int not null default 1, "until_revision" int null, "graded_at" timestamptz not null, "superseded_at" timestamptz null, "graders" int[] not null default '{}');
      create index "appraisal_round_id_id_index" on "appraisal" ("round_id", "id");
      create index "appraisal_unit_id_id_index" on "appraisal" ("unit_id", "id");
      create index "appraisal_officer_id_id_index" on "appraisal" ("officer_id", "id");
      create unique index "appraisal_one_of_organ" on "appraisal" ("round_id", "unit_id") where superseded_at is null and officer_id is null;
      create unique index "appraisal_one_of_officer" on "appraisal" ("round_id", "officer_id") where superseded_at is null;
      alter table "appraisal" add constraint "appraisal_round_id_foreign" foreign key ("round_id") references "appraisal_round" ("id");
      alter table "appraisal" add constraint "appraisal_unit_id_foreign" foreign key ("unit_id") references "unit" ("id");
      alter table "appraisal" add constraint "appraisal_officer_id_foreign" foreign key ("officer_id") references "officer" ("id") on delete no action;
      alter table "appraisal" add constraint "appraisal_peer_group_check" check ("peer_group" in (${GROUPS}));
      alter table "appraisal" add constraint "appraisal_grade_check" check ("grade" in ('GOOD', 'MEDIUM', 'POOR'));

      create table "dimension_score" ("id" serial primary key, "appraisal_id" int not null, "dimension" text not null, "score" numeric(5,2) not null, "evidence" text null, "finding_id" int null, "result_id" int null);
      alter table "dimension_score" add constraint "dimension_score_appraisal_id_dimension_unique" unique ("appraisal_id", "dimension");
      alter table "dimension_score" add constraint "dimension_score_appraisal_id_foreign" foreign key ("appraisal_id") references "appraisal" ("id");
      alter table "dimension_score" add constraint "dimension_score_finding_id_foreign" foreign key ("finding_id") references "finding" ("id") on delete no action;
      alter table "dimension_score" add constraint "dimension_score_result_id_foreign" foreign key ("result_id") references "inspection_result" ("id") on delete no action;
      alter table "dimension_score" add constraint "dimension_score_dimension_check" check ("dimension" in ('VIRTUE', 'ABILITY', 'DILIGENCE', 'ACHIEVEMENT', 'INTEGRITY', 'LEARNING'));

      create table "appraisal_statement" ("id" serial primary key, "appraisal_id" int not null, "text" text not null, "written_at" timestamptz not null);
      create index "appraisal_statement_appraisal_id_index" on "appraisal_statement" ("appraisal_id");
      alter table "appraisal_statement" add constraint "appraisal_statement_appraisal_id_foreign" foreign key ("appraisal_id") references "appraisal" ("id");

      create table "appraisal_objection" ("id" serial primary key, "appraisal_id" int not null, "text" text not null, "state" text not null default 'OPEN', "made_at" timestamptz not null, "decided_at" timestamptz null, "decided_by_id" int null, "reason" text null, "revision" int null);
      create index "appraisal_objection_appraisal_id_id_index" on "appraisal_objection" ("appraisal_id", "id");
      create unique index "appraisal_objection_one_open" on "appraisal_objection" ("appraisal_id") where state = 'OPEN';
      alter table "appraisal_objection" add constraint "appraisal_objection_appraisal_id_foreign" foreign key ("appraisal_id") references "appraisal" ("id");
      alter table "appraisal_objection" add constraint "appraisal_objection_decided_by_id_foreign" foreign key ("decided_by_id") references "account" ("id") on delete no action;
      alter table "appraisal_objection" add constraint "appraisal_objection_state_check" check ("state" in ('OPEN', 'UPHELD', 'DISMISSED'));
    `);
  }
}
