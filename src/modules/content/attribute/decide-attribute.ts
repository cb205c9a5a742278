import type { Tx } from '../../../platform/db/tx.js';
import { conflict } from '../../../platform/errors/app-error.js';
import { refuse, UserErrors } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import type { DisclosureAttribute, DisclosureMode } from './attribute.js';
import { attributeFaults } from './attribute-faults.js';
import { lockDraftFor } from '../content-policy.js';
import type { Draft } from '../draft.js';
import { draftPack } from '../draft-pack.js';
import { nextState } from '../review/review-state.js';
import { nextRevision, saveDraft, withFootnote } from '../save-draft.js';
import { refuseUncleanText } from '../text/text-hygiene.js';

export interface DecideAttributeInput {
  readonly draftId: string;
  readonly expectedRevision: number;
  readonly attribute: DisclosureAttribute;
  /** The drafter's mode where not given. */
  readonly mode?: DisclosureMode;
  /** Where not given, the drafter's reason counts if the signer decides as proposed. */
  readonly reason?: string | null;
}

/**
 * The signer's decision stands, whatever was proposed; both stay on record (R-A11), and the footnote follows it (ATT-09).
 * Errors: NOT_FOUND, FORBIDDEN (SIGNER only), CONFLICT, BAD_REQUEST, userErrors (R-A02, R-A03).
 */
export async function decideAttribute(tx: Tx, actor: Actor, input: DecideAttributeInput): Promise<Draft> {
  refuseUncleanText(input);
  const draft = await lockDraftFor(tx, actor, { draftId: input.draftId, roles: ['SIGNER'] });
  if (draft.revision !== input.expectedRevision) {
    throw conflict(input.expectedRevision, draft.revision, ['attributeDecided']);
  }
  const state = nextState(draft.state, 'DECIDE_ATTRIBUTE');
  if (state === null) refuse({ code: 'NOT_ALLOWED_HERE', path: [], message: '已办结的稿件不能更改公开属性。' });
  const pack = await draftPack(tx, draft);

  const { attribute, mode = draft.mode } = input;
  const reason = input.reason ?? (attribute === draft.attributeProposed ? draft.attributeReason : null);
  const faults = attributeFaults(pack, { attribute, reason, mode });
  if (faults.length > 0) throw new UserErrors(faults);

  const decided = await saveDraft(tx, actor, {
    draft,
    changes: {
      ...(await nextRevision(tx, draft)),
      state,
      mode,
      attributeDecided: attribute,
      attributeDecidedBy: actor.accountId,
      attributeDecisionReason: reason,
      fields: withFootnote(draft.fields, { kind: draft.kind, attributeDecided: attribute }),
    },
  });
  await recordAudit(tx, actor, {
    verb: 'decide-attribute',
    subject: `draft:${draft.id}`,
    details: { proposed: draft.attributeProposed, decided: attribute, mode, revision: decided.revision },
  });
  return decided;
}
