import type { Tx } from '../../platform/db/tx.js';
import { conflict } from '../../platform/errors/app-error.js';
import { refuse, type UserError, UserErrors } from '../../platform/errors/user-errors.js';
import type { Actor } from '../identity/actor.js';
import { recordAudit } from '../identity/record-audit.js';
import { shanghaiDate } from '../rules/calendar-date.js';
import { explainErrors } from '../rules/explain-errors.js';
import { explain } from '../rules/packs.js';
import { itemFaults, missingContent, missingElements } from './content-faults.js';
import { lockDraftFor } from './content-policy.js';
import { DraftReturnSchema } from './draft.entity.js';
import type { Draft } from './draft.js';
import { type Filing, loadFiling } from './filing.js';
import { publisherFaults } from './publisher/publisher-faults.js';
import { sourceFaults } from './publisher/source-faults.js';
import { nextState } from './review/review-state.js';
import { definitionOf, saveDraft } from './save-draft.js';

export interface SubmitDraftInput {
  readonly draftId: string;
  readonly expectedRevision: number;
}

export interface Submitted {
  readonly draft: Draft;
  /** Why the office check sent it back to its drafter; null when the review has begun. */
  readonly returned: UserError | null;
}

/**
 * The office check before the first review. Without a decided attribute the draft goes back, and that is counted (R-A01);
 * otherwise every fault is told at once: missing fields and elements (R-V09), items (R-I10), publisher (R-P01 to R-P08), the copy
 * of what was received (R-V06).
 * Errors: NOT_FOUND, FORBIDDEN (DRAFTER only), CONFLICT, userErrors.
 */
export async function submitDraft(tx: Tx, actor: Actor, input: SubmitDraftInput): Promise<Submitted> {
  const draft = await lockDraftFor(tx, actor, { draftId: input.draftId, roles: ['DRAFTER'] });
  if (draft.revision !== input.expectedRevision) throw conflict(input.expectedRevision, draft.revision);
  const state = nextState(draft.state, 'SUBMIT');
  if (state === null) refuse({ code: 'NOT_ALLOWED_HERE', path: [], message: '稿件已在审查中或已办结。' });
  const filing = await loadFiling(tx, draft);
  if (filing === null) throw new Error(`The body of draft ${draft.id} is no longer in the register.`);
  if (draft.attributeDecided === null) return sendBack(tx, actor, { draft, filing });

  const definition = definitionOf(draft);
  const today = shanghaiDate(tx.clock.now());
  const errors = [
    ...missingContent(draft, definition),
    ...missingNumber(draft),
    ...publisherFaults(draft, { filing, definition, today }),
    ...sourceFaults(draft, filing.pack),
    ...itemFaults(draft, filing),
    ...missingElements(draft, filing),
  ];
  if (errors.length > 0) throw new UserErrors(explainErrors(filing.pack, errors));

  const submitted = await saveDraft(tx, actor, { draft, changes: { state } });
  await recordAudit(tx, actor, {
    verb: 'submit-draft',
    subject: `draft:${draft.id}`,
    details: { revision: draft.revision, round: draft.reviewRound },
  });
  return { draft: submitted, returned: null };
}

async function sendBack(tx: Tx, actor: Actor, { draft, filing }: { draft: Draft; filing: Filing }): Promise<Submitted> {
  const state = nextState(draft.state, 'REFUSE_UNATTRIBUTED') ?? draft.state;
  const rule = 'R-A01';
  const message = '尚未认定公开属性，已退回拟稿人。';
  await tx.em.insert(DraftReturnSchema, {
    id: tx.ids.uuid(),
    draftId: draft.id,
    rule,
    reason: message,
    at: tx.clock.now(),
  });
  const returned = await saveDraft(tx, actor, { draft, changes: { state } });
  await recordAudit(tx, actor, { verb: 'submit-draft', subject: `draft:${draft.id}`, details: { returnedBy: rule } });
  const explanation = explain(filing.pack, rule, { inputs: [{ name: '标题', value: draft.title }], text: message });
  return {
    draft: returned,
    returned: { code: 'RULE_VIOLATION', path: ['attributeDecided'], message, rule, explanation },
  };
}

/** What is issued but not published is known by its document number alone. */
function missingNumber(draft: Draft): UserError[] {
  if (draft.attributeDecided === 'PROACTIVE' || draft.fields.docNo !== null) return [];
  return [{ code: 'REQUIRED', path: ['fields', 'docNo'], message: '非主动公开的公文应当有发文字号。' }];
}
