import { Migration } from '@mikro-orm/migrations';

/** The counter, the entries, and the outbox that is written in the same statement. */
export class Migration0001Ledger extends Migration {
  override up(): void {
    this.addSql(`create table "ledger_head" ("id" int not null, "sequence" bigint not null, "at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`alter table "ledger_head" add constraint "ledger_head_single" check (id = 1)`);
    this.addSql(`insert into "ledger_head" ("id", "sequence", "at") values (1, 0, 'epoch')`);
    this.addSql(`create table "ledger_entry" ("sequence" bigint not null, "ordinal" int not null, "at" timestamptz(3) not null, "kind" text not null, "subject" text not null, "version" int null, "digest" text null, "salt" bytea not null, primary key ("sequence", "ordinal"))`);
    this.addSql(`create index "ledger_entry_subject_sequence_index" on "ledger_entry" ("subject", "sequence")`);
    this.addSql(`create function "refuse_change"() returns trigger language plpgsql as $$ begin raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'restrict_violation'; end $$`);
    this.addSql(`create trigger "ledger_entry_append_only" before update or delete on "ledger_entry" for each row execute function "refuse_change"()`);
    this.addSql(`create trigger "ledger_entry_no_truncate" before truncate on "ledger_entry" for each statement execute function "refuse_change"()`);
    this.addSql(`create table "outbox_event" ("id" bigserial primary key, "topic" text not null, "key" text not null, "payload" jsonb not null, "created_at" timestamptz(3) not null, "fanned_out_at" timestamptz(3) null)`);
    this.addSql(`create index "outbox_event_waiting" on "outbox_event" ("id") where "fanned_out_at" is null`);
    this.addSql(`create table "outbox_delivery" ("event_id" bigint not null, "handler" text not null, "state" text not null, "attempts" int not null default 0, "due_at" timestamptz(3) not null, "last_error" text null, "done_at" timestamptz(3) null, primary key ("event_id", "handler"))`);
    this.addSql(`create index "outbox_delivery_state_due_at_index" on "outbox_delivery" ("state", "due_at")`);
  }
}
