import { defineEntity, p } from '@mikro-orm/postgresql';

/** A record of a time before the catalogue; the database deletes none. */
export const OldRecordSchema = defineEntity({
  name: 'OldRecordRow',
  tableName: 'old_record',
  uniques: [{ properties: ['bodyId', 'reference'] }],
  indexes: [{ properties: ['divisionCode'] }],
  properties: {
    id: p.uuid().primary(),
    bodyId: p.uuid(),
    divisionCode: p.text(),
    reference: p.text(),
    title: p.text(),
    html: p.text().nullable(),
    sourceUrl: p.text().nullable(),
    formedAt: p.date().nullable(),
    itemCode: p.text().nullable(),
    importedBy: p.uuid(),
    importedAt: p.datetime(3),
    classifiedBy: p.uuid().nullable(),
    classifiedAt: p.datetime(3).nullable(),
    draftId: p.uuid().nullable(),
  },
});
