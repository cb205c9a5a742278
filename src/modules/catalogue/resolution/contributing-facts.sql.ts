import { factJson, itemColumns } from '../read-catalogue.js';

/** The item with its ancestors and descendants: all that its resolution can depend on. */
const familyOf = `family as (
    (with recursive upper as (
      select code, parent_code from catalogue_item where code = $6::text
      union select up.code, up.parent_code from catalogue_item up join upper on up.code = upper.parent_code
    ), lower as (
      select code from catalogue_item where code = $6::text
      union select down.code from catalogue_item down join lower on down.parent_code = lower.code
    ) select code from upper union select code from lower)
  ),`;

/** Facts of few items are found by the index of their items. */
const ofFamily = 'and f.item_code = any(array(select code from item)) and f.division_code = any($2::text[])';

/** From what the chain says to what contributes: locks first, then the merge of each field. */
const contributing = (single: boolean): string => `said as (
    select f.*, chain.depth,
      min(chain.depth) filter (where f.slot = 'LOCK') over (partition by f.item_code, f.field) as lock_depth
    from catalogue_fact f
    join item on item.code = f.item_code
    join chain on chain.code = f.division_code and chain.depth >= item.defined_depth
    where f.from_sequence <= $1::bigint and (f.to_sequence is null or f.to_sequence > $1::bigint)
      ${single ? ofFamily : ''}
  ), standing as (
    select said.*, merging.kind,
      max(depth) filter (where slot = 'VALUE') over merged as value_depth,
      bool_or(slot = 'VALUE' and state = 'SUPPRESS') over merged as suppressed
    from said join merging on merging.field = said.field
    where lock_depth is null or depth <= lock_depth
    window merged as (partition by item_code, said.field)
  ), contributing as (
    select * from standing where slot = 'LOCK' or case kind
      when 'NEAREST' then slot = 'VALUE' and depth = value_depth
      when 'APPEND_UPPER_FIRST' then
        (slot = 'VALUE' and depth = value_depth) or (slot = 'APPEND' and depth >= coalesce(value_depth, 0))
      when 'UNION' then true
      when 'STRICTEST' then slot = 'VALUE'
      when 'SUPPRESSED_BELOW' then
        slot = 'VALUE' and case when suppressed then state = 'SUPPRESS' else depth = value_depth end
    end
  )`;

/** What the division knows of, what it lists, and what is retired for it. */
const sight = `summary as (
    select item_code,
      bool_or(field = 'levels' and slot = 'VALUE' and coalesce(value ? (select level from here), false)) as flagged,
      max(depth) filter (where field = 'bases' and slot <> 'LOCK' and jsonb_path_exists(value, '$[0]')) as held_depth
    from contributing group by item_code
  ), path as (
    select code, code as above, parent_code as next from item
    union all
    select path.code, item.code, item.parent_code from path join item on item.code = path.next
  ), ending as (
    select path.code, max(item.defined_depth) as ended_depth
    from path join item on item.code = path.above where item.ended group by path.code
  ), state as (
    select item.code, coalesce(summary.flagged, false) as flagged,
      ending.ended_depth is not null and coalesce(summary.held_depth, 0) <= ending.ended_depth as retired
    from item left join summary on summary.item_code = item.code left join ending on ending.code = item.code
  ), sight as (
    select path.above as code, bool_or(state.flagged and not state.retired) as listed
    from path join state on state.code = path.code
    group by path.above having bool_or(state.flagged)
  )`;

/**
 * The set-based resolver, independent of the one in memory: which facts contribute to what a division sees, after locks,
 * chain and level rules. Parameters: $1 sequence, $2 codes of the chain (root first) and $3 their levels, $4 fields and
 * $5 their merge kinds, with `single` $6 an item code. One row for each item the division knows: the columns of
 * `itemOf`, `listed`, `retired`, and `facts` as JSON in merge order. With `single` also the item's children.
 */
export function contributingFactsSql(single: boolean): string {
  return `with recursive ${single ? familyOf : ''}
  chain as (
    select code, level, depth::int from unnest($2::text[], $3::text[]) with ordinality as c(code, level, depth)
  ), here as (
    select level from chain order by depth desc limit 1
  ), merging as (
    select field, kind from unnest($4::text[], $5::text[]) as m(field, kind)
  ), item as (
    select i.*, chain.depth as defined_depth, coalesce(i.to_sequence <= $1::bigint, false) as ended
    from catalogue_item i join chain on chain.code = i.defined_at
    where i.from_sequence <= $1::bigint ${single ? 'and i.code = any(array(select code from family))' : ''}
  ), ${contributing(single)}, ${sight}, gathered as (
    select f.item_code, jsonb_agg(${factJson} order by f.slot = 'LOCK', f.depth, f.slot desc) as facts
    from contributing f group by f.item_code
  )
  select ${itemColumns}, sight.listed, state.retired, coalesce(gathered.facts, '[]'::jsonb) as facts
  from item i
  join sight on sight.code = i.code
  join state on state.code = i.code
  left join gathered on gathered.item_code = i.code
  ${single ? 'where i.code = $6::text or i.parent_code = $6::text' : ''}`;
}
