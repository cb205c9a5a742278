import { Migration } from '@mikro-orm/migrations';

/** Holiday arrangements that win over the ones shipped with the product. */
export class Migration0005Rules extends Migration {
  override up(): void {
    this.addSql(`create table "calendar_notice" ("year" int not null, "version" text not null, "days" jsonb not null, "source" text not null, "loaded_by" uuid not null, "at" timestamptz(3) not null, primary key ("year", "version"))`);
  }
}
