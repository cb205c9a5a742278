import { Migration } from '@mikro-orm/migrations';

/** Records of old times that wait for their leaf, kept for ever, and what each division counts to the focus subjects. */
export class Migration0016Compliance extends Migration {
  override up(): void {
    this.addSql(`create table "old_record" ("id" uuid not null, "body_id" uuid not null, "division_code" text not null, "reference" text not null, "title" text not null, "html" text null, "source_url" text null, "formed_at" date null, "item_code" text null, "imported_by" uuid not null, "imported_at" timestamptz(3) not null, "classified_by" uuid null, "classified_at" timestamptz(3) null, "draft_id" uuid null, primary key ("id"))`);
    this.addSql(`alter table "old_record" add constraint "old_record_body_id_reference_unique" unique ("body_id", "reference")`);
    this.addSql(`create index "old_record_division_code_index" on "old_record" ("division_code")`);
    this.addSql(`create trigger "old_record_never_lost" before delete on "old_record" for each row execute function "refuse_change"()`);
    this.addSql(`create trigger "old_record_no_truncate" before truncate on "old_record" for each statement execute function "refuse_change"()`);
    this.addSql(`create table "focus_item" ("division_code" text not null, "subject" text not null, "item_code" text not null, "tagged_by" uuid not null, "tagged_at" timestamptz(3) not null, primary key ("division_code", "subject", "item_code"))`);
  }
}
