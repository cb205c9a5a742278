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

const records = ['1', '2', '3'].map((reference) => ({ reference, title: `旧信息${reference}` }));
const [one = '', two = '', three = ''] = await db.transaction((tx) =>
  importOldRecords(tx, people.drafter, { bodyId: ids.putuoCivil, records }),
);
const classify = (...assignments: Parameters<typeof classifyRecords>[2]['assignments']) =>
  db.transaction((tx) => classifyRecords(tx, people.drafter, { assignments }));
const places = () => db.sql('select reference, item_code from old_record order by reference');

test('many records at once, anew, and back', async () => {
  expect(
    await classify({ recordIds: [one, two], itemCode: 'T-01-01' }, { recordIds: [three], itemCode: 'T-01-02' }),
  ).toBe(3);
  expect(await classify({ recordIds: [two], itemCode: 'T-01-02' }, { recordIds: [three], itemCode: null })).toBe(2);
  expect(await places()).toEqual([
    { reference: '1', item_code: 'T-01-01' },
    { reference: '2', item_code: 'T-01-02' },
    { reference: '3', item_code: null },
  ]);
});

test('what is no leaf of the division, named twice or a draft by now is refused, and nothing is changed', async () => {
  await db.transaction((tx) => draftOldRecord(tx, people.drafter, { recordId: two, kind: 'GENERAL_INFORMATION' }));
  const before = await places();
  const faults = (...assignments: Parameters<typeof classifyRecords>[2]['assignments']) =>
    faultsOf(db, (tx) => classifyRecords(tx, people.drafter, { assignments }));
  expect(await faults({ recordIds: [one], itemCode: 'T-01' })).toEqual(['INVALID assignments.0.itemCode']);
  expect(await faults({ recordIds: [one], itemCode: 'T-01-03' })).toEqual(['INVALID assignments.0.itemCode']);
  expect(await faults({ recordIds: [one, one], itemCode: 'T-01-02' })).toEqual(['DUPLICATE assignments.0.recordIds.1']);
  expect(await faults({ recordIds: [one, two], itemCode: 'T-01-02' })).toEqual([
    'NOT_ALLOWED_HERE assignments.0.recordIds.1',
  ]);
  expect(await faults()).toEqual(['REQUIRED assignments']);
  expect(await places()).toEqual(before);
});

test('records of others do not exist', async () => {
  const run = (actors: Parameters<typeof codesFor>[1], id: string) =>
    codesFor(db, actors, (tx, actor) =>
      classifyRecords(tx, actor, { assignments: [{ recordIds: [id], itemCode: 'T-01-01' }] }),
    );
  expect(await run([people.elsewhere], one)).toEqual(['NOT_FOUND']);
  expect(await run([people.drafter], '00000000-0000-4000-8000-00000000dead')).toEqual(['NOT_FOUND']);
  expect(await run([people.supervisor], one)).toEqual(['FORBIDDEN']);
});
