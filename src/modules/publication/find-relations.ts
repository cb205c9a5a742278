import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { RelationType } from '../content/kinds/kind.js';
import { Params } from '../../platform/db/params.js';
import type { View } from '../ledger/view.js';
import { placeView, visibleTo } from './visible.js';

export interface RelationRow {
  readonly type: RelationType;
  /** True when the other side declared it. */
  readonly incoming: boolean;
  /** Id of the other disclosure, which may be withdrawn when it is the one pointed at. */
  readonly otherId: string;
}

/**
 * The relations of each disclosure that the reader sees, its own first, then in order of publication. One is for whom
 * the disclosure is that declares it, and what it points to is for no fewer.
 */
export async function findRelations(db: Sql, ids: readonly string[], view: View): Promise<Map<string, RelationRow[]>> {
  const params = new Params();
  const placed = placeView(view, params);
  const wanted = params.add(ids.filter(isUuid));
  const rows = await db.sql<RelationRow & { id: string }>(
    `select id, type, incoming, other_id as "otherId" from (
       select r.source_id as id, r.type, false as incoming, r.target_id as other_id, r.from_sequence
       from disclosure_relation r where r.source_id = any(${wanted}::uuid[]) and ${visibleTo('r', placed)}
       union all
       select r.target_id, r.type, true, r.source_id, r.from_sequence
       from disclosure_relation r where r.target_id = any(${wanted}::uuid[]) and ${visibleTo('r', placed)}
     ) both_sides order by id, incoming, from_sequence, type, other_id`,
    params.values,
  );
  const relations = new Map<string, RelationRow[]>();
  for (const { id, type, incoming, otherId } of rows) {
    const known = relations.get(id) ?? [];
    known.push({ type, incoming, otherId });
    relations.set(id, known);
  }
  return relations;
}
