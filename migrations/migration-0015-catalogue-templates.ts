import { Migration } from '@mikro-orm/migrations';

/** Templates of pilot fields, their versions and rows, and which division took which row over from which version. */
export class Migration0015CatalogueTemplates extends Migration {
  override up(): void {
    this.addSql(`create table "catalogue_template" ("code" text not null, "name" text not null, "pilot_field" text not null, "division_code" text not null, primary key ("code"))`);
    this.addSql(`create index "catalogue_template_pilot_field_index" on "catalogue_template" ("pilot_field")`);
    this.addSql(`create table "catalogue_template_version" ("id" uuid not null, "template_code" text not null, "version" int not null, "note" text null, "account_id" uuid not null, "at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`alter table "catalogue_template_version" add constraint "catalogue_template_version_number_unique" unique ("template_code", "version")`);
    this.addSql(`create table "catalogue_template_row" ("id" uuid not null, "template_code" text not null, "version" int not null, "key" text not null, "position" int not null, "item_code" text null, "parent_code" text not null, "identifier" text not null, "columns" jsonb not null, primary key ("id"))`);
    this.addSql(`alter table "catalogue_template_row" add constraint "catalogue_template_row_key_unique" unique ("template_code", "version", "key")`);
    this.addSql(`create table "catalogue_template_use" ("id" uuid not null, "division_code" text not null, "template_code" text not null, "key" text not null, "version" int not null, "item_code" text not null, "edition_id" uuid null, "account_id" uuid not null, "at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`create index "catalogue_template_use_item_code_index" on "catalogue_template_use" ("item_code")`);
    this.addSql(`alter table "catalogue_template_use" add constraint "catalogue_template_use_version_unique" unique ("division_code", "template_code", "key", "version")`);
  }
}
