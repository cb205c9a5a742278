import { Migration } from '@mikro-orm/migrations';

/** Items of the standard catalogue, and the sparse facts from which every division's view of them is resolved. */
export class Migration0006Catalogue extends Migration {
  override up(): void {
    this.addSql(`create table "catalogue_item" ("code" text not null, "parent_code" text null, "defined_at" text not null, "category" text not null, "tier" int not null, "is_leaf" boolean not null, "identifier" text not null, "field" text null, "position" int not null, "local" boolean not null, "from_sequence" bigint not null, "to_sequence" bigint null, primary key ("code"))`);
    this.addSql(`create index "catalogue_item_parent_code_index" on "catalogue_item" ("parent_code")`);
    this.addSql(`create table "catalogue_fact" ("id" uuid not null, "item_code" text not null, "division_code" text not null, "field" text not null, "slot" text not null, "state" text not null, "value" jsonb null, "reason" text null, "basis" text null, "rule" text null, "approver" uuid null, "account_id" uuid not null, "at" timestamptz(3) not null, "from_sequence" bigint not null, "to_sequence" bigint null, primary key ("id"))`);
    this.addSql(`alter table "catalogue_fact" add constraint "catalogue_fact_slot_unique" unique ("item_code", "division_code", "field", "slot", "from_sequence")`);
  }
}
