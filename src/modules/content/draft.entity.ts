import { defineEntity, p } from '@mikro-orm/postgresql';
import type { DisclosureAttribute, DisclosureMode } from './attribute/attribute.js';
import type { AspectFinding, DraftAttachment, DraftRelation, ReviewVerdict } from './draft.js';
import type { DisclosureKind, KindFields } from './kinds/kind.js';
import type { InformationOrigin, SourceKind } from './publisher/information-origin.js';
import type { DraftState, ReviewStage } from './review/review-state.js';

export const DraftSchema = defineEntity({
  name: 'DraftRow',
  tableName: 'draft',
  indexes: [{ properties: ['bodyId', 'updatedAt'] }, { properties: ['divisionCode', 'updatedAt'] }],
  properties: {
    id: p.uuid().primary(),
    kind: p.text().$type<DisclosureKind>(),
    bodyId: p.uuid(),
    divisionCode: p.text(),
    originBodyId: p.uuid(),
    itemCodes: p.array(),
    title: p.text(),
    summary: p.text().nullable(),
    keywords: p.array(),
    html: p.text().nullable(),
    text: p.text().nullable(),
    fields: p.json<KindFields>(),
    elements: p.json<Readonly<Record<string, string>>>(),
    attachments: p.json<readonly DraftAttachment[]>(),
    relations: p.json<readonly DraftRelation[]>(),
    formedAt: p.date().nullable(),
    changedAt: p.date().nullable(),
    issuedAt: p.date().nullable(),
    language: p.text(),
    attributeProposed: p.text().$type<DisclosureAttribute>().nullable(),
    attributeReason: p.text().nullable(),
    attributeDecided: p.text().$type<DisclosureAttribute>().nullable(),
    attributeDecidedBy: p.uuid().nullable(),
    attributeDecisionReason: p.text().nullable(),
    mode: p.text().$type<DisclosureMode>(),
    state: p.text().$type<DraftState>(),
    reviewRound: p.integer(),
    revision: p.integer(),
    correctsId: p.uuid().nullable(),
    correctionReason: p.text().nullable(),
    releasedDisclosureId: p.uuid().nullable(),
    releasedVersion: p.integer().nullable(),
    authorIds: p.array(),
    createdBy: p.uuid(),
    createdAt: p.datetime(3),
    updatedBy: p.uuid(),
    updatedAt: p.datetime(3),
    origin: p.text().$type<InformationOrigin>(),
    sourceKind: p.text().$type<SourceKind>().nullable(),
    sourceName: p.text().nullable(),
    sourceCopy: p.json<DraftAttachment>().nullable(),
    coMakerIds: p.array(),
    leadBodyId: p.uuid().nullable(),
  },
});

export const ReviewOpinionSchema = defineEntity({
  name: 'ReviewOpinionRow',
  tableName: 'review_opinion',
  indexes: [{ properties: ['draftId', 'round'] }],
  properties: {
    id: p.uuid().primary(),
    draftId: p.uuid(),
    round: p.integer(),
    stage: p.text().$type<ReviewStage>(),
    reviewerId: p.uuid(),
    verdict: p.text().$type<ReviewVerdict>(),
    aspects: p.json<readonly AspectFinding[]>(),
    opinion: p.text(),
    revision: p.integer(),
    at: p.datetime(3),
    void: p.boolean(),
  },
});

/** One row each time the office check sent a draft back, with the rule: the supervision report counts them. */
export const DraftReturnSchema = defineEntity({
  name: 'DraftReturnRow',
  tableName: 'draft_return',
  indexes: [{ properties: ['draftId'] }, { properties: ['rule', 'at'] }],
  properties: {
    id: p.uuid().primary(),
    draftId: p.uuid(),
    rule: p.text(),
    reason: p.text(),
    at: p.datetime(3),
  },
});
