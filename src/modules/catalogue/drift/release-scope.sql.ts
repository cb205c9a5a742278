/** What the release of sequence $1 said: the divisions that spoke and of which items. */
const spoken = `spoken as (
    select distinct split_part(subject, '/', 1) as division_code, substr(subject, strpos(subject, '/') + 1) as item_code
    from ledger_entry where sequence = $1::bigint and kind = 'CATALOGUE_CHANGED'
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

/** The division and everything below it in the tree of sequence $1, each with all that stand above it, root first. */
const below = `below as (
    select speaker.code as upper, speaker.code as code, array(
        select a.code from above a where a.reader = speaker.code and a.height > 0 order by a.height desc
      ) as path
    from (select distinct division_code as code from spoken) speaker
    union all
    select below.upper, d.code, below.path || below.code from below
    join division d on d.parent_code = below.code
      and d.from_sequence <= $1::bigint and (d.to_sequence is null or d.to_sequence > $1::bigint)
  )`;

/** Every item that ended at sequence $1 with those under it, and the division that ended it. */
const ended = `ended as (
    select i.code, spoken.division_code as upper from spoken
    join catalogue_item i on i.code = spoken.item_code and i.to_sequence = $1::bigint
    union
    select i.code, ended.upper from ended join catalogue_item i on i.parent_code = ended.code
  )`;

/** Whom and what the release of sequence $1 can concern; what follows joins these. */
export const releaseScope = `${spoken}, ${above}, ${below}, ${ended}`;

/** The items of the release, those that ended with all under them: held so that none changes while tasks are opened. */
export const holdItemsSql = `select 1 from catalogue_item where code in (
    with recursive ${spoken}, ${ended} select item_code from spoken union select code from ended
  ) order by code for share`;
