import { expect, test } from 'vitest';
import { classifyRecords } from '../../../../src/modules/content/old-records/classify-records.js';
import { draftOldRecord } from '../../../../src/modules/content/old-records/draft-old-record.js';
import { importOldRecords } from '../../../../src/modules/content/old-records/import-old-records.js';
import { people, settleCatalogue } from '../../../support/builders-content.js';
import { testDatabase } from '../../../support/test-database.js';
import { codesFor, faultsOf } from '../../jurisdictions/refusals.js';
import { ids } from '../../jurisdictions/small-country.js';

const db = await testDatabase();
await settleCatalogue(db);

const records = [
  { reference: '1', title: '旧信息', html: '<p>正文</p>', formedAt: '2018-01-02' },
  { reference: '2', title: '未归类' },
];
const [recordId = '', unclassified = ''] = await db.transaction((tx) =>
  importOldRecords(tx, people.drafter, { bodyId: ids.putuoCivil, records }),
);
await db.transaction((tx) =>
  classifyRecords(tx, people.editor, { assignments: [{ recordIds: [recordId], itemCode: 'T-01-02' }] }),
);
const kind = 'GENERAL_INFORMATION';

test('is for drafters, and for what was classified', async () => {
  const run = (actors: Parameters<typeof codesFor>[1]) =>
    codesFor(db, actors, (tx, actor) => draftOldRecord(tx, actor, { recordId, kind }));
  expect(await run([people.editor, people.supervisor])).toEqual(['FORBIDDEN']);
  expect(await run([people.elsewhere])).toEqual(['NOT_FOUND']);
  expect(await faultsOf(db, (tx) => draftOldRecord(tx, people.drafter, { recordId: unclassified, kind }))).toEqual([
    'REQUIRED recordId',
  ]);
  expect(await db.sql('select id from draft')).toEqual([]);
});

test('begins a draft with what the record says, and leaves the record', async () => {
  const draft = await db.transaction((tx) => draftOldRecord(tx, people.drafter, { recordId, kind }));
  expect(draft).toMatchObject({
    bodyId: ids.putuoCivil,
    title: '旧信息',
    html: '<p>正文</p>',
    formedAt: '2018-01-02',
    itemCodes: ['T-01-02'],
  });
  expect(await db.sql('select draft_id::text as draft, title from old_record where id = $1', [recordId])).toEqual([
    { draft: draft.id, title: '旧信息' },
  ]);
  expect(await faultsOf(db, (tx) => draftOldRecord(tx, people.drafter, { recordId, kind }))).toEqual([
    'NOT_ALLOWED_HERE recordId',
  ]);
});
