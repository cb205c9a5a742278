import type { Sql } from '../../platform/db/sql.js';
import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/errors/app-error.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Draft } from './draft.js';

/** A whole draft as one JSON value: the database prints dates and arrays, so no driver can reshape them. */
export type DraftJson = Omit<Draft, 'createdAt' | 'updatedAt'> & {
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** The select expression for a draft under the alias `d`. */
export const draftJson = `jsonb_build_object(
  'id', d.id, 'kind', d.kind, 'bodyId', d.body_id, 'divisionCode', d.division_code, 'originBodyId', d.origin_body_id,
  'itemCodes', d.item_codes, 'title', d.title, 'summary', d.summary, 'keywords', d.keywords, 'html', d.html,
  'text', d.text, 'fields', d.fields, 'elements', d.elements, 'attachments', d.attachments, 'relations', d.relations,
  'formedAt', d.formed_at, 'changedAt', d.changed_at, 'issuedAt', d.issued_at, 'language', d.language,
  'attributeProposed', d.attribute_proposed, 'attributeReason', d.attribute_reason, 'mode', d.mode, 'origin', d.origin, 'sourceKind', d.source_kind,
  'sourceName', d.source_name, 'sourceCopy', d.source_copy, 'coMakerIds', d.co_maker_ids, 'leadBodyId', d.lead_body_id
) || jsonb_build_object(
  'attributeDecided', d.attribute_decided, 'attributeDecidedBy', d.attribute_decided_by,
  'attributeDecisionReason', d.attribute_decision_reason, 'state', d.state, 'reviewRound', d.review_round,
  'revision', d.revision, 'correctsId', d.corrects_id, 'correctionReason', d.correction_reason,
  'releasedDisclosureId', d.released_disclosure_id, 'releasedVersion', d.released_version,
  'authorIds', d.author_ids, 'createdBy', d.created_by, 'createdAt', d.created_at,
  'updatedBy', d.updated_by, 'updatedAt', d.updated_at
) as draft`;

export function fromDraftJson(json: DraftJson): Draft {
  return { ...json, createdAt: new Date(json.createdAt), updatedAt: new Date(json.updatedAt) };
}

/** Null for an unknown id. Asks nobody's leave: for verbs that have a policy of their own. */
export async function loadDraft(db: Sql, id: string): Promise<Draft | null> {
  if (!isUuid(id)) return null;
  const [row] = await db.sql<{ draft: DraftJson }>(`select ${draftJson} from draft d where d.id = $1`, [id]);
  return row === undefined ? null : fromDraftJson(row.draft);
}

/** The draft, held against every other writer until the transaction ends. Errors: NOT_FOUND. */
export async function lockDraft(tx: Tx, id: string): Promise<Draft> {
  if (!isUuid(id)) throw notFound();
  const [row] = await tx.sql<{ draft: DraftJson }>(`select ${draftJson} from draft d where d.id = $1 for update of d`, [
    id,
  ]);
  if (row === undefined) throw notFound();
  return fromDraftJson(row.draft);
}
