import { Migration } from '@mikro-orm/migrations';

/** Organisation, inspection, the event log and the receipts of files taken in. */
export class Spine extends Migration {
  override up(): void {
    this.addSql(`
      create table "event_log_identity" ("id" uuid not null, primary key ("id"));

      create table "intake_receipt" ("id" serial primary key, "file_name" text not null, "kind" text not null, "sha256" text not null, "source" text not null, "added" int not null, "changed" int not null, "taken_at" timestamptz not null default now());

      create table "event" ("id" bigserial primary key, "tx" xid8 not null default pg_current_xact_id(), "at" timestamptz not null default clock_timestamp(), "kind" text not null, "data" jsonb not null);
      create index "event_tx_id_index" on "event" ("tx", "id");
      -- Whoever writes an event wakes every tail at commit; the payload stays empty, the log is read instead.
      create function "event_event_notify_fn"() returns trigger as $$ begin perform pg_notify('duban_event', ''); return null; end; $$ language plpgsql;
      create trigger "event_notify" after insert on "event" for each statement execute function "event_event_notify_fn"();

      create table "region" ("id" serial primary key, "code" text not null, "name" text not null, "kind" text not null, "parent_id" int null);
      alter table "region" add constraint "region_code_unique" unique ("code");
      create index "region_parent_id_index" on "region" ("parent_id");
      alter table "region" add constraint "region_kind_check" check ("kind" in ('CITY', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'COMMUNITY', 'VILLAGE'));

      create table "rule_book" ("id" serial primary key, "year" int not null, "version" int not null, "title" text not null, "good_from" numeric(6,2) not null, "medium_from" numeric(6,2) not null, "bonus_cap" numeric(6,2) not null, "adopted_at" timestamptz not null default now());
      alter table "rule_book" add constraint "rule_book_year_version_unique" unique ("year", "version");

      create table "inspection_round" ("id" serial primary key, "month" text not null, "state" text not null default 'OPEN', "rule_book_id" int not null, "opened_at" timestamptz not null default now(), "published_at" timestamptz null);
      alter table "inspection_round" add constraint "inspection_round_month_unique" unique ("month");
      alter table "inspection_round" add constraint "inspection_round_state_check" check ("state" in ('OPEN', 'COLLECTING', 'PUBLISHED'));

      create table "rule_item" ("id" serial primary key, "rule_book_id" int not null, "code" text not null, "position" int not null, "section" text not null, "content" text not null, "kind" text not null, "weight" numeric(6,2) not null, "points_per_occurrence" numeric(6,2) not null, "cap" numeric(6,2) not null, "unit_classes" text[] not null, "basis" text not null);
      alter table "rule_item" add constraint "rule_item_rule_book_id_code_unique" unique ("rule_book_id", "code");
      alter table "rule_item" add constraint "rule_item_kind_check" check ("kind" in ('DEDUCTION', 'BONUS', 'VETO_GROUND'));
      alter table "rule_item" add constraint "rule_item_unit_classes_check" check ("unit_classes" <@ array['TOWNSHIP'::text, 'CITY'::text, 'LINE'::text]);

      create table "unit" ("id" serial primary key, "code" text not null, "name" text not null, "unit_class" text not null, "is_political_legal_organ" boolean not null default false, "region_id" int not null, "remark" text null);
      alter table "unit" add constraint "unit_code_unique" unique ("code");
      alter table "unit" add constraint "unit_name_unique" unique ("name");
      create index "unit_unit_class_index" on "unit" ("unit_class");
      create index "unit_region_id_index" on "unit" ("region_id");
      alter table "unit" add constraint "unit_unit_class_check" check ("unit_class" in ('TOWNSHIP', 'CITY', 'LINE'));

      create table "officer" ("id" serial primary key, "code" text not null, "name" text not null, "unit_id" int not null, "post" text not null, "tier" text not null, "department" text null);
      alter table "officer" add constraint "officer_code_unique" unique ("code");
      create index "officer_unit_id_index" on "officer" ("unit_id");
      alter table "officer" add constraint "officer_tier_check" check ("tier" in ('LEADERSHIP', 'RESERVE', 'MIDDLE', 'STAFF'));

      create table "inspection" ("id" serial primary key, "round_id" int not null, "unit_id" int not null, "inspected_on" date not null, "inspector" text not null, "recorded_at" timestamptz not null default now());
      create index "inspection_unit_id_index" on "inspection" ("unit_id");
      alter table "inspection" add constraint "inspection_round_id_unit_id_unique" unique ("round_id", "unit_id");

      create table "finding" ("id" serial primary key, "inspection_id" int not null, "item_id" int not null, "evidence" text not null, "occurrences" int not null, "inspector" text not null, "inspected_on" date not null, "rectify_by" date null, "from_version" int not null default 1, "until_version" int null, "recorded_at" timestamptz not null default now(), "retracted_at" timestamptz null, "retraction_reason" text null);
      create index "finding_inspection_id_index" on "finding" ("inspection_id");
      create index "finding_item_id_index" on "finding" ("item_id");

      create table "correction" ("id" serial primary key, "round_id" int not null, "unit_id" int not null, "reason" text not null, "corrected_at" timestamptz not null default now());
      create index "correction_round_id_index" on "correction" ("round_id");

      create table "inspection_result" ("id" serial primary key, "round_id" int not null, "unit_id" int not null, "inspection_id" int not null, "unit_class" text not null, "score" numeric(6,2) not null, "grade" text not null, "rank" int not null, "veto_proposed" boolean not null default false, "version" int not null default 1, "published_at" timestamptz not null, "superseded_at" timestamptz null, "correction_id" int null);
      create index "inspection_result_round_id_index" on "inspection_result" ("round_id");
      create index "inspection_result_unit_id_index" on "inspection_result" ("unit_id");
      create unique index "inspection_result_one_current" on "inspection_result" ("inspection_id") where superseded_at is null;
      alter table "inspection_result" add constraint "inspection_result_inspection_id_version_unique" unique ("inspection_id", "version");
      alter table "inspection_result" add constraint "inspection_result_unit_class_check" check ("unit_class" in ('TOWNSHIP', 'CITY', 'LINE'));
      alter table "inspection_result" add constraint "inspection_result_grade_check" check ("grade" in ('GOOD', 'MEDIUM', 'POOR'));

      alter table "region" add constraint "region_parent_id_foreign" foreign key ("parent_id") references "region" ("id") on delete no action;

      alter table "inspection_round" add constraint "inspection_round_rule_book_id_foreign" foreign key ("rule_book_id") references "rule_book" ("id");

      alter table "rule_item" add constraint "rule_item_rule_book_id_foreign" foreign key ("rule_book_id") references "rule_book" ("id");

      alter table "unit" add constraint "unit_region_id_foreign" foreign key ("region_id") references "region" ("id");

      alter table "officer" add constraint "officer_unit_id_foreign" foreign key ("unit_id") references "unit" ("id");

      alter table "inspection" add constraint "inspection_round_id_foreign" foreign key ("round_id") references "inspection_round" ("id");
      alter table "inspection" add constraint "inspection_unit_id_foreign" foreign key ("unit_id") references "unit" ("id");

      alter table "finding" add constraint "finding_inspection_id_foreign" foreign key ("inspection_id") references "inspection" ("id");
      alter table "finding" add constraint "finding_item_id_foreign" foreign key ("item_id") references "rule_item" ("id");

      alter table "correction" add constraint "correction_round_id_foreign" foreign key ("round_id") references "inspection_round" ("id");
      alter table "correction" add constraint "correction_unit_id_foreign" foreign key ("unit_id") references "unit" ("id");

      alter table "inspection_result" add constraint "inspection_result_round_id_foreign" foreign key ("round_id") references "inspection_round" ("id");
      alter table "inspection_result" add constraint "inspection_result_unit_id_foreign" foreign key ("unit_id") references "unit" ("id");
      alter table "inspection_result" add constraint "inspection_result_inspection_id_foreign" foreign key ("inspection_id") references "inspection" ("id");
      alter table "inspection_result" add constraint "inspection_result_correction_id_foreign" foreign key ("correction_id") references "correction" ("id") on delete no action;

      insert into "event_log_identity" ("id") values (gen_random_uuid());
    `);
  }
}
