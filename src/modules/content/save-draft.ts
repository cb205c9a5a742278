import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../identity/actor.js';
import { renderFootnote } from './attribute/attribute.js';
import { DraftSchema, ReviewOpinionSchema } from './draft.entity.js';
import type { Draft } from './draft.js';
import { kindDefinition } from './kinds/kinds.js';
import type { KindDefinition, KindFields } from './kinds/kind.js';
import { isInReview } from './review/review-state.js';

type Changes = Partial<Omit<Draft, 'id' | 'kind' | 'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy'>>;

/** Writes the named columns of a draft that the caller holds locked, and returns it as it is now. */
export async function saveDraft(
  tx: Tx,
  actor: Actor,
  { draft, changes }: { draft: Draft; changes: Changes },
): Promise<Draft> {
  const stamped = { ...changes, updatedBy: actor.accountId, updatedAt: tx.clock.now() };
  await tx.em.nativeUpdate(DraftSchema, { id: draft.id }, copyLists(stamped));
  return { ...draft, ...stamped };
}

/** What changes with every revision: the number, and once reviewers have spoken their opinions and the round (R-V04). */
export async function nextRevision(tx: Tx, draft: Draft): Promise<Pick<Draft, 'revision' | 'reviewRound'>> {
  if (!isInReview(draft.state)) return { revision: draft.revision + 1, reviewRound: draft.reviewRound };
  await tx.em.nativeUpdate(
    ReviewOpinionSchema,
    { draftId: draft.id, round: draft.reviewRound, void: false },
    { void: true },
  );
  return { revision: draft.revision + 1, reviewRound: draft.reviewRound + 1 };
}

export function definitionOf(draft: Pick<Draft, 'kind'>): KindDefinition {
  const definition = kindDefinition(draft.kind);
  if (definition === undefined) throw new Error(`The kind ${draft.kind} has no definition.`);
  return definition;
}

/** The kind's fields with the footnote that the decided attribute asks for, where the kind has one (ATT-09). */
export function withFootnote(fields: KindFields, draft: Pick<Draft, 'kind' | 'attributeDecided'>): KindFields {
  if (!Object.hasOwn(definitionOf(draft).fields, 'footnote')) return fields;
  return { ...fields, footnote: draft.attributeDecided === null ? null : renderFootnote(draft.attributeDecided) };
}

/** The ORM wants lists that it could change. */
function copyLists<Values extends Changes>(
  values: Values,
): Values & { itemCodes?: string[]; keywords?: string[]; authorIds?: string[]; coMakerIds?: string[] } {
  return {
    ...values,
    ...(values.itemCodes === undefined ? {} : { itemCodes: [...values.itemCodes] }),
    ...(values.keywords === undefined ? {} : { keywords: [...values.keywords] }),
    ...(values.authorIds === undefined ? {} : { authorIds: [...values.authorIds] }),
    ...(values.coMakerIds === undefined ? {} : { coMakerIds: [...values.coMakerIds] }),
  };
}
