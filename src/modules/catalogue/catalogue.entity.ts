import { defineEntity, p } from '@mikro-orm/postgresql';

/** What never changes of an item. `to_sequence` is the release that retired it: codes are never used again. */
export const CatalogueItemSchema = defineEntity({
  name: 'CatalogueItem',
  tableName: 'catalogue_item',
  properties: {
    code: p.text().primary(),
    parentCode: p.text().nullable().index('catalogue_item_parent_code_index'),
    definedAt: p.text(),
    category: p.text(),
    tier: p.integer(),
    isLeaf: p.boolean(),
    identifier: p.text(),
    field: p.text().nullable(),
    position: p.integer(),
    local: p.boolean(),
    fromSequence: p.bigint(),
    toSequence: p.bigint().nullable(),
  },
});

/** What one division says of one field of one item, from one sequence to another. Rows are closed, never deleted. */
export const CatalogueFactSchema = defineEntity({
  name: 'CatalogueFact',
  tableName: 'catalogue_fact',
  uniques: [
    {
      name: 'catalogue_fact_slot_unique',
      properties: ['itemCode', 'divisionCode', 'field', 'slot', 'fromSequence'],
    },
  ],
  properties: {
    id: p.uuid().primary(),
    itemCode: p.text(),
    divisionCode: p.text(),
    field: p.text(),
    slot: p.text(),
    state: p.text(),
    value: p.json().nullable(),
    reason: p.text().nullable(),
    basis: p.text().nullable(),
    rule: p.text().nullable(),
    approver: p.uuid().nullable(),
    accountId: p.uuid(),
    at: p.datetime(3),
    fromSequence: p.bigint(),
    toSequence: p.bigint().nullable(),
  },
});
