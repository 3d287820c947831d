import { Migration } from '@mikro-orm/migrations';

const STATES = `'PROPOSED', 'DECIDED', 'DECLINED', 'MINUTED', 'WITHDRAWN', 'RETRACTED'`;
const KINDS = `'SUBMITTED_TO', 'COPIED_TO'`;

/** Special studies, their minutes, and whom these are sent to. */
export class Study extends Migration {
  override up(): void {
    this.addSql(`
      create table "study_proposal" ("id" serial primary key, "warning_id" int not null, "unit_id" int not null, "grade" text not null, "months" int not null, "month" text not null, "basis" int[] not null default '{}', "state" text not null default 'PROPOSED', "raised_at" timestamptz not null, "reason" text null, "decided_at" timestamptz null, "decided_by" text null, "retracted_at" timestamptz null);
      alter table "study_proposal" add constraint "study_proposal_warning_id_unique" unique ("warning_id");
      create index "study_proposal_unit_id_id_index" on "study_proposal" ("unit_id", "id");
      alter table "study_proposal" add constraint "study_proposal_warning_id_foreign" foreign key ("warning_id") references "warning" ("id");
      alter table "study_proposal" add constraint "study_proposal_unit_id_foreign" foreign key ("unit_id") references "unit" ("id");
      alter table "study_proposal" add constraint "study_proposal_grade_check" check ("grade" in ('GOOD', 'MEDIUM', 'POOR'));
      alter table "study_proposal" add constraint "study_proposal_state_check" check ("state" in (${STATES}));

      create table "minutes" ("id" serial primary key, "proposal_id" int not null, "title" text not null, "office" text not null, "document_number" text null, "year" int null, "sequence" int null, "meeting_on" date not null, "place" text not null, "chair" text not null, "attendees" text not null, "observers" text null, "considered" text not null, "decided" text not null, "submitted_to" text not null, "copied_to" text not null, "basis" int[] not null default '{}', "drafters" int[] not null default '{}', "drafted_at" timestamptz not null, "issued_at" timestamptz null, "issued_by" text null, "retracted_at" timestamptz null, "retraction_reason" text null);
      alter table "minutes" add constraint "minutes_proposal_id_unique" unique ("proposal_id");
      alter table "minutes" add constraint "minutes_year_sequence_unique" unique ("year", "sequence");
      alter table "minutes" add constraint "minutes_proposal_id_foreign" foreign key ("proposal_id") references "study_proposal" ("id");

      create table "minutes_recipient" ("id" serial primary key, "minutes_id" int not null, "body" text not null, "kind" text not null, "position" int not null, "sign_in_name" text null, "account_key" int null, "delivered_at" timestamptz null, "read_at" timestamptz null, "receipt_by" text null);
      alter table "minutes_recipient" add constraint "minutes_recipient_minutes_id_body_unique" unique ("minutes_id", "body");
      alter table "minutes_recipient" add constraint "minutes_recipient_minutes_id_account_key_unique" unique ("minutes_id", "account_key");
      alter table "minutes_recipient" add constraint "minutes_recipient_minutes_id_foreign" foreign key ("minutes_id") references "minutes" ("id");
      alter table "minutes_recipient" add constraint "minutes_recipient_kind_check" check ("kind" in (${KINDS}));

      create table "retraction_notice" ("id" serial primary key, "minutes_id" int not null, "recipient_id" int not null, "reason" text not null, "correction_id" int null, "delivered_at" timestamptz not null, "read_at" timestamptz null, "receipt_by" text null);
      create index "retraction_notice_minutes_id_index" on "retraction_notice" ("minutes_id");
      alter table "retraction_notice" add constraint "retraction_notice_recipient_id_unique" unique ("recipient_id");
      alter table "retraction_notice" add constraint "retraction_notice_minutes_id_foreign" foreign key ("minutes_id") references "minutes" ("id");
      alter table "retraction_notice" add constraint "retraction_notice_recipient_id_foreign" foreign key ("recipient_id") references "minutes_recipient" ("id");
      alter table "retraction_notice" add constraint "retraction_notice_correction_id_foreign" foreign key ("correction_id") references "correction" ("id") on delete no action;

      create table "default_recipient" ("id" serial primary key, "body" text not null, "kind" text not null, "position" int not null, "sign_in_name" text null);
      alter table "default_recipient" add constraint "default_recipient_body_unique" unique ("body");
      alter table "default_recipient" add constraint "default_recipient_kind_check" check ("kind" in (${KINDS}));

      -- Offices as every city has them; the committee replaces the list with its own.
      insert into "default_recipient" ("body", "kind", "position") values
        ('市委常委会组成人员', 'SUBMITTED_TO', 1),
        ('上级党委政法委员会', 'SUBMITTED_TO', 2),
        ('市委组织部', 'COPIED_TO', 3),
        ('市纪委监委', 'COPIED_TO', 4);
    `);
  }
}
