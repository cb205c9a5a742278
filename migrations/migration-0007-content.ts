import { Migration } from '@mikro-orm/migrations';

/** Drafts, what reviewers said of them, and how often the office check sent one back. */
export class Migration0007Content extends Migration {
  override up(): void {
    this.addSql(`create table "draft" ("id" uuid not null, "kind" text not null, "body_id" uuid not null, "division_code" text not null, "origin_body_id" uuid not null, "item_codes" text[] not null, "title" text not null, "summary" text null, "keywords" text[] not null, "html" text null, "text" text null, "fields" jsonb not null, "elements" jsonb not null, "attachments" jsonb not null, "relations" jsonb not null, "formed_at" date null, "changed_at" date null, "issued_at" date null, "language" text not null, "attribute_proposed" text null, "attribute_reason" text null, "attribute_decided" text null, "attribute_decided_by" uuid null, "attribute_decision_reason" text null, "mode" text not null, "state" text not null, "review_round" int not null, "revision" int not null, "corrects_id" uuid null, "correction_reason" text null, "released_disclosure_id" uuid null, "released_version" int null, "author_ids" text[] not null, "created_by" uuid not null, "created_at" timestamptz(3) not null, "updated_by" uuid not null, "updated_at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`create index "draft_body_id_updated_at_index" on "draft" ("body_id", "updated_at")`);
    this.addSql(`create index "draft_division_code_updated_at_index" on "draft" ("division_code", "updated_at")`);
    this.addSql(`create table "review_opinion" ("id" uuid not null, "draft_id" uuid not null, "round" int not null, "stage" text not null, "reviewer_id" uuid not null, "verdict" text not null, "aspects" jsonb not null, "opinion" text not null, "revision" int not null, "at" timestamptz(3) not null, "void" boolean not null, primary key ("id"))`);
    this.addSql(`create index "review_opinion_draft_id_round_index" on "review_opinion" ("draft_id", "round")`);
    this.addSql(`create function "refuse_opinion_change"() returns trigger language plpgsql as $$ begin if tg_op = 'UPDATE' and not old."void" and new."void" and to_jsonb(old) - 'void' = to_jsonb(new) - 'void' then return new; end if; raise exception 'opinions are kept for ever' using errcode = 'restrict_violation'; end $$`);
    this.addSql(`create trigger "review_opinion_kept" before update or delete on "review_opinion" for each row execute function "refuse_opinion_change"()`);
    this.addSql(`create table "draft_return" ("id" uuid not null, "draft_id" uuid not null, "rule" text not null, "reason" text not null, "at" timestamptz(3) not null, primary key ("id"))`);
    this.addSql(`create index "draft_return_draft_id_index" on "draft_return" ("draft_id")`);
    this.addSql(`create index "draft_return_rule_at_index" on "draft_return" ("rule", "at")`);
  }
}
