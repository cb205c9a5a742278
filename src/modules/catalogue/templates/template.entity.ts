import { defineEntity, p } from '@mikro-orm/postgresql';

export const CatalogueTemplateSchema = defineEntity({
  name: 'CatalogueTemplate',
  tableName: 'catalogue_template',
  properties: {
    code: p.text().primary(),
    name: p.text(),
    pilotField: p.text().index('catalogue_template_pilot_field_index'),
    divisionCode: p.text(),
  },
});

/** Issued versions are never changed. */
export const CatalogueTemplateVersionSchema = defineEntity({
  name: 'CatalogueTemplateVersion',
  tableName: 'catalogue_template_version',
  uniques: [{ name: 'catalogue_template_version_number_unique', properties: ['templateCode', 'version'] }],
  properties: {
    id: p.uuid().primary(),
    templateCode: p.text(),
    version: p.integer(),
    note: p.text().nullable(),
    accountId: p.uuid(),
    at: p.datetime(3),
  },
});

export const CatalogueTemplateRowSchema = defineEntity({
  name: 'CatalogueTemplateRow',
  tableName: 'catalogue_template_row',
  uniques: [{ name: 'catalogue_template_row_key_unique', properties: ['templateCode', 'version', 'key'] }],
  properties: {
    id: p.uuid().primary(),
    templateCode: p.text(),
    version: p.integer(),
    key: p.text(),
    position: p.integer(),
    itemCode: p.text().nullable(),
    parentCode: p.text(),
    identifier: p.text(),
    columns: p.json(),
  },
});

/** One for each version of a row that a division took over. */
export const CatalogueTemplateUseSchema = defineEntity({
  name: 'CatalogueTemplateUse',
  tableName: 'catalogue_template_use',
  uniques: [
    {
      name: 'catalogue_template_use_version_unique',
      properties: ['divisionCode', 'templateCode', 'key', 'version'],
    },
  ],
  properties: {
    id: p.uuid().primary(),
    divisionCode: p.text(),
    templateCode: p.text(),
    key: p.text(),
    version: p.integer(),
    itemCode: p.text().index('catalogue_template_use_item_code_index'),
    editionId: p.uuid().nullable(),
    accountId: p.uuid(),
    at: p.datetime(3),
  },
});
