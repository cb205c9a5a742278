import type { DisclosureKind } from './kinds/kind.js';
import { kindGraphql } from './kinds/kind-graphql.type.js';
import type { DraftAttachmentInput, DraftContentInput } from './content.input.js';
import type { DraftAttachment } from './draft.js';
import type { ContentPatch } from './read-content.js';
import { refuse } from '../../platform/errors/user-errors.js';

/** The verb's patch from the edge's input: null where a value cannot be null means "not named". */
export function patchOfInput(input: DraftContentInput, kind: DisclosureKind): ContentPatch {
  return {
    origin: input.origin ?? undefined,
    originBodyId: input.originBodyId ?? undefined,
    sourceKind: input.sourceKind,
    sourceName: input.sourceName,
    sourceCopy: input.sourceCopy == null ? input.sourceCopy : fileOf(input.sourceCopy),
    coMakerIds: input.coMakerIds ?? undefined,
    leadBodyId: input.leadBodyId,
    itemCodes: input.itemCodes ?? undefined,
    title: input.title ?? undefined,
    summary: input.summary,
    keywords: input.keywords ?? undefined,
    html: input.html,
    fields: fieldsOf(input, kind),
    elements:
      input.elements == null
        ? undefined
        : Object.fromEntries(input.elements.map(({ element, text }) => [element, text])),
    attachments: input.attachments?.map(fileOf),
    relations: input.relations?.map(({ type, targetId }) => ({ type, targetId })),
    formedAt: input.formedAt,
    changedAt: input.changedAt,
    issuedAt: input.issuedAt,
    language: input.language ?? undefined,
    attributeProposed: input.attributeProposed,
    attributeReason: input.attributeReason,
    mode: input.mode ?? undefined,
  };
}

function fileOf({ name, mediaType, size, sha256 }: DraftAttachmentInput): DraftAttachment {
  return { name, mediaType, size, sha256 };
}

/** Errors: userErrors for fields of another kind. */
function fieldsOf(input: DraftContentInput, kind: DisclosureKind): Readonly<Record<string, unknown>> | undefined {
  const given = new Map(Object.entries(input));
  let fields: Readonly<Record<string, unknown>> | undefined;
  for (const one of kindGraphql) {
    const value: unknown = given.get(one.key) ?? undefined;
    if (value === undefined) continue;
    if (one.kind !== kind)
      refuse({ code: 'NOT_ALLOWED_HERE', path: [one.key], message: `这不是“${one.label}”类稿件。` });
    if (typeof value === 'object') fields = { ...value };
  }
  return fields;
}
