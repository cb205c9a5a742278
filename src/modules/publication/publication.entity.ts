import { defineEntity, p } from '@mikro-orm/postgresql';
import type { DisclosureKind, KindFields, RelationType } from '../content/kinds/kind.js';
import type { PublishedAttachment, PublishedElement } from './published-version.js';

/** One row a disclosure: the lock for whoever corrects or withdraws it, and the keeper of its number. */
export const DisclosureSchema = defineEntity({
  name: 'DisclosureRow',
  tableName: 'disclosure',
  uniques: [{ properties: ['indexNo'] }],
  properties: {
    id: p.uuid().primary(),
    kind: p.text().$type<DisclosureKind>(),
    indexNo: p.text(),
    divisionCode: p.text(),
    bodyId: p.uuid(),
    latestVersion: p.integer(),
    firstPublishedAt: p.datetime(3),
    withdrawnAt: p.datetime(3).nullable(),
    /** For whom it is, from its first publication on; null = everybody. */
    audienceIds: p.array().nullable(),
  },
});

/** Indexes over what may still be shown: every public read asks for that first. */
function shownIndexes(columns: Readonly<Record<string, string>>): { name: string; expression: string }[] {
  return Object.entries(columns).map(([name, expression]) => ({
    name: `disclosure_version_${name}`,
    expression: `create index "disclosure_version_${name}" on "disclosure_version" ${expression} where "withdrawn_sequence" is null`,
  }));
}

/** One immutable version; only the end of its life is written later. `search…`: folded text and its search keys. */
export const DisclosureVersionSchema = defineEntity({
  name: 'DisclosureVersionRow',
  tableName: 'disclosure_version',
  indexes: [
    { properties: ['fromSequence'] },
    ...shownIndexes({
      newest: '("first_published_at" desc, "disclosure_id" desc)',
      updated: '("published_at" desc, "disclosure_id" desc)',
      body_newest: '("lead_body_id", "first_published_at" desc, "disclosure_id" desc)',
      division_newest: '("division_code", "first_published_at" desc, "disclosure_id" desc)',
      items: 'using gin ("item_codes")',
      grams: 'using gin ("search_grams")',
    }),
  ],
  properties: {
    disclosureId: p.uuid().primary(),
    version: p.integer().primary().autoincrement(false),
    kind: p.text().$type<DisclosureKind>(),
    indexNo: p.text(),
    canonical: p.text(),
    digest: p.text(),
    title: p.text(),
    summary: p.text().nullable(),
    keywords: p.array(),
    html: p.text().nullable(),
    text: p.text().nullable(),
    elements: p.json<readonly PublishedElement[]>(),
    fields: p.json<KindFields>(),
    attachments: p.json<readonly PublishedAttachment[]>(),
    divisionCode: p.text(),
    leadBodyId: p.uuid(),
    originBodyId: p.uuid(),
    itemCodes: p.array(),
    mode: p.text(),
    formedAt: p.date().nullable(),
    changedAt: p.date().nullable(),
    issuedAt: p.date().nullable(),
    firstPublishedAt: p.datetime(3),
    publishedAt: p.datetime(3),
    language: p.text(),
    genre: p.text().nullable(),
    year: p.integer(),
    effectiveFrom: p.date().nullable(),
    effectiveTo: p.date().nullable(),
    reason: p.text().nullable(),
    releasedBy: p.uuid(),
    searchDocNo: p.text().nullable(),
    searchTitle: p.text(),
    searchSummary: p.text(),
    searchBody: p.text(),
    searchGrams: p.array().columnType('int[]'),
    audienceIds: p.array().nullable(),
    fromSequence: p.bigint(),
    toSequence: p.bigint().nullable(),
    withdrawnSequence: p.bigint().nullable(),
  },
});

/** One disclosure points to another, while the version that says so stands. */
export const RelationSchema = defineEntity({
  name: 'DisclosureRelationRow',
  tableName: 'disclosure_relation',
  indexes: [{ properties: ['targetId', 'type'] }],
  properties: {
    sourceId: p.uuid().primary(),
    type: p.text().$type<RelationType>().primary(),
    targetId: p.uuid().primary(),
    fromSequence: p.bigint().primary(),
    audienceIds: p.array().nullable(),
    toSequence: p.bigint().nullable(),
    withdrawnSequence: p.bigint().nullable(),
  },
});

/** A body that keeps information made by another one points to the maker's record: never a copy (R-P03, R-P04). */
export const BodyLinkSchema = defineEntity({
  name: 'BodyLinkRow',
  tableName: 'body_link',
  indexes: [{ properties: ['disclosureId'] }],
  properties: {
    bodyId: p.uuid().primary(),
    itemCode: p.text().primary(),
    disclosureId: p.uuid().primary(),
    fromSequence: p.bigint().primary(),
    toSequence: p.bigint().nullable(),
    divisionCode: p.text(),
    linkedAt: p.datetime(3),
    linkedBy: p.uuid(),
    audienceIds: p.array().nullable(),
  },
});

/** What is left of a withdrawn disclosure, at every sequence. */
export const TombstoneSchema = defineEntity({
  name: 'TombstoneRow',
  tableName: 'tombstone',
  properties: {
    disclosureId: p.uuid().primary(),
    indexNo: p.text(),
    kind: p.text().$type<DisclosureKind>(),
    lastVersion: p.integer(),
    withdrawnAt: p.datetime(3),
    sequence: p.bigint(),
    reason: p.text(),
    audienceIds: p.array().nullable(),
  },
});

/** The next serial of a scope and year; the row lock is what keeps numbers unique. */
export const IndexNumberCounterSchema = defineEntity({
  name: 'IndexNumberCounterRow',
  tableName: 'index_number_counter',
  properties: {
    scope: p.text().primary(),
    year: p.integer().primary().autoincrement(false),
    next: p.integer(),
  },
});

/** The place of a body among the bodies of its division, given when it first publishes. */
export const IndexNumberBodySchema = defineEntity({
  name: 'IndexNumberBodyRow',
  tableName: 'index_number_body',
  uniques: [{ properties: ['divisionCode', 'number'] }],
  properties: {
    bodyId: p.uuid().primary(),
    divisionCode: p.text(),
    number: p.integer(),
  },
});

/** Whether what was stored at a sequence is what was published: digests computed again after the commit. */
export const ReleaseVerificationSchema = defineEntity({
  name: 'ReleaseVerificationRow',
  tableName: 'release_verification',
  properties: {
    sequence: p.bigint().primary().autoincrement(false),
    ok: p.boolean(),
    detail: p.text().nullable(),
    at: p.datetime(3),
  },
});
