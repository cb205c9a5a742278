import { Migration } from '@mikro-orm/migrations';

/** Divisions, bodies and their succession, sites and who may publish on them. */
export class Migration0003Jurisdictions extends Migration {
  override up(): void {
    this.addSql(`create table "division_level" ("code" text not null, "level" text not null, primary key ("code"))`);
    this.addSql(`create table "division" ("code" text not null, "from_sequence" bigint not null, "to_sequence" bigint null, "name" text not null, "level" text not null, "kind" text not null, "parent_code" text null, "pack" text not null, "position" int not null, primary key ("code", "from_sequence"))`);
    this.addSql(`create table "body" ("id" uuid not null, "from_sequence" bigint not null, "to_sequence" bigint null, "slug" text not null, "name" text not null, "short_name" text null, "kind" text not null, "division_code" text not null, "functions" text[] not null, "valid_from" date null, "valid_to" date null, "position" int not null, primary key ("id", "from_sequence"))`);
    this.addSql(`alter table "body" add constraint "body_slug_from_sequence_unique" unique ("slug", "from_sequence")`);
    this.addSql(`create table "body_succession" ("predecessor_id" uuid not null, "successor_id" uuid not null, "from_sequence" bigint not null, "to_sequence" bigint null, "functions" text[] null, "effective_on" date not null, primary key ("predecessor_id", "successor_id", "from_sequence"))`);
    this.addSql(`create table "site" ("id" uuid not null, "from_sequence" bigint not null, "to_sequence" bigint null, "slug" text not null, "name" text not null, "division_code" text not null, "owner_body_id" uuid not null, "kind" text not null, "sections" text[] not null, "base_url" text null, primary key ("id", "from_sequence"))`);
    this.addSql(`alter table "site" add constraint "site_slug_from_sequence_unique" unique ("slug", "from_sequence")`);
    this.addSql(`create table "platform_grant" ("id" uuid not null, "site_id" uuid not null, "body_id" uuid not null, "sections" text[] null, "valid_from" timestamptz(3) not null, "valid_to" timestamptz(3) null, "granted_by" uuid not null, "granted_at" timestamptz(3) not null, "revoked_by" uuid null, "revoked_at" timestamptz(3) null, primary key ("id"))`);
    this.addSql(`create index "platform_grant_site_id_body_id_index" on "platform_grant" ("site_id", "body_id")`);
    this.keepTreeAcyclic();
  }

  /** A code has one level for ever and a parent stands strictly higher: then no chain of parents can return to itself. */
  private keepTreeAcyclic(): void {
    this.addSql(`create trigger "division_level_for_ever" before update or delete on "division_level" for each row execute function "refuse_change"()`);
    this.addSql(`create function "check_division_parent"() returns trigger language plpgsql as $$
      declare
        ranks constant text[] := array['CITY', 'DISTRICT', 'STREET'];
        own text := (select level from division_level where code = new.code);
        above text := (select level from division_level where code = new.parent_code);
      begin
        if own is distinct from new.level or array_position(ranks, own) is null then
          raise exception 'the level of division % is % for ever', new.code, own using errcode = 'check_violation';
        end if;
        if new.parent_code is not null and coalesce(array_position(ranks, above), 99) >= array_position(ranks, own) then
          raise exception 'the parent of division % does not stand above it', new.code using errcode = 'check_violation';
        end if;
        return null;
      end $$`);
    this.addSql(`create trigger "division_parent_above" after insert or update on "division" for each row execute function "check_division_parent"()`);
  }
}
