import { Migration } from '@mikro-orm/migrations';

const ROLES = ['SECRETARY', 'STAFF', 'INSPECTOR', 'REPORTER', 'CADRE_OFFICE', 'OFFICER', 'LEADER', 'SCREEN', 'HOTLINE_CLERK', 'PUBLIC', 'AUDITOR', 'ADMINISTRATOR'];
const roles = `array[${ROLES.map((role) => `'${role}'::text`).join(', ')}]`;

/** Who may come in: people, programs and screens, and what they prove it with. */
export class Access extends Migration {
  override up(): void {
    this.addSql(`
      create table "first_administrator_link" ("id" serial primary key, "hash" text not null, "expires_at" timestamptz not null, "used_at" timestamptz null);
      alter table "first_administrator_link" add constraint "first_administrator_link_hash_unique" unique ("hash");

      create table "account" ("id" serial primary key, "name" text not null, "display_name" text not null, "password_hash" text null, "oidc_subject" text null, "roles" text[] not null, "unit_id" int null, "officer_id" int null, "assigned_units" int[] not null default '{}', "is_demo" boolean not null default false, "created_at" timestamptz not null default now(), "disabled_at" timestamptz null, "failed_tries" int not null default 0, "locked_until" timestamptz null);
      alter table "account" add constraint "account_name_unique" unique ("name");
      alter table "account" add constraint "account_oidc_subject_unique" unique ("oidc_subject");
      alter table "account" add constraint "account_roles_check" check ("roles" <@ ${roles});
      alter table "account" add constraint "account_unit_id_foreign" foreign key ("unit_id") references "unit" ("id") on delete no action;
      alter table "account" add constraint "account_officer_id_foreign" foreign key ("officer_id") references "officer" ("id") on delete no action;

      create table "session" ("id" serial primary key, "hash" text not null, "account_id" int not null, "created_at" timestamptz not null default now(), "renewed_at" timestamptz not null default now(), "expires_at" timestamptz not null, "revoked_at" timestamptz null, "user_agent" text null);
      alter table "session" add constraint "session_hash_unique" unique ("hash");
      create index "session_account_id_index" on "session" ("account_id");
      alter table "session" add constraint "session_account_id_foreign" foreign key ("account_id") references "account" ("id");

      create table "api_token" ("id" serial primary key, "name" text not null, "hash" text not null, "roles" text[] not null, "created_by_id" int not null, "created_at" timestamptz not null default now(), "expires_at" timestamptz not null, "revoked_at" timestamptz null, "last_used_at" timestamptz null);
      alter table "api_token" add constraint "api_token_hash_unique" unique ("hash");
      alter table "api_token" add constraint "api_token_roles_check" check ("roles" <@ ${roles});
      alter table "api_token" add constraint "api_token_created_by_id_foreign" foreign key ("created_by_id") references "account" ("id");

      create table "screen" ("id" serial primary key, "name" text not null, "hash" text not null, "paired_by_id" int not null, "paired_at" timestamptz not null default now(), "revoked_at" timestamptz null, "last_seen_at" timestamptz null, "last_cursor" text null);
      alter table "screen" add constraint "screen_hash_unique" unique ("hash");
      alter table "screen" add constraint "screen_paired_by_id_foreign" foreign key ("paired_by_id") references "account" ("id");

      create table "screen_pairing" ("id" serial primary key, "code" text not null, "hash" text not null, "expires_at" timestamptz not null, "name" text null, "confirmed_by_id" int null, "used_at" timestamptz null);
      alter table "screen_pairing" add constraint "screen_pairing_code_unique" unique ("code");
      alter table "screen_pairing" add constraint "screen_pairing_hash_unique" unique ("hash");
      alter table "screen_pairing" add constraint "screen_pairing_confirmed_by_id_foreign" foreign key ("confirmed_by_id") references "account" ("id") on delete no action;

      -- Every server process hears whose rights may have changed, however they were changed; renewals and last uses change none.
      create function "account_account_changed_fn"() returns trigger as $$ begin if tg_op = 'DELETE' or (new.roles, new.unit_id, new.officer_id, new.assigned_units, new.disabled_at) is distinct from (old.roles, old.unit_id, old.officer_id, old.assigned_units, old.disabled_at) then perform pg_notify('duban_access', 'account ' || old.id); end if; return null; end; $$ language plpgsql;
      create trigger "account_changed" after update or delete on "account" for each row execute function "account_account_changed_fn"();
      create function "session_session_changed_fn"() returns trigger as $$ begin if tg_op = 'DELETE' or (new.revoked_at, new.expires_at, new.account_id) is distinct from (old.revoked_at, old.expires_at, old.account_id) then perform pg_notify('duban_access', 'session ' || old.id); end if; return null; end; $$ language plpgsql;
      create trigger "session_changed" after update or delete on "session" for each row execute function "session_session_changed_fn"();
      create function "api_token_api_token_changed_fn"() returns trigger as $$ begin if tg_op = 'DELETE' or (new.roles, new.revoked_at, new.expires_at) is distinct from (old.roles, old.revoked_at, old.expires_at) then perform pg_notify('duban_access', 'token ' || old.id); end if; return null; end; $$ language plpgsql;
      create trigger "api_token_changed" after update or delete on "api_token" for each row execute function "api_token_api_token_changed_fn"();
      create function "screen_screen_changed_fn"() returns trigger as $$ begin if tg_op = 'DELETE' or (new.revoked_at) is distinct from (old.revoked_at) then perform pg_notify('duban_access', 'screen ' || old.id); end if; return null; end; $$ language plpgsql;
      create trigger "screen_changed" after update or delete on "screen" for each row execute function "screen_screen_changed_fn"();
    `);
  }
}
