import type { Sql } from '../../../platform/db/sql.js';
import { addDays, type CalendarDate, shanghaiDate } from '../../rules/calendar-date.js';
import { type Pack, parameterOf } from '../../rules/packs.js';

/** When the catalogue of a division was last gone through; where it never was, when its catalogue began. */
export interface LastReview {
  readonly divisionCode: string;
  readonly pack: string;
  readonly on: CalendarDate;
  readonly reviewed: boolean;
}

interface ReviewRow {
  code: string;
  pack: string;
  since: string;
  reviewed: string | null;
}

/** Of one division or of all that have a catalogue: one that they or somebody above them filled. */
export async function readLastReviews(db: Sql, divisionCode: string | null): Promise<LastReview[]> {
  const rows = await db.sql<ReviewRow>(
    `with recursive standing as (
       select code, parent_code, pack from division where to_sequence is null
     ), above as (
       select code, pack, code as upper, parent_code as next from standing where $1::text is null or code = $1
       union all
       select above.code, above.pack, standing.code, standing.parent_code from above join standing on standing.code = above.next
     ), begun as (
       select division_code, min(at) as at from catalogue_fact group by division_code
     )
     select above.code, above.pack, min(begun.at)::text as since,
       (select max(r.at)::text from catalogue_review r where r.division_code = above.code) as reviewed
     from above join begun on begun.division_code = above.upper
     group by above.code, above.pack order by above.code`,
    [divisionCode],
  );
  return rows.map(({ code, pack, since, reviewed }) => ({
    divisionCode: code,
    pack,
    on: shanghaiDate(new Date(reviewed ?? since)),
    reviewed: reviewed !== null,
  }));
}

/** The day by which the catalogue is to be gone through again (CAT-19); null where the pack asks for none. */
export function nextReview(pack: Pack, last: Pick<LastReview, 'on'>): CalendarDate | null {
  const every = parameterOf(pack, 'catalogue.reviewEvery');
  return every === null ? null : addDays(last.on, every.value.days);
}
