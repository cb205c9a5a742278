import type { Tx } from '../../../platform/db/tx.js';
import { conflict } from '../../../platform/errors/app-error.js';
import { UserErrors } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { explainErrors } from '../../rules/explain-errors.js';
import { lockDraftFor, reviewerRoles } from '../content-policy.js';
import { ReviewOpinionSchema } from '../draft.entity.js';
import type { AspectFinding, Draft, ReviewVerdict } from '../draft.js';
import { draftPack } from '../draft-pack.js';
import { sourceFaults, unconfirmedSource } from '../publisher/source-faults.js';
import { findingFaults, turnFaults } from './review-faults.js';
import { opinionsOn } from './review-opinions.js';
import { type DraftAction, nextState, type ReviewStage } from './review-state.js';
import { saveDraft } from '../save-draft.js';
import { refuseUncleanText } from '../text/text-hygiene.js';

export interface ReviewDraftInput {
  readonly draftId: string;
  /** The revision that was read. */
  readonly expectedRevision: number;
  readonly stage: ReviewStage;
  readonly verdict: ReviewVerdict;
  /** One finding for each aspect; a FAIL returns the draft whatever the verdict. */
  readonly aspects: readonly AspectFinding[];
  /** Needed when the draft is returned. */
  readonly opinion?: string;
}

const passes: Readonly<Record<ReviewStage, DraftAction>> = {
  PRELIMINARY: 'PASS_PRELIMINARY',
  SECOND: 'PASS_SECOND',
  FINAL: 'PASS_FINAL',
};

/**
 * One stage by one person, in order (R-V01, R-V02); what was received passes only beside its source copy (R-V06). A return starts over at the first stage (R-V03);
 * the last pass approves what is proactive and ends what is not as issued, with no index number.
 * Errors: NOT_FOUND, FORBIDDEN (the stage's role only), CONFLICT, BAD_REQUEST, userErrors.
 */
export async function reviewDraft(tx: Tx, actor: Actor, input: ReviewDraftInput): Promise<Draft> {
  refuseUncleanText(input);
  const draft = await lockDraftFor(tx, actor, { draftId: input.draftId, roles: [reviewerRoles[input.stage]] });
  if (draft.revision !== input.expectedRevision) throw conflict(input.expectedRevision, draft.revision);
  const pack = await draftPack(tx, draft);

  const { stage, opinion = '' } = input;
  const failed = input.verdict === 'RETURN' || input.aspects.some((finding) => finding.result === 'FAIL');
  const opinions = await opinionsOn(tx, draft.id);
  const faults = [
    ...turnFaults(draft, { opinions, stage, reviewerId: actor.accountId, pack }),
    ...findingFaults(input.aspects),
    ...unconfirmedSource(draft, input.aspects),
    ...(failed ? [] : sourceFaults(draft, pack)),
  ];
  if (failed && opinion.trim() === '') {
    faults.push({ code: 'REQUIRED', path: ['opinion'], message: '退回稿件应当写明意见。', rule: 'R-V03' });
  }
  const state = nextState(draft.state, failed ? 'RETURN' : passAction(draft, stage));
  if (faults.length > 0 || state === null) throw new UserErrors(explainErrors(pack, faults));

  await tx.em.insert(ReviewOpinionSchema, {
    id: tx.ids.uuid(),
    draftId: draft.id,
    round: draft.reviewRound,
    stage,
    reviewerId: actor.accountId,
    verdict: failed ? 'RETURN' : 'PASS',
    aspects: input.aspects.map(({ aspect, result, ground = null }) => ({ aspect, result, ground })),
    opinion,
    revision: draft.revision,
    at: tx.clock.now(),
    void: false,
  });
  const reviewRound = failed ? draft.reviewRound + 1 : draft.reviewRound;
  const reviewed = await saveDraft(tx, actor, { draft, changes: { state, reviewRound } });
  await recordAudit(tx, actor, {
    verb: 'review-draft',
    subject: `draft:${draft.id}`,
    details: { stage, verdict: failed ? 'RETURN' : 'PASS', revision: draft.revision, state },
  });
  return reviewed;
}

function passAction(draft: Draft, stage: ReviewStage): DraftAction {
  return stage === 'FINAL' && draft.attributeDecided !== 'PROACTIVE' ? 'ISSUE' : passes[stage];
}
