import { Migration } from '@mikro-orm/migrations';

const ROLES = ['SECRETARY', 'STAFF', 'INSPECTOR', 'REPORTER', 'CADRE_OFFICE', 'OFFICER', 'LEADER', 'SCREEN', 'HOTLINE_CLERK', 'PUBLIC', 'AUDITOR', 'ADMINISTRATOR'];
const roles = `array[${ROLES.map((role) => `'${role}'::text`).join(', ')}]`;

/** Who did what, and who read what of persons. Nothing in it can be changed, deleted or truncated. */
export class Audit extends Migration {
  override up(): void {
    this.addSql(`
      create table "audit_entry" ("id" int not null, "sequence" int generated always as (id) stored not null, "at" timestamptz not null, "kind" text not null, "actor_kind" text not null, "actor" text null, "actor_name" text null, "actor_roles" text[] not null, "request_id" text null, "address" text null, "verb" text null, "subjects" text[] not null, "reason" text null, "act_id" int null, "outcome" text null, "codes" text[] not null, "operation" text null, "document" text null, "fields" text[] not null, "rows" text[] not null, "row_count" int null, "times" int not null default 1, "previous_hash" text not null, "hash" text not null, primary key ("id"));
      create index "audit_entry_act_id_index" on "audit_entry" ("act_id");
      alter table "audit_entry" add constraint "audit_entry_act_id_foreign" foreign key ("act_id") references "audit_entry" ("id") on delete no action;
      alter table "audit_entry" add constraint "audit_entry_kind_check" check ("kind" in ('ACT', 'OUTCOME', 'READ'));
      alter table "audit_entry" add constraint "audit_entry_actor_kind_check" check ("actor_kind" in ('PERSON', 'PROGRAM', 'SCREEN', 'NOBODY'));
      alter table "audit_entry" add constraint "audit_entry_actor_roles_check" check ("actor_roles" <@ ${roles});
      alter table "audit_entry" add constraint "audit_entry_outcome_check" check ("outcome" in ('DONE', 'REFUSED', 'FORBIDDEN', 'FAILED'));

      create function "audit_entry_append_only_fn"() returns trigger as $$ begin raise exception 'The audit log is append-only: % of audit_entry is refused', tg_op; end; $$ language plpgsql;
      create trigger "append_only" before update or delete on "audit_entry" for each statement execute function "audit_entry_append_only_fn"();
      create trigger "not_truncated" before truncate on "audit_entry" for each statement execute function "audit_entry_append_only_fn"();
    `);
  }
}
