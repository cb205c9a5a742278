import type { Sql } from '../../../platform/db/sql.js';
import type { Tx } from '../../../platform/db/tx.js';
import { isUuid } from '../../../platform/ids/is-uuid.js';
import type { Body } from '../../jurisdictions/directory.js';
import { findCarriedIds } from '../../jurisdictions/find-carried-ids.js';
import type { DraftContent } from '../draft.js';
import { type DraftJson, draftJson } from '../draft-row.js';

type Origin = Pick<
  DraftContent,
  'origin' | 'originBodyId' | 'sourceKind' | 'sourceName' | 'sourceCopy' | 'coMakerIds' | 'leadBodyId'
>;

/**
 * A correction does not change where information comes from: it starts with what was said of the version before.
 * Only where the same body, or one that it carries on, said so: the source may be a citizen.
 */
export async function inheritedOrigin(
  db: Sql & Pick<Tx, 'clock'>,
  { body, correctsId }: { body: Body; correctsId: string | null },
): Promise<Origin | null> {
  if (correctsId === null || !isUuid(correctsId)) return null;
  const [row] = await db.sql<{ draft: DraftJson }>(
    `select ${draftJson} from draft d
     where d.released_disclosure_id = $1 and d.body_id = any($2::uuid[])
     order by d.released_version desc limit 1`,
    [correctsId, await findCarriedIds(db, body.id, db.clock.now())],
  );
  if (row === undefined) return null;
  const { origin, originBodyId, sourceKind, sourceName, sourceCopy, coMakerIds, leadBodyId } = row.draft;
  return { origin, originBodyId, sourceKind, sourceName, sourceCopy, coMakerIds, leadBodyId };
}
