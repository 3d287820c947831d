import { Migration } from '@mikro-orm/migrations';

const ROLES = ['SECRETARY', 'STAFF', 'INSPECTOR', 'REPORTER', 'CADRE_OFFICE', 'OFFICER', 'LEADER', 'SCREEN', 'HOTLINE_CLERK', 'PUBLIC', 'AUDITOR', 'ADMINISTRATOR'];
const roles = `array[${ROLES.map((role) => `'${role}'::text`).join(', ')}]`;
const APPRAISED = `'APPRAISED', 'APPRAISAL_EXPLAINED', 'APPRAISAL_CORRECTED', 'OBJECTION_MADE', 'OBJECTION_UPHELD', 'OBJECTION_DISMISSED'`;
const RECTIFIED = `'RECTIFICATION_OPENED', 'HELPERS_ASSIGNED', 'RECTIFICATION_EXPLAINED', 'MEASURES_PLANNED', 'MEASURE_COMPLETED', 'RECTIFICATION_SUBMITTED', 'RECTIFICATION_ACCEPTED', 'RECTIFICATION_SENT_BACK', 'RECTIFICATION_REOPENED', 'RECTIFICATION_WITHDRAWN', 'RECTIFICATION_RESTATED', 'RECTIFICATION_LAPSED'`;
const HELPED = `'TALK_ARRANGED', 'TALK_RECORDED', 'TALK_CAUSE_FELL', 'STUDY_CLASS_ENROLLED', 'STUDY_CLASS_ATTENDANCE', 'STUDY_CLASS_CLOSED', 'STUDY_CLASS_TAKEN_BACK', 'STREAK_WARNED', 'STREAK_WARNING_RETRACTED', 'MINUTES_ISSUED', 'MINUTES_RETRACTED'`;

/** The law-enforcement file of officers, and who else read it. What happened before is entered by its consumer when it begins. Neither can be changed, deleted or truncated. */
export class OfficerFiles extends Migration {
  override up(): void {
    this.addSql(`
      create table "officer_file_entry" ("id" serial primary key, "officer_id" int not null, "kind" text not null, "month" text null, "happened_at" timestamptz not null, "appraisal_id" int null, "statement_id" int null, "objection_id" int null, "rectification_id" int null, "step_id" int null, "talk_id" int null, "enrolment_id" int null, "attendance_id" int null, "warning_id" int null, "source" text not null);
      alter table "officer_file_entry" add constraint "officer_file_entry_officer_id_source_unique" unique ("officer_id", "source");
      create index "officer_file_entry_officer_id_happened_at_index" on "officer_file_entry" ("officer_id", "happened_at");
      alter table "officer_file_entry" add constraint "officer_file_entry_officer_id_foreign" foreign key ("officer_id") references "officer" ("id");
      alter table "officer_file_entry" add constraint "officer_file_entry_appraisal_id_foreign" foreign key ("appraisal_id") references "appraisal" ("id") on delete no action;
      alter table "officer_file_entry" add constraint "officer_file_entry_statement_id_foreign" foreign key ("statement_id") references "appraisal_statement" ("id") on delete no action;
      alter table "officer_file_entry" add constraint "officer_file_entry_objection_id_foreign" foreign key ("objection_id") references "appraisal_objection" ("id") on delete no action;
      alter table "officer_file_entry" add constraint "officer_file_entry_rectification_id_foreign" foreign key ("rectification_id") references "rectification" ("id") on delete no action;
      alter table "officer_file_entry" add constraint "officer_file_entry_step_id_foreign" foreign key ("step_id") references "rectification_step" ("id") on delete no action;
      alter table "officer_file_entry" add constraint "officer_file_entry_talk_id_foreign" foreign key ("talk_id") references "collective_talk" ("id") on delete no action;
      alter table "officer_file_entry" add constraint "officer_file_entry_enrolment_id_foreign" foreign key ("enrolment_id") references "study_enrolment" ("id") on delete no action;
      alter table "officer_file_entry" add constraint "officer_file_entry_attendance_id_foreign" foreign key ("attendance_id") references "study_attendance" ("id") on delete no action;
      alter table "officer_file_entry" add constraint "officer_file_entry_warning_id_foreign" foreign key ("warning_id") references "warning" ("id") on delete no action;
      alter table "officer_file_entry" add constraint "officer_file_entry_kind_check" check ("kind" in (${APPRAISED}, ${RECTIFIED}, ${HELPED}));

      create function "officer_file_entry_append_only_fn"() returns trigger as $$ begin raise exception 'The law-enforcement file is append-only: % of officer_file_entry is refused', tg_op; end; $$ language plpgsql;
      create trigger "append_only" before update or delete on "officer_file_entry" for each statement execute function "officer_file_entry_append_only_fn"();
      create trigger "not_truncated" before truncate on "officer_file_entry" for each statement execute function "officer_file_entry_append_only_fn"();

      create table "officer_file_reading" ("id" serial primary key, "officer_id" int not null, "read_at" timestamptz not null, "reader_kind" text not null, "reader_name" text null, "reader_roles" text[] not null, "entries" text[] not null, "summed" boolean not null, "audit_sequence" int not null);
      create index "officer_file_reading_officer_id_id_index" on "officer_file_reading" ("officer_id", "id");
      alter table "officer_file_reading" add constraint "officer_file_reading_officer_id_foreign" foreign key ("officer_id") references "officer" ("id");
      alter table "officer_file_reading" add constraint "officer_file_reading_reader_kind_check" check ("reader_kind" in ('PERSON', 'PROGRAM', 'SCREEN', 'NOBODY'));
      alter table "officer_file_reading" add constraint "officer_file_reading_reader_roles_check" check ("reader_roles" <@ ${roles});

      create function "officer_file_reading_append_only_fn"() returns trigger as $$ begin raise exception 'Readings of the law-enforcement file are append-only: % of officer_file_reading is refused', tg_op; end; $$ language plpgsql;
      create trigger "append_only" before update or delete on "officer_file_reading" for each statement execute function "officer_file_reading_append_only_fn"();
      create trigger "not_truncated" before truncate on "officer_file_reading" for each statement execute function "officer_file_reading_append_only_fn"();
    `);
  }
}
