import { Migration } from '@mikro-orm/migrations';

const TALK_STATES = `'PROPOSED', 'ARRANGED', 'DECLINED', 'HELD', 'RECORDED', 'WITHDRAWN'`;

/** Collective talks with their records, and study classes with their attendance. */
export class Talks extends Migration {
  override up(): void {
    this.addSql(`
      create table "collective_talk" ("id" serial primary key, "officer_id" int not null, "appraisal_id" int not null, "month" text not null, "state" text not null default 'PROPOSED', "proposed_at" timestamptz not null, "reason" text null, "decided_at" timestamptz null, "decided_by" text null, "arranged_at" timestamptz null, "arranged_on" date null, "place" text null, "cause_fell_at" timestamptz null);
      create index "collective_talk_officer_id_id_index" on "collective_talk" ("officer_id", "id");
      create unique index "collective_talk_one_standing" on "collective_talk" ("officer_id", "month") where state <> 'WITHDRAWN' and cause_fell_at is null;
      alter table "collective_talk" add constraint "collective_talk_officer_id_foreign" foreign key ("officer_id") references "officer" ("id");
      alter table "collective_talk" add constraint "collective_talk_appraisal_id_foreign" foreign key ("appraisal_id") references "appraisal" ("id");
      alter table "collective_talk" add constraint "collective_talk_state_check" check ("state" in (${TALK_STATES}));

      create table "talk_record" ("id" serial primary key, "talk_id" int not null, "held_on" date not null, "place" text not null, "attendees" text not null, "said" text not null, "help" text not null, "response" text not null, "writers" int[] not null default '{}', "written_at" timestamptz not null, "written_by" text null, "confirmed_at" timestamptz null, "confirmed_by" text null);
      alter table "talk_record" add constraint "talk_record_talk_id_unique" unique ("talk_id");
      alter table "talk_record" add constraint "talk_record_talk_id_foreign" foreign key ("talk_id") references "collective_talk" ("id");

      create table "study_class" ("id" serial primary key, "organ_id" int null, "tier" text not null, "title" text not null, "place" text not null, "state" text not null default 'ANNOUNCED', "announced_at" timestamptz not null, "closed_at" timestamptz null, "cancelled_at" timestamptz null, "cancellation_reason" text null);
      create index "study_class_organ_id_id_index" on "study_class" ("organ_id", "id");
      alter table "study_class" add constraint "study_class_organ_id_foreign" foreign key ("organ_id") references "unit" ("id") on delete no action;
      alter table "study_class" add constraint "study_class_tier_check" check ("tier" in ('LEADERSHIP', 'RESERVE', 'MIDDLE', 'STAFF'));
      alter table "study_class" add constraint "study_class_state_check" check ("state" in ('ANNOUNCED', 'CLOSED', 'CANCELLED'));

      create table "study_session" ("id" serial primary key, "study_class_id" int not null, "position" int not null, "held_on" date not null);
      alter table "study_session" add constraint "study_session_study_class_id_held_on_unique" unique ("study_class_id", "held_on");
      alter table "study_session" add constraint "study_session_study_class_id_foreign" foreign key ("study_class_id") references "study_class" ("id");

      create table "study_enrolment" ("id" serial primary key, "study_class_id" int not null, "officer_id" int not null, "officer_name" text not null, "rectification_id" int not null, "enrolled_at" timestamptz not null, "enrolled_by" text null, "completed_at" timestamptz null, "taken_back_at" timestamptz null);
      create index "study_enrolment_study_class_id_id_index" on "study_enrolment" ("study_class_id", "id");
      create index "study_enrolment_officer_id_id_index" on "study_enrolment" ("officer_id", "id");
      create index "study_enrolment_rectification_id_id_index" on "study_enrolment" ("rectification_id", "id");
      create unique index "study_enrolment_one_standing" on "study_enrolment" ("study_class_id", "officer_id") where taken_back_at is null;
      alter table "study_enrolment" add constraint "study_enrolment_study_class_id_foreign" foreign key ("study_class_id") references "study_class" ("id");
      alter table "study_enrolment" add constraint "study_enrolment_officer_id_foreign" foreign key ("officer_id") references "officer" ("id");
      alter table "study_enrolment" add constraint "study_enrolment_rectification_id_foreign" foreign key ("rectification_id") references "rectification" ("id");

      create table "study_attendance" ("id" serial primary key, "enrolment_id" int not null, "session_id" int not null, "presence" text not null, "recorded_at" timestamptz not null, "recorded_by" text null, "superseded_at" timestamptz null);
      create index "study_attendance_enrolment_id_id_index" on "study_attendance" ("enrolment_id", "id");
      create unique index "study_attendance_one_current" on "study_attendance" ("session_id", "enrolment_id") where superseded_at is null;
      alter table "study_attendance" add constraint "study_attendance_enrolment_id_foreign" foreign key ("enrolment_id") references "study_enrolment" ("id");
      alter table "study_attendance" add constraint "study_attendance_session_id_foreign" foreign key ("session_id") references "study_session" ("id");
      alter table "study_attendance" add constraint "study_attendance_presence_check" check ("presence" in ('PRESENT', 'ABSENT', 'EXCUSED', 'MADE_UP'));
    `);
  }
}
