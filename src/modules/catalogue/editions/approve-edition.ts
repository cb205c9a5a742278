import type { Tx } from '../../../platform/db/tx.js';
import { UserErrors } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { checkChanges, readEditionContent } from './check-changes.js';
import type { Edition } from './edition.js';
import { requireApprover, requireNotAuthor } from './edition-policy.js';
import { type EditionStep, holdEdition } from './hold-edition.js';
import { moveEdition } from './move-edition.js';

export interface ApproveEdition extends EditionStep {
  readonly opinion?: string | null;
}

/**
 * The next level up agrees (R-I13); suppressions rest on this approval too (R-I10). Nothing is public before it is
 * published. Errors: NOT_FOUND, FORBIDDEN, CONFLICT; as data NOT_ALLOWED_HERE and what no longer fits the level above.
 */
export async function approveEdition(tx: Tx, actor: Actor, step: ApproveEdition): Promise<Edition> {
  const held = await holdEdition(tx, actor, { step, to: 'APPROVED', policy: requireApprover });
  const content = await readEditionContent(tx, held);
  requireNotAuthor(actor, content.changes);
  const faults = await checkChanges(tx, held, content);
  if (faults.length > 0) throw new UserErrors(faults);
  await recordAudit(tx, actor, { verb: 'approve-edition', subject: `edition:${held.edition.id}` });
  return moveEdition(tx, actor, { id: held.edition.id, to: 'APPROVED', opinion: step.opinion?.trim() || null });
}
