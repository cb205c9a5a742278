/**
 * SQL for rows of `disclosure_version` (and `disclosure_relation`) that stand at a sequence. `row` is an alias,
 * `at` the place of a bigint parameter. What was withdrawn stands at none.
 */
export function visibleAt(row: string, at: string): string {
  return `${row}.withdrawn_sequence is null and ${row}.from_sequence <= ${at}::bigint
    and (${row}.to_sequence is null or ${row}.to_sequence > ${at}::bigint)`;
}

/**
 * The validity of a version at the sequence: repealed and amended by documents that stand there, the rest by its own
 * dates against the calendar date of that release, so that it is the same on every path at the same sequence.
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
    and pointing.type = '${type}' and ${visibleAt('pointing', at)})`;
}

function releaseDate(at: string): string {
  return `(select (entry.at at time zone 'Asia/Shanghai')::date from ledger_entry entry
    where entry.sequence = ${at}::bigint and entry.ordinal = 1)`;
}
