import { Migration } from '@mikro-orm/migrations';

/** An edition may add items of the standard catalogue too: first tiers, and in an order of its own. */
export class Migration0018EditionStandardItems extends Migration {
  override up(): void {
    this.addSql(`alter table "catalogue_edition_item" alter column "parent_code" drop not null`);
    this.addSql(`alter table "catalogue_edition_item" add column "position" int not null default 0`);
  }
}
