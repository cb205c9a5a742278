import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { RelationType } from '../content/kinds/kind.js';
import type { Sequence } from '../ledger/sequence.js';
import { visibleAt } from './visible.js';

export interface RelationRow {
  readonly type: RelationType;
  /** True when the other side declared it. */
  readonly incoming: boolean;
  /** Id of the other disclosure, which may be withdrawn when it is the one pointed at. */
  readonly otherId: string;
}

/** The relations of each disclosure that stand at the sequence, its own first, then in order of publication. */
export async function findRelations(
  db: Sql,
  ids: readonly string[],
  at: Sequence,
): Promise<Map<string, RelationRow[]>> {
  const rows = await db.sql<RelationRow & { id: string }>(
    `select id, type, incoming, other_id as "otherId" from (
       select r.source_id as id, r.type, false as incoming, r.target_id as other_id, r.from_sequence
       from disclosure_relation r where r.source_id = any($1::uuid[]) and ${visibleAt('r', '$2')}
       union all
       select r.target_id, r.type, true, r.source_id, r.from_sequence
       from disclosure_relation r where r.target_id = any($1::uuid[]) and ${visibleAt('r', '$2')}
     ) both_sides order by id, incoming, from_sequence, type, other_id`,
    [ids.filter(isUuid), at],
  );
  const relations = new Map<string, RelationRow[]>();
  for (const { id, type, incoming, otherId } of rows) {
    const known = relations.get(id) ?? [];
    known.push({ type, incoming, otherId });
    relations.set(id, known);
  }
  return relations;
}
