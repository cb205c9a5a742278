import type { Database } from '../../src/platform/db/database.js';

const tables = [
  'create schema plain',
  'create table plain.body (id uuid primary key, name text not null)',
  'create table plain.item (code text primary key, name text not null)',
  `create table plain.disclosure (id uuid primary key, index_no text not null, kind text not null, title text not null,
     summary text, html text, digest text not null, published_at timestamptz(3) not null,
     body_id uuid not null references plain.body (id), item_code text not null references plain.item (code))`,
  `insert into plain.body select id, name from public.body where to_sequence is null`,
  `insert into plain.item select item_code, value #>> '{}' from public.catalogue_fact
   where field = 'name' and to_sequence is null`,
];

const indexes = [
  'create index on plain.disclosure (body_id, published_at desc, id desc)',
  'create index on plain.disclosure (item_code)',
];

/** The same records in tables without versions, audiences and sequences: what every peer of the product reads. */
export async function fillPlainTables(db: Database): Promise<void> {
  for (const statement of tables) await db.sql(statement);
  await copyDisclosures(db);
  for (const statement of indexes) await db.sql(statement);
}

/** Brings the plain tables to what was published since: an earlier run of the bench leaves its publications behind. */
export async function copyDisclosures(db: Database): Promise<void> {
  await db.sql(
    `insert into plain.disclosure
     select disclosure_id, index_no, kind, title, summary, html, digest, first_published_at, lead_body_id, item_codes[1]
     from public.disclosure_version v
     where to_sequence is null and not exists (select 1 from plain.disclosure known where known.id = v.disclosure_id)
     order by first_published_at`,
  );
}
