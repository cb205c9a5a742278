import { factJson } from '../read-catalogue.js';

/**
 * All that decides what the releases of the sequences $1 changed, in one row of JSON lists: `spoken` their entries, `moved`
 * the fields of which a fact began or ended, `items` with `facts`, and the tree of the `divisions`; the last three with the sequences
 * from which and up to which they hold. Items are those that were spoken of with what stands above and below them (who sees
 * an item below sees what is above it); where it may have changed who sees one (it began or ended, its levels changed, or
 * a basis where something ended) its whole family.
 */
export const releaseRowsSql = `with recursive asked as (
    select sequence from unnest($1::bigint[]) as a(sequence)
  ), span as (
    select min(sequence) as first, max(sequence) as last from asked
  ), spoken as (
    select distinct e.sequence, split_part(e.subject, '/', 1) as division_code,
      substr(e.subject, strpos(e.subject, '/') + 1) as item_code
    from asked join ledger_entry e using (sequence) where e.kind = 'CATALOGUE_CHANGED'
  ), moved as (
    select distinct s.sequence, f.item_code, f.field
    from spoken s join catalogue_fact f on f.item_code = s.item_code and f.division_code = s.division_code
    where f.from_sequence = s.sequence or f.to_sequence = s.sequence
  ), line as (
    select code as start, code, parent_code, to_sequence from catalogue_item where code = any(array(select item_code from spoken))
    union
    select line.start, up.code, up.parent_code, up.to_sequence from line join catalogue_item up on up.code = line.parent_code
  ), sighted as (
    select s.sequence, s.item_code from spoken s join catalogue_item i on i.code = s.item_code
    where i.from_sequence = s.sequence or i.to_sequence = s.sequence
    union
    select m.sequence, m.item_code from moved m
    where m.field = 'levels' or m.field = 'bases' and exists (
      select 1 from line where line.start = m.item_code and line.to_sequence <= m.sequence)
  ), family as (
    select code from line where code = start or start in (select item_code from sighted)
    union
    select i.code from family join catalogue_item i on i.parent_code = family.code
  ), needed as (
    select code from family union select code from line
  )
  select
    (select jsonb_agg(jsonb_build_object('sequence', sequence::text, 'divisionCode', division_code, 'itemCode', item_code,
       'sighted', exists (select 1 from sighted x where x.sequence = s.sequence and x.item_code = s.item_code)))
     from spoken s) as spoken,
    (select jsonb_agg(jsonb_build_object('sequence', sequence::text, 'itemCode', item_code, 'field', field)) from moved) as moved,
    (select jsonb_agg(jsonb_build_object('code', code, 'parent_code', parent_code, 'defined_at', defined_at,
       'category', category, 'tier', tier, 'is_leaf', is_leaf, 'identifier', identifier, 'field', field,
       'position', position, 'local', local, 'from', from_sequence::text, 'to', to_sequence::text))
     from catalogue_item where code = any(array(select code from needed))) as items,
    (select jsonb_agg(${factJson} || jsonb_build_object('to', f.to_sequence::text) order by f.slot desc)
     from catalogue_fact f, span where f.item_code = any(array(select code from needed))
       and f.from_sequence <= span.last and (f.to_sequence is null or f.to_sequence >= span.first)) as facts,
    (select json_agg(json_build_array(code, level, parent_code, d.from_sequence::text, d.to_sequence::text))
     from division d, span where d.from_sequence <= span.last and (d.to_sequence is null or d.to_sequence > span.first)
       and exists (select 1 from spoken)) as divisions`;
