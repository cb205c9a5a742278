import { Migration } from '@mikro-orm/migrations';

/** Which index outside the store is in use and what can be found in it. */
export class Migration0009Search extends Migration {
  override up(): void {
    this.addSql(`create table "search_index" ("alias" text not null, "layout" int not null, "complete_to" bigint null, "created_at" timestamptz(3) not null, primary key ("alias"))`);
    this.addSql(`create table "search_indexed" ("alias" text not null, "sequence" bigint not null, primary key ("alias", "sequence"))`);
  }
}
