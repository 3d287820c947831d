import { Migration } from '@mikro-orm/migrations';

const KINDS = `'RESULT_POOR', 'SCORE_DROP', 'VETO_PROPOSED', 'INSPECTION_MISSING', 'STREAK_POOR', 'STREAK_GOOD'`;
const LEVELS = `'INFO', 'YELLOW', 'ORANGE', 'RED'`;

/** Warnings, the rules they are raised by, and how far they are settled. */
export class Warnings extends Migration {
  override up(): void {
    this.addSql(`
      create table "warning_rule_book" ("id" serial primary key, "version" int not null, "title" text not null, "from_month" text not null, "adopted_at" timestamptz not null default now(), "adopted_by" text null);
      alter table "warning_rule_book" add constraint "warning_rule_book_version_unique" unique ("version");

      create table "warning_rule" ("id" serial primary key, "rule_book_id" int not null, "kind" text not null, "level" text not null, "points" numeric(6,2) null, "months" int null, "escalate_after_days" int null);
      alter table "warning_rule" add constraint "warning_rule_rule_book_id_kind_unique" unique ("rule_book_id", "kind");
      alter table "warning_rule" add constraint "warning_rule_rule_book_id_foreign" foreign key ("rule_book_id") references "warning_rule_book" ("id");
      alter table "warning_rule" add constraint "warning_rule_kind_check" check ("kind" in (${KINDS}));
      alter table "warning_rule" add constraint "warning_rule_level_check" check ("level" in (${LEVELS}));

      create table "warning" ("id" serial primary key, "cause" text not null, "life" int not null, "kind" text not null, "level" text not null, "severity" int not null, "state" text not null default 'RAISED', "unit_id" int null, "month" text not null, "round_id" int null, "result_id" int null, "previous_result_id" int null, "basis" int[] not null default '{}', "rule_book_id" int not null, "raised_at" timestamptz not null, "escalations" int not null default 0, "escalated_at" timestamptz null, "acknowledged_at" timestamptz null, "acknowledged_by" text null, "note" text null, "resolved_at" timestamptz null, "resolved_by" text null, "resolution" text null, "retracted_at" timestamptz null, "retraction_reason" text null, "retracted_by_id" int null);
      alter table "warning" add constraint "warning_cause_life_unique" unique ("cause", "life");
      create unique index "warning_one_life" on "warning" ("cause") where state <> 'RETRACTED';
      create index "warning_open" on "warning" ("severity", "raised_at") where state in ('RAISED', 'ACKNOWLEDGED');
      create index "warning_unit_id_id_index" on "warning" ("unit_id", "id");
      create index "warning_round_id_id_index" on "warning" ("round_id", "id");
      create index "warning_rule_book_id_id_index" on "warning" ("rule_book_id", "id");
      alter table "warning" add constraint "warning_unit_id_foreign" foreign key ("unit_id") references "unit" ("id") on delete no action;
      alter table "warning" add constraint "warning_round_id_foreign" foreign key ("round_id") references "inspection_round" ("id") on delete no action;
      alter table "warning" add constraint "warning_result_id_foreign" foreign key ("result_id") references "inspection_result" ("id") on delete no action;
      alter table "warning" add constraint "warning_previous_result_id_foreign" foreign key ("previous_result_id") references "inspection_result" ("id") on delete no action;
      alter table "warning" add constraint "warning_rule_book_id_foreign" foreign key ("rule_book_id") references "warning_rule_book" ("id");
      alter table "warning" add constraint "warning_retracted_by_id_foreign" foreign key ("retracted_by_id") references "correction" ("id") on delete no action;
      alter table "warning" add constraint "warning_kind_check" check ("kind" in (${KINDS}));
      alter table "warning" add constraint "warning_level_check" check ("level" in (${LEVELS}));
      alter table "warning" add constraint "warning_state_check" check ("state" in ('RAISED', 'ACKNOWLEDGED', 'RESOLVED', 'RETRACTED'));

      create table "warning_settlement" ("id" int not null, "tx" xid8 not null, "event_id" bigint not null, primary key ("id"));

      -- The first version, in force for every month there is. Later ones are adopted.
      insert into "warning_rule_book" ("version", "title", "from_month") values (1, '预警规则（首版）', '2000-01');
      insert into "warning_rule" ("rule_book_id", "kind", "level", "points", "months", "escalate_after_days")
      select "id", "kind", "level", "points", "months", "days" from "warning_rule_book" cross join (values
        ('RESULT_POOR', 'ORANGE', null, null, 3),
        ('SCORE_DROP', 'YELLOW', 10.00, null, 7),
        ('VETO_PROPOSED', 'RED', null, null, null),
        ('INSPECTION_MISSING', 'YELLOW', null, null, 7),
        ('STREAK_POOR', 'RED', null, 2, null),
        ('STREAK_GOOD', 'INFO', null, 2, null)
      ) as first ("kind", "level", "points", "months", "days");

      -- Nobody knows when units came that were there before: they count as expected in every month.
      alter table "unit" add column "registered_at" timestamptz not null default now();
      update "unit" set "registered_at" = '1970-01-01';
    `);
  }
}
