import { Params } from '../../platform/db/params.js';
import type { Sql } from '../../platform/db/sql.js';
import type { View } from '../ledger/view.js';
import { disclosureConditions, type DisclosureWhere } from './disclosure-where.js';
import { placeView } from './visible.js';

/** How many disclosures the reader sees under the conditions. */
export async function countDisclosures(db: Sql, where: DisclosureWhere, view: View): Promise<number> {
  const params = new Params();
  const conditions = disclosureConditions(where, params, placeView(view, params));
  const [row] = await db.sql<{ total: number }>(
    `select count(*)::int as total from disclosure_version v where ${conditions.join(' and ')}`,
    params.values,
  );
  return row?.total ?? 0;
}
