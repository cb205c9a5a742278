import { defineEntity, p } from '@mikro-orm/postgresql';

/** A function that needs no item of its own in a division and those below it, by a decision in writing. */
export const CatalogueExemptionSchema = defineEntity({
  name: 'CatalogueExemption',
  tableName: 'catalogue_exemption',
  uniques: [
    { name: 'catalogue_exemption_standing', properties: ['divisionCode', 'function'], where: 'ended_at is null' },
  ],
  properties: {
    id: p.uuid().primary(),
    divisionCode: p.text(),
    function: p.text(),
    reason: p.text(),
    document: p.text().nullable(),
    exemptedBy: p.uuid(),
    at: p.datetime(3),
    endedBy: p.uuid().nullable(),
    endedAt: p.datetime(3).nullable(),
  },
});

/** That somebody went through the whole catalogue of a division. Rows are never changed. */
export const CatalogueReviewSchema = defineEntity({
  name: 'CatalogueReview',
  tableName: 'catalogue_review',
  indexes: [{ properties: ['divisionCode', 'at'] }],
  properties: {
    id: p.uuid().primary(),
    divisionCode: p.text(),
    note: p.text(),
    reviewedBy: p.uuid(),
    at: p.datetime(3),
  },
});
