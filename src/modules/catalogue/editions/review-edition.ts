import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import type { Edition } from './edition.js';
import { requireApprover } from './edition-policy.js';
import { type EditionStep, holdEdition } from './hold-edition.js';
import { moveEdition } from './move-edition.js';

/** The level above takes a submitted edition up. Errors: NOT_FOUND, FORBIDDEN (R-I13), CONFLICT; as data NOT_ALLOWED_HERE. */
export async function reviewEdition(tx: Tx, actor: Actor, step: EditionStep): Promise<Edition> {
  const { edition } = await holdEdition(tx, actor, { step, to: 'UPPER_REVIEW', policy: requireApprover });
  await recordAudit(tx, actor, { verb: 'review-edition', subject: `edition:${edition.id}` });
  return moveEdition(tx, actor, { id: edition.id, to: 'UPPER_REVIEW' });
}
