import type { Tx } from '../../platform/db/tx.js';
import { conflict, forbidden, notFound } from '../../platform/errors/app-error.js';
import { refuse } from '../../platform/errors/user-errors.js';
import { type Actor, holds } from '../identity/actor.js';
import { recordAudit } from '../identity/record-audit.js';
import type { Body } from '../jurisdictions/directory.js';
import { divisionScopes } from '../jurisdictions/division-scopes.js';
import { findAnsweringIds } from '../jurisdictions/find-answering-ids.js';
import { findBody } from '../jurisdictions/find-body.js';
import { nameBodies } from '../jurisdictions/name-bodies.js';
import { shanghaiDate } from '../rules/calendar-date.js';
import { explainErrors, type RuleFault } from '../rules/explain-errors.js';
import { draftScopes, maySee } from './content-policy.js';
import type { Draft } from './draft.js';
import { draftPack } from './draft-pack.js';
import { lockDraft } from './draft-row.js';
import { nextState } from './review/review-state.js';
import { nextRevision, saveDraft } from './save-draft.js';

export interface ReassignDraftInput {
  readonly draftId: string;
  readonly expectedRevision: number;
  /** A body that answers today for the one that ended. */
  readonly bodyId: string;
}

/**
 * Gives an open draft of a body that has ended to one that answers for it now (CAT-23): the people of the old body
 * cannot go on with it. Its origin stays; it will be published by another body, so what reviewers said no longer counts
 * (R-V04).
 * Errors: NOT_FOUND, FORBIDDEN (DISCLOSURE_OFFICE of the receiving body's division or above), CONFLICT, userErrors.
 */
export async function reassignDraft(tx: Tx, actor: Actor, input: ReassignDraftInput): Promise<Draft> {
  const draft = await lockDraft(tx, input.draftId);
  const heir = await findBody(tx, input.bodyId);
  const today = shanghaiDate(tx.clock.now());
  const answering = await findAnsweringIds(tx, draft.bodyId, today);
  await requireReceivingOffice(tx, actor, { draft, heir, answering });
  if (draft.revision !== input.expectedRevision) throw conflict(input.expectedRevision, draft.revision, ['bodyId']);
  const state = nextState(draft.state, 'REVISE');
  if (state === null) refuse({ code: 'NOT_ALLOWED_HERE', path: [], message: '已办结的稿件不能移交。' });
  const fault = await faultOf(tx, draft, { heir, answering, today });
  if (fault !== null) refuse(...explainErrors(await draftPack(tx, draft), [fault]));
  if (heir === null) throw notFound();

  const reassigned = await saveDraft(tx, actor, {
    draft,
    changes: { ...(await nextRevision(tx, draft)), state, bodyId: heir.id, divisionCode: heir.divisionCode },
  });
  const { revision, reviewRound: round } = reassigned;
  await recordAudit(tx, actor, {
    verb: 'reassign-draft',
    subject: `draft:${draft.id}`,
    details: { from: draft.bodyId, to: heir.id, revision, round },
  });
  return reassigned;
}

interface Receiving {
  readonly heir: Body | null;
  readonly answering: readonly string[];
}

/**
 * An office that could not see the draft before learns of it only for a body of its own that carries the old one on.
 */
async function requireReceivingOffice(
  tx: Tx,
  actor: Actor,
  { draft, heir, answering }: Receiving & { readonly draft: Draft },
): Promise<void> {
  const receives = heir !== null && holds(actor, ['DISCLOSURE_OFFICE'], await divisionScopes(tx, heir.divisionCode));
  if (maySee(actor, await draftScopes(tx, draft))) {
    if (!receives) throw forbidden('只有承接机关本级或上级的信息公开主管部门可以移交稿件。');
    return;
  }
  if (!receives || !answering.includes(heir.id)) throw notFound();
}

async function faultOf(
  tx: Tx,
  { bodyId }: Draft,
  { heir, answering, today }: Receiving & { readonly today: string },
): Promise<RuleFault | null> {
  const body = await findBody(tx, bodyId);
  if (body === null) throw notFound();
  const inputs = [{ name: '稿件所属机关', value: body.name }];
  if (body.validTo === null || body.validTo >= today) {
    const message = `“${body.name}”没有撤并，其稿件由本机关办理，不能移交。`;
    return { code: 'NOT_ALLOWED_HERE', path: ['draftId'], message, rule: 'R-P06', inputs };
  }
  if (heir !== null && answering.includes(heir.id)) return null;
  const names = await nameBodies(tx, answering);
  const whose = names.length === 0 ? '没有机关承继其职能' : `其职能由“${names.join('”“')}”承担`;
  const message = `“${body.name}”已于${body.validTo}撤并，${whose}，稿件不能移交给“${heir?.name ?? ''}”。`;
  return { code: 'RULE_VIOLATION', path: ['bodyId'], message, rule: 'R-P06', inputs };
}
