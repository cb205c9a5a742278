import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/errors/app-error.js';
import { type UserError, UserErrors } from '../../platform/errors/user-errors.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Actor } from '../identity/actor.js';
import { recordAudit } from '../identity/record-audit.js';
import { findBody } from '../jurisdictions/find-body.js';
import { shanghaiDate } from '../rules/calendar-date.js';
import { explainErrors } from '../rules/explain-errors.js';
import { itemFaults } from './content-faults.js';
import { requireRoleFor } from './content-policy.js';
import { DraftSchema } from './draft.entity.js';
import type { Draft } from './draft.js';
import { loadFiling } from './filing.js';
import type { DisclosureKind } from './kinds/kind.js';
import { inheritedOrigin } from './publisher/inherited-origin.js';
import { publisherFaults } from './publisher/publisher-faults.js';
import { type ContentPatch, emptyContent, readContent } from './read-content.js';
import { definitionOf, withFootnote } from './save-draft.js';
import { refuseUncleanText } from './text/text-hygiene.js';

export interface CreateDraftInput extends ContentPatch {
  readonly kind: DisclosureKind;
  /** The body that will publish; the draft belongs to its division. */
  readonly bodyId: string;
  readonly title: string;
  /** The disclosure that this draft corrects; its present content is given by the caller. */
  readonly correctsId?: string | null;
  /** Shown to the public beside the new version; needed with `correctsId`. */
  readonly correctionReason?: string | null;
}

/**
 * Begins a draft in the name of a body. What is missing may come later; what is given must be right.
 * Errors: NOT_FOUND, FORBIDDEN (DRAFTER only), BAD_REQUEST for text that cannot be kept, userErrors (R-P01 to R-P08, …).
 */
export async function createDraft(tx: Tx, actor: Actor, input: CreateDraftInput): Promise<Draft> {
  refuseUncleanText(input);
  const { kind, bodyId, correctsId = null, correctionReason = null, ...patch } = input;
  const body = await findBody(tx, bodyId);
  if (body === null) throw notFound();
  await requireRoleFor(tx, actor, { bodyId: body.id, divisionCode: body.divisionCode, roles: ['DRAFTER'] });

  const definition = definitionOf({ kind });
  const start = { ...emptyContent(body.id), ...(await inheritedOrigin(tx, { body, correctsId })) };
  const { content, faults } = readContent(definition, start, patch);
  const filed = { ...content, kind, bodyId: body.id };
  const filing = await loadFiling(tx, filed);
  if (filing === null) throw notFound();
  const today = shanghaiDate(tx.clock.now());
  const errors = [
    ...faults,
    ...correctionFaults(correctsId, correctionReason),
    ...publisherFaults(filed, { filing, definition, today, completeness: 'PARTIAL' }),
    ...itemFaults(filed, filing),
  ];
  if (errors.length > 0) throw new UserErrors(explainErrors(filing.pack, errors));

  const now = tx.clock.now();
  const draft: Draft = {
    ...content,
    id: tx.ids.uuid(),
    kind,
    bodyId: body.id,
    divisionCode: body.divisionCode,
    fields: withFootnote(content.fields, { kind, attributeDecided: null }),
    attributeDecided: null,
    attributeDecidedBy: null,
    attributeDecisionReason: null,
    state: 'DRAFTING',
    reviewRound: 1,
    revision: 1,
    correctsId,
    correctionReason: correctsId === null ? null : correctionReason,
    releasedDisclosureId: null,
    releasedVersion: null,
    authorIds: [actor.accountId],
    createdBy: actor.accountId,
    createdAt: now,
    updatedBy: actor.accountId,
    updatedAt: now,
  };
  await tx.em.insert(DraftSchema, {
    ...draft,
    itemCodes: [...draft.itemCodes],
    keywords: [...draft.keywords],
    authorIds: [...draft.authorIds],
    coMakerIds: [...draft.coMakerIds],
  });
  await recordAudit(tx, actor, {
    verb: 'create-draft',
    subject: `draft:${draft.id}`,
    details: { kind, bodyId: body.id, origin: draft.origin, itemCodes: draft.itemCodes, correctsId },
  });
  return draft;
}

function correctionFaults(correctsId: string | null, reason: string | null): UserError[] {
  if (correctsId === null) return [];
  if (!isUuid(correctsId)) return [{ code: 'INVALID', path: ['correctsId'], message: '所更正的公开信息无效。' }];
  if (reason !== null && reason.trim() !== '') return [];
  return [{ code: 'REQUIRED', path: ['correctionReason'], message: '更正已公开的信息应当说明理由。' }];
}
