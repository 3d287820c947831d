import { Migration } from '@mikro-orm/migrations';

/** Warnings of screens that lag or are silent; and what has ended goes without a word, since nobody's rights change with it. */
export class Screens extends Migration {
  override up(): void {
    this.addSql(`
      create table "screen_warning" ("id" serial primary key, "screen_id" int not null, "state" text not null, "raised_at" timestamptz not null default now(), "ended_at" timestamptz null);
      create unique index "screen_warning_one_open" on "screen_warning" ("screen_id", "state") where ended_at is null;
      alter table "screen_warning" add constraint "screen_warning_state_check" check ("state" in ('SHOWING', 'LAGGING', 'SILENT', 'REVOKED'));
      alter table "screen_warning" add constraint "screen_warning_screen_id_foreign" foreign key ("screen_id") references "screen" ("id") on delete cascade;

      create or replace function "session_session_changed_fn"() returns trigger as $$ begin if (tg_op = 'DELETE' and old.revoked_at is null and old.expires_at > now()) or (tg_op = 'UPDATE' and (new.revoked_at, new.expires_at, new.account_id) is distinct from (old.revoked_at, old.expires_at, old.account_id)) then perform pg_notify('duban_access', 'session ' || old.id); end if; return null; end; $$ language plpgsql;
      create or replace function "api_token_api_token_changed_fn"() returns trigger as $$ begin if (tg_op = 'DELETE' and old.revoked_at is null and old.expires_at > now()) or (tg_op = 'UPDATE' and (new.roles, new.revoked_at, new.expires_at) is distinct from (old.roles, old.revoked_at, old.expires_at)) then perform pg_notify('duban_access', 'token ' || old.id); end if; return null; end; $$ language plpgsql;
      create or replace function "screen_screen_changed_fn"() returns trigger as $$ begin if (tg_op = 'DELETE' and old.revoked_at is null) or (tg_op = 'UPDATE' and (new.revoked_at) is distinct from (old.revoked_at)) then perform pg_notify('duban_access', 'screen ' || old.id); end if; return null; end; $$ language plpgsql;
      create or replace function "account_account_changed_fn"() returns trigger as $$ begin if (tg_op = 'DELETE') or (tg_op = 'UPDATE' and (new.roles, new.unit_id, new.officer_id, new.assigned_units, new.disabled_at) is distinct from (old.roles, old.unit_id, old.officer_id, old.assigned_units, old.disabled_at)) then perform pg_notify('duban_access', 'account ' || old.id); end if; return null; end; $$ language plpgsql;
    `);
  }
}
