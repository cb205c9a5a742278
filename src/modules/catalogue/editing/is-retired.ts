import type { Sql } from '../../../platform/db/sql.js';
import type { Division } from '../../jurisdictions/directory.js';

export interface Holding {
  readonly itemCode: string;
  /** The divisions of the chain that state a basis of their own. */
  readonly basisDivisions: readonly string[];
}

/**
 * Whether an item has ended for the last division of the chain: it or a group above it was retired, and no division
 * below the one that retired it holds a basis of its own (R-I12).
 */
export async function isRetired(tx: Sql, chain: readonly Division[], holding: Holding): Promise<boolean> {
  const ended = await tx.sql<{ definedAt: string }>(
    `with recursive line as (
       select parent_code, defined_at, to_sequence from catalogue_item where code = $1
       union all
       select above.parent_code, above.defined_at, above.to_sequence
       from catalogue_item above join line on above.code = line.parent_code
     )
     select defined_at as "definedAt" from line where to_sequence is not null`,
    [holding.itemCode],
  );
  const depthOf = (code: string): number => chain.findIndex((division) => division.code === code);
  const end = Math.max(-1, ...ended.map((row) => depthOf(row.definedAt)));
  const held = Math.max(-1, ...holding.basisDivisions.map(depthOf));
  return end >= 0 && held <= end;
}
