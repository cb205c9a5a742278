import { Params } from '../../platform/db/params.js';
import type { Sql } from '../../platform/db/sql.js';
import type { DisclosureKind } from '../content/kinds/kind.js';
import type { View } from '../ledger/view.js';
import { placeView, visibleTo } from './visible.js';

/** How many disclosures of each kind the reader sees; a kind without any is absent. */
export async function countByKind(db: Sql, view: View): Promise<ReadonlyMap<DisclosureKind, number>> {
  const params = new Params();
  const rows = await db.sql<{ kind: DisclosureKind; total: number }>(
    `select v.kind, count(*)::int as total from disclosure_version v
     where ${visibleTo('v', placeView(view, params))} group by v.kind`,
    params.values,
  );
  return new Map(rows.map(({ kind, total }) => [kind, total]));
}
