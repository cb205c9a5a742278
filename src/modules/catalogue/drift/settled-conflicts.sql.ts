import { releaseScope } from './release-scope.sql.js';
import { countsAsBasis, weighed } from './undecided.sql.js';

const chain = '(w.path || w.division_code)';

/** The open tasks about what a release spoke of, of the speaking division and those below it. */
const asked = `concerned as (
    select division_code as upper, item_code from spoken union select upper, code from ended
  ), asked as (
    select distinct c.item_code, task_field.name as field, f.division_code, below.path, t.subject,
      coalesce((t.details ->> 'retired')::boolean, false) as retired
    from concerned c
    join catalogue_fact f on f.item_code = c.item_code and f.slot <> 'LOCK'
      and (f.to_sequence is null or f.to_sequence = $1::bigint)
    join below on below.upper = c.upper and below.code = f.division_code
    cross join lateral (values (f.field), ('applicability')) task_field(name)
    join task t on t.kind = 'CATALOGUE_CONFLICT' and t.state = 'OPEN'
      and t.subject = f.division_code || '/' || c.item_code || '/' || task_field.name
  )`;

/** Each item with the groups above it that have ended. */
const line = `line as (
    select distinct i.code as item_code, i.parent_code, i.defined_at, i.to_sequence is not null as ended
    from catalogue_item i where i.code in (select item_code from asked)
    union all
    select line.item_code, i.parent_code, i.defined_at, i.to_sequence is not null
    from line join catalogue_item i on i.code = line.parent_code
  )`;

/** Nobody below the division that ended the item, or a group above it, states a basis that would keep it. */
const over = `exists (
      select 1 from line where line.item_code = w.item_code and line.ended and not exists (
        select 1 from catalogue_fact b where b.item_code = w.item_code and ${countsAsBasis(chain)}
          and array_position(${chain}, b.division_code) > array_position(${chain}, line.defined_at)
      )
    )`;

/** The division itself states a basis that keeps the item. */
const keeps = `exists (
      select 1 from catalogue_fact b where b.item_code = w.item_code and b.division_code = w.division_code
        and ${countsAsBasis(chain)}
    )`;

/**
 * Open conflicts that nobody has to decide any longer, as all stands now, after the release of sequence $1: ENDED where
 * the item is over for the division, LIFTED where what was said above is gone.
 */
export const settledConflictsSql = `with recursive ${releaseScope}, ${asked}, ${weighed}, ${line}, settled as (
    select w.subject, case when ${over} then 'ENDED'
      when case when w.retired then ${keeps} else w.undecided end then null
      else 'LIFTED' end as outcome
    from weighed w
  )
  select subject, outcome from settled where outcome is not null order by subject`;
