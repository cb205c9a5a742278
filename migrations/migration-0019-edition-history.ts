import { Migration } from '@mikro-orm/migrations';

/** A proposal that is replaced or taken back stays: whoever saw it is told what it said. */
export class Migration0019EditionHistory extends Migration {
  override up(): void {
    this.addSql(`alter table "catalogue_edition_change" add column "replaced_at" timestamptz(3) null`);
    this.addSql(`alter table "catalogue_edition_change" drop constraint "catalogue_edition_change_slot_unique"`);
    this.addSql(`create unique index "catalogue_edition_change_slot_unique" on "catalogue_edition_change" ("edition_id", "item_code", "field", "slot") where replaced_at is null`);
  }
}
