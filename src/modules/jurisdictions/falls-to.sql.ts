import { chainSql } from './division-scopes.js';

/** Governments of divisions, as the directory knows them. */
const governmentKinds = `('GOVERNMENT', 'SUBDISTRICT_OFFICE', 'TOWN_GOVERNMENT')`;

/**
 * Id of the government that the functions of an ended body fall to, where nobody had taken them over by a day: that of
 * its division, else of the nearest above, as it stood on the first day without the body. No row where somebody had.
 * `body`: an alias with `id`, `valid_to` and `division_code`; `day`: a date.
 */
export function fallsToSql(body: string, day: string): string {
  return `(
    with recursive ${chainSql(`${body}.division_code`)}
    select g.id from chain
    join body g on g.division_code = chain.code and g.to_sequence is null and g.kind in ${governmentKinds}
      and (g.valid_from is null or g.valid_from <= ${body}.valid_to + 1) and (g.valid_to is null or g.valid_to > ${body}.valid_to)
    where not exists (
      select 1 from body_succession taken where taken.predecessor_id = ${body}.id and taken.to_sequence is null
        and taken.effective_on > ${body}.valid_to and taken.effective_on <= ${day}
    )
    order by chain.height, g.position, g.slug limit 1
  )`;
}
