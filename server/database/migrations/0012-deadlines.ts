import { Migration } from '@mikro-orm/migrations';

const KINDS = `'RESULT_POOR', 'SCORE_DROP', 'VETO_PROPOSED', 'INSPECTION_MISSING', 'STREAK_POOR', 'STREAK_GOOD', 'RECTIFICATION_DUE', 'RECTIFICATION_OVERDUE', 'FILING_MISSING'`;

/** Warnings that the clock raises: their kinds, what they are about, and that a cause can be over without having been a mistake. */
export class Deadlines extends Migration {
  override up(): void {
    this.addSql(`
      alter table "warning_rule" drop constraint "warning_rule_kind_check";
      alter table "warning_rule" add constraint "warning_rule_kind_check" check ("kind" in (${KINDS}));
      alter table "warning_rule" add column "days" int null;

      alter table "warning" drop constraint "warning_kind_check";
      alter table "warning" add constraint "warning_kind_check" check ("kind" in (${KINDS}));
      alter table "warning" add column "rectification_id" int null, add column "due_on" date null, add column "of_officer" boolean not null default false, add column "lapsed_at" timestamptz null;
      alter table "warning" add constraint "warning_rectification_id_foreign" foreign key ("rectification_id") references "rectification" ("id") on delete no action;
      create index "warning_rectification_id_id_index" on "warning" ("rectification_id", "id");
      drop index "warning_one_life";
      create unique index "warning_one_life" on "warning" ("cause") where state <> 'RETRACTED' and lapsed_at is null;

      -- Every version there is: when it was adopted it could not have named them, and nothing that is published is judged by them.
      insert into "warning_rule" ("rule_book_id", "kind", "level", "days", "escalate_after_days")
      select "id", "kind", "level", "before", "term" from "warning_rule_book" cross join (values
        (1, 'RECTIFICATION_DUE', 'YELLOW', 3, null),
        (2, 'RECTIFICATION_OVERDUE', 'ORANGE', null, 3),
        (3, 'FILING_MISSING', 'YELLOW', null, 7)
      ) as timed ("place", "kind", "level", "before", "term") order by "id", "place";
    `);
  }
}
