import type { Tx } from '../../platform/db/tx.js';
import type { Scope } from '../identity/actor.js';
import { divisionScopes } from '../jurisdictions/division-scopes.js';
import { findAnsweringIds } from '../jurisdictions/find-answering-ids.js';
import { shanghaiDate } from '../rules/calendar-date.js';
import type { LockedDisclosure } from './lock-disclosure.js';

/**
 * The scopes on which a grant counts for a published record: the body that answers for it today (after a merger its
 * heir, and no longer the one that ended, R-P06), its division and the divisions above.
 */
export async function holdingScopes(
  tx: Tx,
  { bodyId, divisionCode }: Pick<LockedDisclosure, 'bodyId' | 'divisionCode'>,
): Promise<Scope[]> {
  const answering = await findAnsweringIds(tx, bodyId, shanghaiDate(tx.clock.now()));
  return [...answering, ...(await divisionScopes(tx, divisionCode))];
}
