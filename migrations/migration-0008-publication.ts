import { Migration } from '@mikro-orm/migrations';

/** Disclosures and their versions, relations, links, tombstones, index numbers and the check after each release. */
export class Migration0008Publication extends Migration {
  override up(): void {
    this.addSql(`create table "disclosure" ("id" uuid not null, "kind" text not null, "index_no" text not null, "division_code" text not null, "body_id" uuid not null, "latest_version" int not null, "first_published_at" timestamptz(3) not null, "withdrawn_at" timestamptz(3) null, primary key ("id"))`);
    this.addSql(`alter table "disclosure" add constraint "disclosure_index_no_unique" unique ("index_no")`);
    this.addSql(`create table "disclosure_version" ("disclosure_id" uuid not null, "version" int not null, "kind" text not null, "index_no" text not null, "canonical" text not null, "digest" text not null, "title" text not null, "summary" text null, "keywords" text[] not null, "html" text null, "text" text null, "elements" jsonb not null, "fields" jsonb not null, "attachments" jsonb not null, "division_code" text not null, "lead_body_id" uuid not null, "origin_body_id" uuid not null, "item_codes" text[] not null, "mode" text not null, "formed_at" date null, "changed_at" date null, "issued_at" date null, "first_published_at" timestamptz(3) not null, "published_at" timestamptz(3) not null, "language" text not null, "genre" text null, "year" int not null, "effective_from" date null, "effective_to" date null, "reason" text null, "released_by" uuid not null, "search_doc_no" text null, "search_title" text not null, "search_summary" text not null, "search_body" text not null, "search_grams" int[] not null, "from_sequence" bigint not null, "to_sequence" bigint null, "withdrawn_sequence" bigint null, primary key ("disclosure_id", "version"))`);
    this.addSql(`create index "disclosure_version_from_sequence_index" on "disclosure_version" ("from_sequence")`);
    this.addSql(`create index "disclosure_version_newest" on "disclosure_version" ("first_published_at" desc, "disclosure_id" desc) where "withdrawn_sequence" is null`);
    this.addSql(`create index "disclosure_version_updated" on "disclosure_version" ("published_at" desc, "disclosure_id" desc) where "withdrawn_sequence" is null`);
    this.addSql(`create index "disclosure_version_body_newest" on "disclosure_version" ("lead_body_id", "first_published_at" desc, "disclosure_id" desc) where "withdrawn_sequence" is null`);
    this.addSql(`create index "disclosure_version_division_newest" on "disclosure_version" ("division_code", "first_published_at" desc, "disclosure_id" desc) where "withdrawn_sequence" is null`);
    this.addSql(`create index "disclosure_version_items" on "disclosure_version" using gin ("item_codes") where "withdrawn_sequence" is null`);
    this.addSql(`create index "disclosure_version_grams" on "disclosure_version" using gin ("search_grams") where "withdrawn_sequence" is null`);
    this.addSql(`create table "disclosure_relation" ("source_id" uuid not null, "type" text not null, "target_id" uuid not null, "from_sequence" bigint not null, "to_sequence" bigint null, "withdrawn_sequence" bigint null, primary key ("source_id", "type", "target_id", "from_sequence"))`);
    this.addSql(`create index "disclosure_relation_target_id_type_index" on "disclosure_relation" ("target_id", "type")`);
    this.addSql(`create table "body_link" ("body_id" uuid not null, "item_code" text not null, "disclosure_id" uuid not null, "from_sequence" bigint not null, "to_sequence" bigint null, "division_code" text not null, "linked_at" timestamptz(3) not null, "linked_by" uuid not null, primary key ("body_id", "item_code", "disclosure_id", "from_sequence"))`);
    this.addSql(`create index "body_link_disclosure_id_index" on "body_link" ("disclosure_id")`);
    this.addSql(`create table "tombstone" ("disclosure_id" uuid not null, "index_no" text not null, "kind" text not null, "last_version" int not null, "withdrawn_at" timestamptz(3) not null, "sequence" bigint not null, "reason" text not null, primary key ("disclosure_id"))`);
    this.addSql(`create table "index_number_counter" ("scope" text not null, "year" int not null, "next" int not null, primary key ("scope", "year"))`);
    this.addSql(`create table "index_number_body" ("body_id" uuid not null, "division_code" text not null, "number" int not null, primary key ("body_id"))`);
    this.addSql(`alter table "index_number_body" add constraint "index_number_body_division_code_number_unique" unique ("division_code", "number")`);
    this.addSql(`create table "release_verification" ("sequence" bigint not null, "ok" boolean not null, "detail" text null, "at" timestamptz(3) not null, primary key ("sequence"))`);
    this.keepVersions();
  }

  /** What was published stays as it was: a version, a relation or a link may only end, once; nothing is deleted. */
  private keepVersions(): void {
    this.addSql(`create function "refuse_all_but_ending"() returns trigger language plpgsql as $$
      declare
        same record := new;
      begin
        same.to_sequence := old.to_sequence;
        same.withdrawn_sequence := old.withdrawn_sequence;
        if same is distinct from old
          or (old.to_sequence is not null and new.to_sequence is distinct from old.to_sequence)
          or (old.withdrawn_sequence is not null and new.withdrawn_sequence is distinct from old.withdrawn_sequence) then
          raise exception 'a published row of % can only end, once', tg_table_name using errcode = 'restrict_violation';
        end if;
        return new;
      end $$`);
    for (const table of ['disclosure_version', 'disclosure_relation']) {
      this.addSql(`create trigger "${table}_can_only_end" before update on "${table}" for each row execute function "refuse_all_but_ending"()`);
    }
    for (const table of ['disclosure', 'disclosure_version', 'disclosure_relation', 'body_link', 'tombstone']) {
      this.addSql(`create trigger "${table}_no_delete" before delete on "${table}" for each row execute function "refuse_change"()`);
      this.addSql(`create trigger "${table}_no_truncate" before truncate on "${table}" for each statement execute function "refuse_change"()`);
    }
    this.addSql(`create trigger "tombstone_for_ever" before update on "tombstone" for each row execute function "refuse_change"()`);
  }
}
