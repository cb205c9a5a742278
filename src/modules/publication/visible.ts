import type { Params } from '../../platform/db/params.js';
import { forAudience, type View } from '../ledger/view.js';

/** The view of a statement with its parameters: `at` is the place of its sequence. */
export interface PlacedView {
  readonly at: string;
  /** SQL for rows that the reader may see, by their `audience_ids`; `row` is an alias. */
  readonly forReader: (row: string) => string;
}

export function placeView(view: View, params: Params): PlacedView {
  return { at: params.add(view.at), forReader: (row) => forAudience(row, view, params) };
}

/** SQL for rows of `disclosure_version` that the reader sees; `row` is an alias. */
export function visibleTo(row: string, view: PlacedView): string {
  return `${standsAt(row, view.at)} and ${view.forReader(row)}`;
}

/**
 * SQL for rows of `disclosure_version` and `disclosure_relation` that stand at a sequence, for whoever they are.
 * `at` is the place of a bigint parameter. What was withdrawn stands at none.
 */
function standsAt(row: string, at: string): string {
  return `${row}.withdrawn_sequence is null and ${row}.from_sequence <= ${at}::bigint
    and (${row}.to_sequence is null or ${row}.to_sequence > ${at}::bigint)`;
}

/**
 * The validity of a version at the sequence: repealed and amended by documents that stand there, the rest by its own
 * dates against the calendar date of that release, so that it is the same on every path at the same sequence. It is
 * the same for every reader too: what repeals or amends is for the same audience as what it points to.
 */
export function validityAt(row: string, at: string): string {
  return `case when ${pointedAt(row, 'REPEALS', at)} then 'REPEALED'
    when ${row}.effective_to < ${releaseDate(at)} then 'LAPSED'
    when ${row}.effective_from > ${releaseDate(at)} then 'NOT_YET'
    when ${pointedAt(row, 'AMENDS', at)} then 'AMENDED'
    else 'IN_FORCE' end`;
}

function pointedAt(row: string, type: 'REPEALS' | 'AMENDS', at: string): string {
  return `exists (select 1 from disclosure_relation pointing where pointing.target_id = ${row}.disclosure_id
    and pointing.type = '${type}' and ${standsAt('pointing', at)})`;
}

function releaseDate(at: string): string {
  return `(select (entry.at at time zone 'Asia/Shanghai')::date from ledger_entry entry
    where entry.sequence = ${at}::bigint and entry.ordinal = 1)`;
}
