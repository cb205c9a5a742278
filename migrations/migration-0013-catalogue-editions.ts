import { Migration } from '@mikro-orm/migrations';

/** Editions: what a division proposes to change in its catalogue, until the level above agrees and it is published. */
export class Migration0013CatalogueEditions extends Migration {
  override up(): void {
    this.addSql(`create table "catalogue_edition" ("id" uuid not null, "division_code" text not null, "title" text not null, "state" text not null, "version" int not null, "created_by" uuid not null, "created_at" timestamptz(3) not null, "submitted_by" uuid null, "approved_by" uuid null, "published_sequence" bigint null, "updated_at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`create index "catalogue_edition_division_code_index" on "catalogue_edition" ("division_code")`);
    this.addSql(`create table "catalogue_edition_event" ("id" uuid not null, "edition_id" uuid not null, "number" int not null, "state" text not null, "account_id" uuid not null, "opinion" text null, "at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`alter table "catalogue_edition_event" add constraint "catalogue_edition_event_number_unique" unique ("edition_id", "number")`);
    this.addSql(`create table "catalogue_edition_change" ("id" uuid not null, "edition_id" uuid not null, "item_code" text not null, "field" text not null, "slot" text not null, "state" text null, "value" jsonb null, "reason" text null, "basis" text null, "rule" text null, "based_on" uuid null, "account_id" uuid not null, "at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`alter table "catalogue_edition_change" add constraint "catalogue_edition_change_slot_unique" unique ("edition_id", "item_code", "field", "slot")`);
    this.addSql(`create table "catalogue_edition_item" ("code" text not null, "edition_id" uuid not null, "parent_code" text not null, "category" text not null, "tier" int not null, "is_leaf" boolean not null, "identifier" text not null, "field" text null, primary key ("code"))`);
    this.addSql(`create index "catalogue_edition_item_edition_id_index" on "catalogue_edition_item" ("edition_id")`);
  }
}
