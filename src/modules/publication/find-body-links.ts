import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import { Params } from '../../platform/db/params.js';
import type { Sequence } from '../ledger/sequence.js';
import type { View } from '../ledger/view.js';
import { placeView } from './visible.js';

/** A body shows another one's record under an item of its own. */
export interface BodyLink {
  readonly bodyId: string;
  readonly itemCode: string;
  readonly disclosureId: string;
  readonly sequence: Sequence;
  readonly at: Date;
}

interface LinkRow {
  body_id: string;
  item_code: string;
  disclosure_id: string;
  sequence: string;
  at: string;
}

/** The links of each body that the reader sees, newest first; what they point to may be withdrawn meanwhile. */
export async function findBodyLinks(db: Sql, bodyIds: readonly string[], view: View): Promise<Map<string, BodyLink[]>> {
  const params = new Params();
  const { at, forReader } = placeView(view, params);
  const rows = await db.sql<LinkRow>(
    `select body_id, item_code, disclosure_id, from_sequence::text as sequence, linked_at as at from body_link link
     where body_id = any(${params.add(bodyIds.filter(isUuid))}::uuid[]) and from_sequence <= ${at}::bigint
       and (to_sequence is null or to_sequence > ${at}::bigint) and ${forReader('link')}
     order by from_sequence desc, item_code, disclosure_id`,
    params.values,
  );
  const links = rows.map((row) => ({
    bodyId: row.body_id,
    itemCode: row.item_code,
    disclosureId: row.disclosure_id,
    sequence: BigInt(row.sequence),
    at: new Date(row.at),
  }));
  return Map.groupBy(links, (link) => link.bodyId);
}
