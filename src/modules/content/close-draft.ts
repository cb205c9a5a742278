import type { Tx } from '../../platform/db/tx.js';
import { refuse } from '../../platform/errors/user-errors.js';
import type { Actor } from '../identity/actor.js';
import type { Draft } from './draft.js';
import { lockDraft } from './draft-row.js';
import { nextState } from './review/review-state.js';
import { saveDraft } from './save-draft.js';

export interface CloseDraftInput {
  readonly draftId: string;
  /** The draft as this transaction has locked and read it already. */
  readonly held?: Draft;
  readonly disclosureId: string;
  readonly version: number;
}

/**
 * Ends a draft as released, within the transaction of the release, whose verb asks for leave and leaves the audit row.
 * Errors: NOT_FOUND, userErrors for a draft that is not approved.
 */
export async function closeDraft(tx: Tx, actor: Actor, input: CloseDraftInput): Promise<Draft> {
  const draft = input.held ?? (await lockDraft(tx, input.draftId));
  const state = nextState(draft.state, 'RELEASE');
  if (state === null) {
    refuse({
      code: 'NOT_ALLOWED_HERE',
      path: ['draftId'],
      message: '稿件未经审定或已经办结，不能发布。',
      rule: 'R-V01',
    });
  }
  const changes = { state, releasedDisclosureId: input.disclosureId, releasedVersion: input.version };
  return saveDraft(tx, actor, { draft, changes });
}
