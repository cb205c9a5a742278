import type { Sql } from '../../../platform/db/sql.js';
import type { Tx } from '../../../platform/db/tx.js';

/** The items named and all groups above them. */
const lines = `line as (
    select i.code as item_code, i.code, i.parent_code, i.to_sequence from catalogue_item i where i.code = any($1::text[])
    union all
    select line.item_code, i.code, i.parent_code, i.to_sequence
    from line join catalogue_item i on i.code = line.parent_code
  )`;

/**
 * Which of these items stand in a branch that has ended by now: they or a group above them were retired. Nothing new is
 * put under them, even where somebody keeps one by a basis of their own (R-I12): what is added has its own basis, and
 * would bring back to everybody below what was ended. Codes of no item are in no branch. `ending`: items that are to
 * end.
 */
export async function inDeadBranch(
  db: Sql,
  itemCodes: readonly string[],
  ending: readonly string[] = [],
): Promise<ReadonlySet<string>> {
  const rows = await db.sql<{ code: string }>(
    `with recursive ${lines} select distinct item_code as code from line
     where to_sequence is not null or code = any($2::text[])`,
    [itemCodes, ending],
  );
  return new Set(rows.map(({ code }) => code));
}

/** These items and all groups above them. */
export async function branchesOf(db: Sql, itemCodes: readonly string[]): Promise<string[]> {
  const rows = await db.sql<{ code: string }>(`with recursive ${lines} select distinct code from line`, [itemCodes]);
  return rows.map(({ code }) => code);
}

/**
 * Keeps these items and the groups above them as they are until the transaction ends: what is asked next stays true.
 */
export async function holdBranches(tx: Tx, itemCodes: readonly string[]): Promise<void> {
  await tx.sql(
    `select 1 from catalogue_item where code in (with recursive ${lines} select code from line) order by code for share`,
    [itemCodes],
  );
}
