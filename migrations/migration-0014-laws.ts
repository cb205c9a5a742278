import { Migration } from '@mikro-orm/migrations';

/** Texts that may be cited, with their versions; written exemptions and reviews of catalogues. */
export class Migration0014Laws extends Migration {
  override up(): void {
    this.addSql(`create table "law" ("id" uuid not null, "kind" text not null, "aliases" text[] not null, "registered_by" uuid not null, "at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`create table "law_version" ("law_id" uuid not null, "version" int not null, "title" text not null, "doc_no" text not null, "clauses" text[] not null, "effective_from" date null, "last_day" date null, "ended_as" text null, "note" text null, "recorded_by" uuid not null, "at" timestamptz(3) not null, primary key ("law_id", "version"))`);
    this.addSql(`create table "catalogue_exemption" ("id" uuid not null, "division_code" text not null, "function" text not null, "reason" text not null, "document" text null, "exempted_by" uuid not null, "at" timestamptz(3) not null, "ended_by" uuid null, "ended_at" timestamptz(3) null, primary key ("id"))`);
    this.addSql(`create unique index "catalogue_exemption_standing" on "catalogue_exemption" ("division_code", "function") where ended_at is null`);
    this.addSql(`create table "catalogue_review" ("id" uuid not null, "division_code" text not null, "note" text not null, "reviewed_by" uuid not null, "at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`create index "catalogue_review_division_code_at_index" on "catalogue_review" ("division_code", "at")`);
  }
}
