import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import type { Edition } from './edition.js';
import { requireKeeper } from './edition-policy.js';
import { type EditionStep, holdEdition } from './hold-edition.js';
import { moveEdition } from './move-edition.js';

/**
 * The division takes back what it handed in, to go on working on it; an approval is void. Errors: NOT_FOUND, FORBIDDEN,
 * CONFLICT; as data NOT_ALLOWED_HERE once it is published.
 */
export async function recallEdition(tx: Tx, actor: Actor, step: EditionStep): Promise<Edition> {
  const { edition } = await holdEdition(tx, actor, { step, to: 'DRAFT', policy: requireKeeper });
  await recordAudit(tx, actor, { verb: 'recall-edition', subject: `edition:${edition.id}` });
  return moveEdition(tx, actor, { id: edition.id, to: 'DRAFT' });
}
