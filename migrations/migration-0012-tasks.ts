import { Migration } from '@mikro-orm/migrations';

/** What somebody must do: opened once for each cause, and at most one of a kind at a time for each subject. */
export class Migration0012Tasks extends Migration {
  override up(): void {
    this.addSql(`create table "task" ("id" uuid not null, "kind" text not null, "subject" text not null, "cause" text not null, "division_code" text not null, "body_id" uuid null, "due_date" date null, "why" jsonb null, "details" jsonb not null, "state" text not null, "opened_at" timestamptz(3) not null, "opened_sequence" bigint null, "closed_at" timestamptz(3) null, "closed_by" uuid null, "outcome" text null, "evidence" text null, primary key ("id"))`);
    this.addSql(`alter table "task" add constraint "task_kind_subject_cause_unique" unique ("kind", "subject", "cause")`);
    this.addSql(`create unique index "task_open" on "task" ("kind", "subject") where state = 'OPEN'`);
    this.addSql(`create index "task_division_code_opened_at_id_index" on "task" ("division_code", "opened_at", "id")`);
  }
}
