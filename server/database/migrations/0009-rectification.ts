import { Migration } from '@mikro-orm/migrations';

const STATES = `'OPENED', 'EXPLAINED', 'PLANNED', 'SUBMITTED', 'REOPENED', 'CLOSED', 'WITHDRAWN'`;
const STEPS = `'OPEN', 'ASSIGN_HELPERS', 'EXPLAIN', 'PLAN', 'COMPLETE', 'SUBMIT', 'ACCEPT', 'SEND_BACK', 'REOPEN', 'WITHDRAW', 'RESTATE', 'LAPSE'`;

/** Rectifications of units and persons, their measures, helpers and history. */
export class Rectifications extends Migration {
  override up(): void {
    this.addSql(`
      create table "rectification" ("id" serial primary key, "unit_id" int not null, "officer_id" int null, "origin" text not null, "result_id" int null, "round_id" int null, "month" text not null, "reason" text null, "state" text not null default 'OPENED', "opened_at" timestamptz not null, "opened_by" text null, "opener_id" int null, "due_on" date null, "explanation" text null, "explained_at" timestamptz null, "explained_by" text null, "submitted_at" timestamptz null, "reviewed_at" timestamptz null, "reviewed_by" text null, "review" text null, "reopenings" int not null default 0, "closed_at" timestamptz null, "withdrawn_at" timestamptz null, "withdrawal_reason" text null, "cause_fell_at" timestamptz null);
      create index "rectification_unit_id_id_index" on "rectification" ("unit_id", "id");
      create index "rectification_officer_id_id_index" on "rectification" ("officer_id", "id");
      create index "rectification_round_id_id_index" on "rectification" ("round_id", "id");
      create unique index "rectification_one_standing" on "rectification" ("unit_id", "month", "origin", coalesce("officer_id", 0)) where state <> 'WITHDRAWN' and cause_fell_at is null;
      create index "rectification_due" on "rectification" ("due_on") where due_on is not null;
      alter table "rectification" add constraint "rectification_unit_id_foreign" foreign key ("unit_id") references "unit" ("id");
      alter table "rectification" add constraint "rectification_officer_id_foreign" foreign key ("officer_id") references "officer" ("id") on delete no action;
      alter table "rectification" add constraint "rectification_result_id_foreign" foreign key ("result_id") references "inspection_result" ("id") on delete no action;
      alter table "rectification" add constraint "rectification_round_id_foreign" foreign key ("round_id") references "inspection_round" ("id") on delete no action;
      alter table "rectification" add constraint "rectification_opener_id_foreign" foreign key ("opener_id") references "account" ("id") on delete no action;
      alter table "rectification" add constraint "rectification_origin_check" check ("origin" in ('RESULT', 'HAND'));
      alter table "rectification" add constraint "rectification_state_check" check ("state" in (${STATES}));

      create table "corrective_measure" ("id" serial primary key, "rectification_id" int not null, "position" int not null, "content" text not null, "due_on" date not null, "planned_at" timestamptz not null, "completed_at" timestamptz null, "evidence" text null);
      alter table "corrective_measure" add constraint "corrective_measure_rectification_id_position_unique" unique ("rectification_id", "position");
      alter table "corrective_measure" add constraint "corrective_measure_rectification_id_foreign" foreign key ("rectification_id") references "rectification" ("id");

      create table "rectification_helper" ("id" serial primary key, "rectification_id" int not null, "kind" text not null, "officer_id" int not null, "officer_name" text not null, "assigned_at" timestamptz not null);
      alter table "rectification_helper" add constraint "rectification_helper_rectification_id_kind_unique" unique ("rectification_id", "kind");
      alter table "rectification_helper" add constraint "rectification_helper_rectification_id_officer_id_unique" unique ("rectification_id", "officer_id");
      alter table "rectification_helper" add constraint "rectification_helper_rectification_id_foreign" foreign key ("rectification_id") references "rectification" ("id");
      alter table "rectification_helper" add constraint "rectification_helper_officer_id_foreign" foreign key ("officer_id") references "officer" ("id");
      alter table "rectification_helper" add constraint "rectification_helper_kind_check" check ("kind" in ('LEADER', 'DISCIPLINE', 'PROFESSIONAL'));

      create table "rectification_step" ("id" serial primary key, "rectification_id" int not null, "kind" text not null, "state" text not null, "taken_at" timestamptz not null, "taken_by" text null, "account_id" int null, "text" text null, "measure_id" int null, "due_on" date null);
      create index "rectification_step_rectification_id_id_index" on "rectification_step" ("rectification_id", "id");
      alter table "rectification_step" add constraint "rectification_step_rectification_id_foreign" foreign key ("rectification_id") references "rectification" ("id");
      alter table "rectification_step" add constraint "rectification_step_account_id_foreign" foreign key ("account_id") references "account" ("id") on delete no action;
      alter table "rectification_step" add constraint "rectification_step_measure_id_foreign" foreign key ("measure_id") references "corrective_measure" ("id") on delete no action;
      alter table "rectification_step" add constraint "rectification_step_kind_check" check ("kind" in (${STEPS}));
      alter table "rectification_step" add constraint "rectification_step_state_check" check ("state" in (${STATES}));
    `);
  }
}
