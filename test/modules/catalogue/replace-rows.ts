import type { Sql } from '../../../src/platform/db/sql.js';
import type { Rows } from './arbitrary-catalogue.js';

/** Puts the rows in place of all others, past every verb: for resolvers only. Every fact has a reason of its own. */
export async function replaceRows(db: Sql, rows: Rows): Promise<void> {
  await db.sql('delete from catalogue_fact');
  await db.sql('delete from catalogue_item');
  await db.sql(
    `insert into catalogue_item (code, parent_code, defined_at, category, tier, is_leaf, identifier, field, position, local, from_sequence, to_sequence)
     select code, parent_code, defined_at, 'KEY_WORK', number, is_leaf, code, null, position, local, from_sequence, to_sequence
     from rows from (jsonb_to_recordset($1::jsonb) as (code text, parent_code text, defined_at text, is_leaf boolean, position int, local boolean, from_sequence bigint, to_sequence bigint))
       with ordinality as i(code, parent_code, defined_at, is_leaf, position, local, from_sequence, to_sequence, number)`,
    [JSON.stringify(rows.items)],
  );
  await db.sql(
    `insert into catalogue_fact (id, item_code, division_code, field, slot, state, value, reason, basis, rule, approver, account_id, at, from_sequence, to_sequence)
     select gen_random_uuid(), item_code, division_code, field, slot, state, value, 'why ' || number, null, 'R-X', null, gen_random_uuid(), timestamptz '2026-03-02 09:00+08' + from_sequence * interval '1 minute', from_sequence, to_sequence
     from rows from (jsonb_to_recordset($1::jsonb) as (item_code text, division_code text, field text, slot text, state text, value jsonb, from_sequence bigint, to_sequence bigint))
       with ordinality as f(item_code, division_code, field, slot, state, value, from_sequence, to_sequence, number)`,
    [JSON.stringify(rows.facts)],
  );
}
