import type { Database } from '../../src/platform/db/database.js';

const statements = [
  'create schema plain',
  'create table plain.body (id uuid primary key, name text not null)',
  'create table plain.item (code text primary key, name text not null)',
  `create table plain.disclosure (id uuid primary key, index_no text not null, kind text not null, title text not null,
     summary text, html text, digest text not null, published_at timestamptz(3) not null,
     body_id uuid not null references plain.body (id), item_code text not null references plain.item (code))`,
  `insert into plain.body select id, name from public.body where to_sequence is null`,
  `insert into plain.item select item_code, value #>> '{}' from public.catalogue_fact
   where field = 'name' and to_sequence is null`,
  `insert into plain.disclosure
   select disclosure_id, index_no, kind, title, summary, html, digest, first_published_at, lead_body_id, item_codes[1]
   from public.disclosure_version where to_sequence is null order by first_published_at`,
  'create index on plain.disclosure (body_id, published_at desc, id desc)',
  'create index on plain.disclosure (item_code)',
];

/** The same records in tables without versions, audiences and sequences: what every peer of the product reads. */
export async function fillPlainTables(db: Database): Promise<void> {
  for (const statement of statements) await db.sql(statement);
}
