import { factJson } from '../read-catalogue.js';

/** The division and everything below it in the tree of sequence $1, each with the divisions passed on the way down. */
const below = `below as (
    select distinct division_code as upper, division_code as code, array[]::text[] as path from spoken
    union all
    select below.upper, d.code, below.path || below.code from below
    join division d on d.parent_code = below.code
      and d.from_sequence <= $1::bigint and (d.to_sequence is null or d.to_sequence > $1::bigint)
  )`;

/** The speaking division and those above it. */
const above = `above as (
    select code as reader, code, parent_code, level, 0 as height from division d
    where code in (select division_code from spoken)
      and d.from_sequence <= $1::bigint and (d.to_sequence is null or d.to_sequence > $1::bigint)
    union all
    select above.reader, d.code, d.parent_code, d.level, above.height + 1 from above
    join division d on d.code = above.parent_code
      and d.from_sequence <= $1::bigint and (d.to_sequence is null or d.to_sequence > $1::bigint)
  )`;

/** What the release of sequence $1 said: the divisions that spoke and of which items. */
const spoken = `spoken as (
    select distinct split_part(subject, '/', 1) as division_code, substr(subject, strpos(subject, '/') + 1) as item_code
    from ledger_entry where sequence = $1::bigint and kind = 'CATALOGUE_CHANGED'
  )`;

/** Every item that ended at sequence $1 with those under it, and the division that ended it. */
const ended = `ended as (
    select i.code, spoken.division_code as upper from spoken
    join catalogue_item i on i.code = spoken.item_code and i.to_sequence = $1::bigint
    union
    select i.code, ended.upper from ended join catalogue_item i on i.parent_code = ended.code
  )`;

/**
 * What a release changed above that somebody below had set for themselves before, and still does: $1 is its sequence.
 * One row for each field of an item that was changed, set anew or locked (not: unlocked, or given another reason), with
 * `own` the facts of the divisions below and `said` all that the speaking division and those above it say of the field at
 * $1. Of an item that ended the field is `applicability`, and `own` are the bases of those who keep it (R-I12).
 */
export const conflictsSql = `with recursive ${spoken}, ${below}, ${above}, ${ended}, moved as (
    select f.division_code, f.item_code, f.field, f.slot,
      jsonb_agg(jsonb_build_array(f.state, f.value)) filter (where f.from_sequence = $1::bigint) as began,
      jsonb_agg(jsonb_build_array(f.state, f.value)) filter (where f.to_sequence = $1::bigint) as ended
    from spoken join catalogue_fact f on f.item_code = spoken.item_code and f.division_code = spoken.division_code
    where f.from_sequence = $1::bigint or f.to_sequence = $1::bigint
    group by f.division_code, f.item_code, f.field, f.slot
  ), changed as (
    select distinct division_code as upper, item_code, field from moved
    where case slot when 'LOCK' then began is not null else began is distinct from ended end
      and not (field = 'applicability' and item_code in (select code from ended))
  ), overriding as (
    select changed.upper, changed.item_code, changed.field, f.id
    from changed
    join catalogue_fact f on f.item_code = changed.item_code and f.field = changed.field and f.slot = 'VALUE'
      and f.from_sequence < $1::bigint and f.to_sequence is null
    join below on below.upper = changed.upper and below.code = f.division_code and below.code <> below.upper
  ), holding as (
    select ended.upper, ended.code as item_code, 'applicability' as field, f.id
    from ended
    join catalogue_fact f on f.item_code = ended.code and f.field = 'bases' and f.slot <> 'LOCK'
      and jsonb_path_exists(f.value, '$[0]') and f.from_sequence < $1::bigint and f.to_sequence is null
    join below on below.upper = ended.upper and below.code = f.division_code and below.code <> below.upper
    where not exists (
      select 1 from catalogue_fact l where l.item_code = ended.code and l.field = 'bases' and l.slot = 'LOCK'
        and l.division_code = any(below.path)
        and l.from_sequence <= $1::bigint and (l.to_sequence is null or l.to_sequence > $1::bigint)
    )
  ), conflict as (
    select c.upper, c.item_code, c.field, jsonb_agg(${factJson} order by f.division_code, f.slot desc) as own
    from (select * from overriding union all select * from holding) c join catalogue_fact f on f.id = c.id
    group by c.upper, c.item_code, c.field
  )
  select c.upper as "upperDivision", c.item_code as "itemCode", c.field, c.own,
    c.item_code in (select code from ended) and c.field = 'applicability' as retired,
    (select jsonb_agg(jsonb_build_object('level', above.level, 'facts', coalesce(
        (select jsonb_agg(${factJson} order by f.slot desc) from catalogue_fact f
         where f.item_code = c.item_code and f.division_code = above.code and f.field = c.field
           and f.from_sequence <= $1::bigint and (f.to_sequence is null or f.to_sequence > $1::bigint)), '[]'::jsonb))
      order by above.height desc)
     from above where above.reader = c.upper) as said
  from conflict c order by c.item_code, c.field, c.upper`;

/** The items of the release, those that ended with all under them: held so that none changes while tasks are opened. */
export const holdItemsSql = `select 1 from catalogue_item where code in (
    with recursive ${spoken}, ${ended} select item_code from spoken union select code from ended
  ) order by code for share`;
