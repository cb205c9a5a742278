import { Migration } from '@mikro-orm/migrations';

/** How the information of a draft came to be; what was drafted before is its body's own, as it was taken to be. */
export class Migration0011ContentOrigins extends Migration {
  override up(): void {
    this.addSql(`alter table "draft" add column "origin" text not null default 'MADE', add column "source_kind" text null, add column "source_name" text null, add column "source_copy" jsonb null, add column "co_maker_ids" text[] not null default '{}', add column "lead_body_id" uuid null`);
    this.addSql(`alter table "draft" alter column "origin" drop default, alter column "co_maker_ids" drop default`);
  }
}
