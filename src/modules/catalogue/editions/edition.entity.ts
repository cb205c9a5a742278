import { defineEntity, p } from '@mikro-orm/postgresql';

export const CatalogueEditionSchema = defineEntity({
  name: 'CatalogueEdition',
  tableName: 'catalogue_edition',
  properties: {
    id: p.uuid().primary(),
    divisionCode: p.text().index('catalogue_edition_division_code_index'),
    title: p.text(),
    state: p.text(),
    /** Counts states and proposals alike: whoever saw an older one has not seen what is there now. */
    version: p.integer(),
    createdBy: p.uuid(),
    createdAt: p.datetime(3),
    submittedBy: p.uuid().nullable(),
    approvedBy: p.uuid().nullable(),
    publishedSequence: p.bigint().nullable(),
    updatedAt: p.datetime(3),
  },
});

/** Who brought an edition to which state, and with what opinion: kept for ever. */
export const CatalogueEditionEventSchema = defineEntity({
  name: 'CatalogueEditionEvent',
  tableName: 'catalogue_edition_event',
  uniques: [{ name: 'catalogue_edition_event_number_unique', properties: ['editionId', 'number'] }],
  properties: {
    id: p.uuid().primary(),
    editionId: p.uuid(),
    number: p.integer(),
    state: p.text(),
    accountId: p.uuid(),
    opinion: p.text().nullable(),
    at: p.datetime(3),
  },
});

/** What would take the place of the division's own fact in one slot; without a state that fact is taken back. */
export const CatalogueEditionChangeSchema = defineEntity({
  name: 'CatalogueEditionChange',
  tableName: 'catalogue_edition_change',
  uniques: [
    {
      name: 'catalogue_edition_change_slot_unique',
      properties: ['editionId', 'itemCode', 'field', 'slot'],
      where: 'replaced_at is null',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    editionId: p.uuid(),
    itemCode: p.text(),
    field: p.text(),
    slot: p.text(),
    state: p.text().nullable(),
    value: p.json().nullable(),
    reason: p.text().nullable(),
    basis: p.text().nullable(),
    rule: p.text().nullable(),
    basedOn: p.uuid().nullable(),
    accountId: p.uuid(),
    at: p.datetime(3),
    /** When the edition said something else instead, or nothing; such a row is only looked back at. */
    replacedAt: p.datetime(3).nullable(),
  },
});

/** An item that exists only once its edition is published; its code is taken from the beginning. */
export const CatalogueEditionItemSchema = defineEntity({
  name: 'CatalogueEditionItem',
  tableName: 'catalogue_edition_item',
  properties: {
    code: p.text().primary(),
    editionId: p.uuid().index('catalogue_edition_item_edition_id_index'),
    parentCode: p.text().nullable(),
    category: p.text(),
    tier: p.integer(),
    isLeaf: p.boolean(),
    identifier: p.text(),
    field: p.text().nullable(),
    /** In which order the edition adds its items. */
    position: p.integer().default(0),
  },
});
