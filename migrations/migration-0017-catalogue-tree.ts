import { Migration } from '@mikro-orm/migrations';

/** An item stands for ever where it was put, and below its parent: then no chain of parents can return to itself. */
export class Migration0017CatalogueTree extends Migration {
  override up(): void {
    this.addSql(`create function "check_item_parent"() returns trigger language plpgsql as $$
      declare
        above int := (select tier from catalogue_item where code = new.parent_code);
      begin
        if new.parent_code is not null and coalesce(above, new.tier) >= new.tier then
          raise exception 'the parent of item % does not stand above it', new.code using errcode = 'check_violation';
        end if;
        return null;
      end $$`);
    this.addSql(`create trigger "catalogue_item_parent_above" after insert on "catalogue_item" for each row execute function "check_item_parent"()`);
    this.addSql(`create trigger "catalogue_item_place_for_ever" before update of "code", "parent_code", "tier" on "catalogue_item" for each row execute function "refuse_change"()`);
  }
}
