/** The facts of one slot of `h` that ended as it began, or began as it ended. */
const sameSlot = (other: string): string =>
  `${other}.item_code = h.item_code and ${other}.division_code = h.division_code and ${other}.field = h.field
        and ${other}.slot = h.slot`;

/** The upper fact `h` said something else than before, or was taken back, after the division had decided. */
const movedSince = `(h.from_sequence > decided.until and not exists (
        select 1 from catalogue_fact p where ${sameSlot('p')} and p.to_sequence = h.from_sequence
          and (p.state, p.value) is not distinct from (h.state, h.value)
      )) or (h.to_sequence > decided.until and not exists (
        select 1 from catalogue_fact n where ${sameSlot('n')} and n.from_sequence = h.to_sequence
      ))`;

/** Two entries of a list that cannot both count; ticks of the same channel can. */
const sameEntry = `case asked.field
        when 'elements' then own.entry ->> 'id' = upper.entry ->> 'id'
        when 'bases' then (own.entry ->> 'title', own.entry ->> 'docNo', own.entry ->> 'clause')
          is not distinct from (upper.entry ->> 'title', upper.entry ->> 'docNo', upper.entry ->> 'clause')
        else false
      end`;

const entries = (fact: string): string => `jsonb_path_query(${fact}.value, '$[*]')`;

/** An own addition stands above now, in words that came there after the division had decided. */
const collides = `exists (
      select 1 from catalogue_fact a cross join lateral ${entries('a')} as own(entry)
      join catalogue_fact u on u.item_code = a.item_code and u.field = a.field and u.slot <> 'LOCK'
        and u.division_code = any(asked.path) and u.to_sequence is null
      cross join lateral ${entries('u')} as upper(entry)
      join catalogue_fact h on h.item_code = u.item_code and h.division_code = u.division_code and h.field = u.field
        and h.slot = u.slot and h.from_sequence > decided.until
      where a.item_code = asked.item_code and a.division_code = asked.division_code and a.field = asked.field
        and a.slot = 'APPEND' and a.to_sequence is null and ${sameEntry}
        and upper.entry in (select ${entries('h')})
        and not exists (
          select 1 from catalogue_fact p where ${sameSlot('p')} and p.to_sequence = h.from_sequence
            and upper.entry in (select ${entries('p')})
        )
    )`;

/**
 * Whether each division of `asked` (item_code, field, division_code, path) has something to decide about what it says
 * itself, as all stands now: a lock above, or where none holds its value back, another value above; or an addition that
 * is stated above too. What came before it last spoke or decided is settled. Adds `locked` and `undecided`.
 */
export const weighed = `weighed as (
    select asked.*, lock.stands as locked,
      case when lock.stands then lock.undecided else coalesce(decided.valued and exists (
        select 1 from catalogue_fact h
        where h.item_code = asked.item_code and h.field = asked.field and h.slot <> 'LOCK'
          and h.division_code = any(asked.path) and (${movedSince})
      ), false) or ${collides} end as undecided
    from asked
    cross join lateral (
      select bool_or(o.slot = 'VALUE') as valued, greatest(max(o.from_sequence), (
          select max(t.opened_sequence) from task t
          where t.kind = 'CATALOGUE_CONFLICT' and t.state <> 'OPEN'
            and t.subject = asked.division_code || '/' || asked.item_code || '/' || asked.field
        )) as until
      from catalogue_fact o
      where o.item_code = asked.item_code and o.field = asked.field and o.division_code = asked.division_code
        and o.slot <> 'LOCK' and o.to_sequence is null
    ) decided
    cross join lateral (
      select count(*) > 0 as stands, coalesce(bool_or(l.from_sequence > decided.until), false) as undecided
      from catalogue_fact l
      where l.item_code = asked.item_code and l.field = asked.field and l.slot = 'LOCK' and l.to_sequence is null
        and l.division_code = any(asked.path)
    ) lock
  )`;

/**
 * The fact `b` states a basis that counts at the last division of `chain` (an SQL array, root first): not empty, and no
 * division above the one that states it locks the bases.
 */
export const countsAsBasis = (
  chain: string,
): string => `b.field = 'bases' and b.slot <> 'LOCK' and b.to_sequence is null
        and jsonb_path_exists(b.value, '$[0]') and b.division_code = any(${chain}) and not exists (
          select 1 from catalogue_fact l where l.item_code = b.item_code and l.field = 'bases' and l.slot = 'LOCK'
            and l.to_sequence is null
            and array_position(${chain}, l.division_code) < array_position(${chain}, b.division_code)
        )`;
