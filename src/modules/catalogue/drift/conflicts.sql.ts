import { factJson } from '../read-catalogue.js';
import { releaseScope } from './release-scope.sql.js';
import { countsAsBasis, weighed } from './undecided.sql.js';

/** The fields of items that the release moved: what it set anew, locked or unlocked (not: gave another reason). */
const touched = `moved as (
    select f.division_code, f.item_code, f.field, f.slot,
      jsonb_agg(jsonb_build_array(f.state, f.value)) filter (where f.from_sequence = $1::bigint) as began,
      jsonb_agg(jsonb_build_array(f.state, f.value)) filter (where f.to_sequence = $1::bigint) as ended
    from spoken join catalogue_fact f on f.item_code = spoken.item_code and f.division_code = spoken.division_code
    where f.from_sequence = $1::bigint or f.to_sequence = $1::bigint
    group by f.division_code, f.item_code, f.field, f.slot
  ), touched as (
    select distinct division_code as upper, item_code, field from moved
    where began is distinct from ended and not (field = 'applicability' and item_code in (select code from ended))
  )`;

/** Who below had set or added to such a field before, and still does. */
const asked = `asked as (
    select distinct touched.upper, touched.item_code, touched.field, f.division_code, below.path
    from touched
    join catalogue_fact f on f.item_code = touched.item_code and f.field = touched.field and f.slot <> 'LOCK'
      and f.from_sequence < $1::bigint and f.to_sequence is null
    join below on below.upper = touched.upper and below.code = f.division_code and below.code <> below.upper
  )`;

/** Who keeps an item that ended, by a basis of their own. */
const holding = `holding as (
    select distinct ended.upper, ended.code as item_code, b.division_code
    from ended
    join catalogue_fact b on b.item_code = ended.code and b.from_sequence < $1::bigint
    join below on below.upper = ended.upper and below.code = b.division_code and below.code <> below.upper
    where ${countsAsBasis('(below.path || below.code)')}
  )`;

/**
 * What a release changed above that somebody below had set for themselves before, and has to decide about still: $1 is
 * its sequence. One row for each field of an item and each such division, with `own` its facts and `said` all that the
 * speaking division and those above it say of the field at $1. Of an item that ended the field is `applicability`, and
 * `own` are the bases by which the division keeps it (R-I12).
 */
export const conflictsSql = `with recursive ${releaseScope}, ${touched}, ${asked}, ${weighed}, ${holding}, conflict as (
    select upper, item_code, field, division_code, field as own_field, locked, false as retired from weighed where undecided
    union all
    select upper, item_code, 'applicability', division_code, 'bases', false, true from holding
  )
  select c.upper as "upperDivision", c.item_code as "itemCode", c.field, c.division_code as "divisionCode", c.locked,
    c.retired,
    (select jsonb_agg(${factJson} order by f.slot desc) from catalogue_fact f
      where f.item_code = c.item_code and f.division_code = c.division_code and f.field = c.own_field
        and f.slot <> 'LOCK' and f.to_sequence is null) as own,
    (select jsonb_agg(jsonb_build_object('level', above.level, 'facts', coalesce(
        (select jsonb_agg(${factJson} order by f.slot desc) from catalogue_fact f
         where f.item_code = c.item_code and f.division_code = above.code and f.field = c.field
           and f.from_sequence <= $1::bigint and (f.to_sequence is null or f.to_sequence > $1::bigint)), '[]'::jsonb))
      order by above.height desc)
     from above where above.reader = c.upper) as said
  from conflict c order by c.item_code, c.field, c.upper, c.division_code`;
