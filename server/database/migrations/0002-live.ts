import { Migration } from '@mikro-orm/migrations';

/** How far back the log reaches, who reads it durably, and what they could not digest. */
export class Live extends Migration {
  override up(): void {
    this.addSql(`
      alter table "event_log_identity" add column "horizon_tx" xid8 not null default '0', add column "horizon_id" bigint not null default '0';

      create table "event_consumer" ("name" text not null, "tx" xid8 not null, "event_id" bigint not null, "attempts" int not null default 0, "moved_at" timestamptz not null default now(), primary key ("name"));

      create table "set_aside_event" ("id" serial primary key, "consumer" text not null, "tx" xid8 not null, "event_id" bigint not null, "at" timestamptz not null, "kind" text not null, "data" jsonb not null, "attempts" int not null, "error" text not null, "code" text null, "set_aside_at" timestamptz not null default now());
      alter table "set_aside_event" add constraint "set_aside_event_consumer_event_id_unique" unique ("consumer", "event_id");
    `);
  }
}
