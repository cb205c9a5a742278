import type { Tx } from '../../../platform/db/tx.js';
import type { Actor, Role } from '../../identity/actor.js';
import { divisionScopes } from '../../jurisdictions/division-scopes.js';
import { findAnsweringIds } from '../../jurisdictions/find-answering-ids.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import { requireRole } from '../content-policy.js';
import type { OldRecord } from './old-record.js';

/** Who takes over and sorts what a body disclosed in old times. */
const sorters: readonly Role[] = ['DRAFTER', 'EDITOR', 'DISCLOSURE_OFFICE'];

/**
 * Old records belong to whoever answers for their body today, and to the offices above it.
 * Errors: NOT_FOUND for whoever may not know of them, FORBIDDEN.
 */
export async function requireSorter(
  tx: Tx,
  actor: Actor,
  { bodyId, divisionCode }: Pick<OldRecord, 'bodyId' | 'divisionCode'>,
): Promise<void> {
  const answering = await findAnsweringIds(tx, bodyId, shanghaiDate(tx.clock.now()));
  requireRole(actor, sorters, [...answering, ...(await divisionScopes(tx, divisionCode))]);
}
