import { Migration } from '@mikro-orm/migrations';

/** Accounts, what they may do, their sessions, and the trace of what was done. */
export class Migration0002Identity extends Migration {
  override up(): void {
    this.addSql(`create table "account" ("id" uuid not null, "login" text not null, "display_name" text not null, "password_hash" text not null, "active" boolean not null default true, "demo" boolean not null default false, "failed_attempts" int not null default 0, "locked_until" timestamptz(3) null, "token_version" int not null default 0, "created_at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`alter table "account" add constraint "account_login_unique" unique ("login")`);
    this.addSql(`alter table "account" add constraint "account_login_lower_case" check (login = lower(login))`);
    this.addSql(`create table "account_grant" ("id" uuid not null, "account_id" uuid not null, "role" text not null, "scope" text not null, "granted_by" uuid not null, "granted_at" timestamptz(3) not null, "revoked_at" timestamptz(3) null, "valid_until" timestamptz(3) null, primary key ("id"))`);
    this.addSql(`create index "account_grant_account_id_index" on "account_grant" ("account_id")`);
    this.addSql(`alter table "account_grant" add constraint "account_grant_account_id_foreign" foreign key ("account_id") references "account" ("id")`);
    this.addSql(`create table "refresh_token" ("id" uuid not null, "account_id" uuid not null, "family" uuid not null, "token_hash" text not null, "expires_at" timestamptz(3) not null, "used_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, "created_at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`alter table "refresh_token" add constraint "refresh_token_token_hash_unique" unique ("token_hash")`);
    this.addSql(`create index "refresh_token_family_index" on "refresh_token" ("family")`);
    this.addSql(`create index "refresh_token_account_id_index" on "refresh_token" ("account_id")`);
    this.addSql(`alter table "refresh_token" add constraint "refresh_token_account_id_foreign" foreign key ("account_id") references "account" ("id")`);
    this.addSql(`create table "audit_entry" ("id" bigserial primary key, "at" timestamptz(3) not null, "account_id" uuid not null, "verb" text not null, "subject" text not null, "details" jsonb not null, "request_id" text null)`);
    this.addSql(`create index "audit_entry_subject_id_index" on "audit_entry" ("subject", "id")`);
    this.addSql(`create trigger "audit_entry_append_only" before update or delete on "audit_entry" for each row execute function "refuse_change"()`);
    this.addSql(`create trigger "audit_entry_no_truncate" before truncate on "audit_entry" for each statement execute function "refuse_change"()`);
  }
}
