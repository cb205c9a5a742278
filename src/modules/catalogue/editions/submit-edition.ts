import type { Tx } from '../../../platform/db/tx.js';
import { UserErrors } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { checkChanges, readEditionContent } from './check-changes.js';
import type { Edition } from './edition.js';
import { requireKeeper } from './edition-policy.js';
import { type EditionStep, holdEdition } from './hold-edition.js';
import { moveEdition } from './move-edition.js';

/**
 * Hands an edition to the level above: from now on it is seen there and no longer changed here. Every change is checked
 * against what holds now. Errors: NOT_FOUND, FORBIDDEN, CONFLICT; as data REQUIRED, NOT_ALLOWED_HERE and the rules of the fields.
 */
export async function submitEdition(tx: Tx, actor: Actor, step: EditionStep): Promise<Edition> {
  const held = await holdEdition(tx, actor, { step, to: 'SUBMITTED', policy: requireKeeper });
  const faults = await checkChanges(tx, held, await readEditionContent(tx, held));
  if (faults.length > 0) throw new UserErrors(faults);
  await recordAudit(tx, actor, { verb: 'submit-edition', subject: `edition:${held.edition.id}` });
  return moveEdition(tx, actor, { id: held.edition.id, to: 'SUBMITTED' });
}
