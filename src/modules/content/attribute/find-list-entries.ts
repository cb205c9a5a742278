import type { Sql } from '../../../platform/db/sql.js';
import type { Tx } from '../../../platform/db/tx.js';
import { divisionScopes } from '../../jurisdictions/division-scopes.js';
import { findCarriedIds } from '../../jurisdictions/find-carried-ids.js';
import type { Draft } from '../draft.js';
import { plainEntryNo } from './cited-entries.js';

/**
 * The numbers of all entries of the negative lists that are public now and count for a draft: those of its body and of
 * bodies that it carries on, of its division and of the divisions above.
 */
export async function findListEntries(
  db: Sql & Pick<Tx, 'clock'>,
  { bodyId, divisionCode }: Pick<Draft, 'bodyId' | 'divisionCode'>,
): Promise<ReadonlySet<string>> {
  const bodyIds = await findCarriedIds(db, bodyId, db.clock.now());
  const rows = await db.sql<{ number: string }>(
    `select one ->> 'entryNo' as number
     from disclosure_version v cross join lateral jsonb_array_elements(v.fields -> 'exclusions') one
     where v.kind = 'NEGATIVE_LIST' and v.to_sequence is null and v.withdrawn_sequence is null
       and (v.lead_body_id = any($1::uuid[]) or v.division_code = any($2::text[]))
     order by v.disclosure_id`,
    [bodyIds, await divisionScopes(db, divisionCode)],
  );
  return new Set(rows.map((row) => plainEntryNo(row.number)));
}
