import { Migration } from '@mikro-orm/migrations';

const published = ['ledger_entry', 'disclosure', 'disclosure_version', 'disclosure_relation', 'body_link', 'tombstone'];

/** Audiences, the keys of consumers, and for whom each published thing is; no audience named = everybody. */
export class Migration0010Consumers extends Migration {
  override up(): void {
    this.addSql(`create table "audience" ("id" uuid not null, "division_code" text not null, "description" text not null, "registered_by" uuid not null, "registered_at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`alter table "audience" add constraint "audience_division_code_description_unique" unique ("division_code", "description")`);
    this.addSql(`create table "consumer_key" ("id" uuid not null, "prefix" text not null, "secret_hash" text not null, "name" text not null, "kind" text not null, "scope" text not null, "audience_ids" text[] not null, "withheld_fields" text[] not null, "demo" boolean not null default false, "issued_by" uuid not null, "issued_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "revoked_at" timestamptz(3) null, "last_used_at" timestamptz(3) null, primary key ("id"))`);
    this.addSql(`alter table "consumer_key" add constraint "consumer_key_prefix_unique" unique ("prefix")`);
    for (const table of published) this.addSql(`alter table "${table}" add column "audience_ids" text[] null`);
  }
}
