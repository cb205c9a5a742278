import { Params } from '../../platform/db/params.js';
import type { Sql } from '../../platform/db/sql.js';
import type { Sequence } from '../ledger/sequence.js';
import { disclosureConditions, type DisclosureWhere } from './disclosure-where.js';

/** How many disclosures stand at the sequence under the conditions. */
export async function countDisclosures(db: Sql, where: DisclosureWhere, at: Sequence): Promise<number> {
  const params = new Params();
  const conditions = disclosureConditions(where, params, params.add(at));
  const [row] = await db.sql<{ total: number }>(
    `select count(*)::int as total from disclosure_version v where ${conditions.join(' and ')}`,
    params.values,
  );
  return row?.total ?? 0;
}
