import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { findAnsweringIds } from '../../jurisdictions/find-answering-ids.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import { createDraft } from '../create-draft.js';
import type { Draft } from '../draft.js';
import type { DisclosureKind } from '../kinds/kind.js';
import { lockOldRecords } from './old-record.js';
import { requireSorter } from './old-records-policy.js';

export interface DraftOldRecordInput {
  readonly recordId: string;
  readonly kind: DisclosureKind;
}

/**
 * Begins a draft from a classified record, in the name of the body that answers for it today; the record stays and
 * points to the draft. From there it takes the way of every draft.
 * Errors: NOT_FOUND, FORBIDDEN (DRAFTER only), userErrors.
 */
export async function draftOldRecord(tx: Tx, actor: Actor, { recordId, kind }: DraftOldRecordInput): Promise<Draft> {
  const record = (await lockOldRecords(tx, [recordId])).get(recordId.toLowerCase());
  if (record === undefined) throw notFound();
  await requireSorter(tx, actor, record);
  const path = ['recordId'];
  if (record.draftId !== null) refuse({ code: 'NOT_ALLOWED_HERE', path, message: '该信息已转为稿件。' });
  if (record.itemCode === null) refuse({ code: 'REQUIRED', path, message: '请先将该信息归入公开事项。' });
  const [heir, ...others] = await findAnsweringIds(tx, record.bodyId, shanghaiDate(tx.clock.now()));
  const draft = await createDraft(tx, actor, {
    kind,
    bodyId: heir === undefined || others.length > 0 ? record.bodyId : heir,
    originBodyId: record.bodyId,
    title: record.title,
    html: record.html,
    formedAt: record.formedAt,
    itemCodes: [record.itemCode],
  });
  await tx.sql('update old_record set draft_id = $2::uuid where id = $1::uuid', [record.id, draft.id]);
  return draft;
}
