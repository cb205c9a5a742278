import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../platform/db/tx.js';
import { conflict } from '../../platform/errors/app-error.js';
import { refuse, UserErrors } from '../../platform/errors/user-errors.js';
import type { Actor } from '../identity/actor.js';
import { recordAudit } from '../identity/record-audit.js';
import { shanghaiDate } from '../rules/calendar-date.js';
import { explainErrors } from '../rules/explain-errors.js';
import { itemFaults } from './content-faults.js';
import { lockDraftFor } from './content-policy.js';
import type { Draft, DraftContent } from './draft.js';
import { loadFiling } from './filing.js';
import { publisherFaults } from './publisher/publisher-faults.js';
import { type ContentPatch, namesOf, readContent } from './read-content.js';
import { nextState } from './review/review-state.js';
import { definitionOf, nextRevision, saveDraft, withFootnote } from './save-draft.js';
import { refuseUncleanText } from './text/text-hygiene.js';

export interface ReviseDraftInput {
  readonly draftId: string;
  readonly expectedRevision: number;
  readonly patch: ContentPatch;
}

/**
 * Changes what the patch names. From submission on a change voids every opinion of the round and the draft
 * is back at its drafter (R-V04); a patch that changes nothing leaves everything as it is.
 * Errors: NOT_FOUND, FORBIDDEN (DRAFTER only), CONFLICT, BAD_REQUEST, userErrors.
 */
export async function reviseDraft(tx: Tx, actor: Actor, input: ReviseDraftInput): Promise<Draft> {
  refuseUncleanText(input);
  const draft = await lockDraftFor(tx, actor, { draftId: input.draftId, roles: ['DRAFTER'] });
  if (draft.revision !== input.expectedRevision) {
    throw conflict(input.expectedRevision, draft.revision, namesOf(input.patch));
  }
  const state = nextState(draft.state, 'REVISE');
  if (state === null) refuse({ code: 'NOT_ALLOWED_HERE', path: [], message: '已办结的稿件不能修改。' });

  const changes = await readChanges(tx, draft, input.patch);
  if (changes === null) return draft;
  const authorIds = [...new Set([...draft.authorIds, actor.accountId])];
  const revised = await saveDraft(tx, actor, {
    draft,
    changes: { ...changes, ...(await nextRevision(tx, draft)), state, authorIds },
  });
  await recordAudit(tx, actor, {
    verb: 'revise-draft',
    subject: `draft:${draft.id}`,
    details: { fields: namesOf(input.patch), revision: revised.revision, round: revised.reviewRound },
  });
  return revised;
}

/** The content after the patch, or null if it is the same as before. Errors: every fault of what was given. */
async function readChanges(tx: Tx, draft: Draft, patch: ContentPatch): Promise<DraftContent | null> {
  const definition = definitionOf(draft);
  const before = contentOf(draft);
  const read = readContent(definition, before, patch);
  const content = { ...read.content, fields: withFootnote(read.content.fields, draft) };
  const filed = { ...content, kind: draft.kind, bodyId: draft.bodyId };
  const filing = await loadFiling(tx, filed);
  if (filing === null) throw new Error(`The body of draft ${draft.id} is no longer in the register.`);
  const today = shanghaiDate(tx.clock.now());
  const refilled = patch.itemCodes !== undefined || patch.elements !== undefined;
  const errors = [
    ...read.faults,
    ...publisherFaults(filed, { filing, definition, today, completeness: 'PARTIAL' }),
    ...(refilled ? itemFaults(filed, filing) : []),
  ];
  if (errors.length > 0) throw new UserErrors(explainErrors(filing.pack, errors));
  return isDeepStrictEqual(before, content) ? null : content;
}

function contentOf(draft: Draft): DraftContent {
  const { html, text, fields, elements, attachments, relations, attributeProposed, attributeReason, mode } = draft;
  return {
    origin: draft.origin,
    originBodyId: draft.originBodyId,
    sourceKind: draft.sourceKind,
    sourceName: draft.sourceName,
    sourceCopy: draft.sourceCopy,
    coMakerIds: draft.coMakerIds,
    leadBodyId: draft.leadBodyId,
    itemCodes: draft.itemCodes,
    title: draft.title,
    summary: draft.summary,
    keywords: draft.keywords,
    formedAt: draft.formedAt,
    changedAt: draft.changedAt,
    issuedAt: draft.issuedAt,
    language: draft.language,
    html,
    text,
    fields,
    elements,
    attachments,
    relations,
    attributeProposed,
    attributeReason,
    mode,
  };
}
