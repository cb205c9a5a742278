import type { Tx } from '../../../platform/db/tx.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import type { Edition } from './edition.js';
import { requireApprover } from './edition-policy.js';
import { type EditionStep, holdEdition } from './hold-edition.js';
import { moveEdition } from './move-edition.js';

export interface ReturnEdition extends EditionStep {
  /** What has to be changed first. */
  readonly opinion: string;
}

/** Gives an edition back with an opinion, which is kept. Errors: NOT_FOUND, FORBIDDEN, CONFLICT; as data REQUIRED, NOT_ALLOWED_HERE. */
export async function returnEdition(tx: Tx, actor: Actor, step: ReturnEdition): Promise<Edition> {
  const { edition } = await holdEdition(tx, actor, { step, to: 'RETURNED', policy: requireApprover });
  const opinion = step.opinion.trim();
  if (opinion === '') refuse({ code: 'REQUIRED', path: ['opinion'], message: '退回修订稿须写明意见。', rule: 'R-I13' });
  await recordAudit(tx, actor, { verb: 'return-edition', subject: `edition:${edition.id}` });
  return moveEdition(tx, actor, { id: edition.id, to: 'RETURNED', opinion });
}
