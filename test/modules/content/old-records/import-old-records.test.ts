import { expect, test } from 'vitest';
import { importOldRecords } from '../../../../src/modules/content/old-records/import-old-records.js';
import { people, person, settleCatalogue } from '../../../support/builders-content.js';
import { testDatabase } from '../../../support/test-database.js';
import { codesFor, faultsOf } from '../../jurisdictions/refusals.js';
import { ids } from '../../jurisdictions/small-country.js';

const db = await testDatabase();
await settleCatalogue(db);

const bodyId = ids.putuoCivil;
const record = { reference: 'a-1', title: '旧信息' };
const stored = () =>
  db.sql('select reference, title, html, formed_at::text, item_code from old_record order by reference');

test('records are taken over as they were, cleaned of what is no content, without a leaf', async () => {
  const records = [{ ...record, title: ' 旧信息 ', html: '<p onclick="x()">正文</p>', formedAt: '2018-01-02' }];
  const given = await db.transaction((tx) => importOldRecords(tx, people.drafter, { bodyId, records }));
  expect(given).toHaveLength(1);
  expect(await stored()).toEqual([
    { reference: 'a-1', title: '旧信息', html: '<p>正文</p>', formed_at: '2018-01-02', item_code: null },
  ]);
  await expect(db.sql('delete from old_record')).rejects.toThrow('never changed or deleted');
});

test('every fault of every record is told, and then none is taken over', async () => {
  const before = await stored();
  const faults = (records: Parameters<typeof importOldRecords>[2]['records']) =>
    faultsOf(db, (tx) => importOldRecords(tx, people.drafter, { bodyId, records }));
  expect(
    await faults([
      { reference: 'b-1', title: '好的' },
      { reference: ' ', title: '' },
      { reference: 'b-2', title: 't', sourceUrl: 'javascript:alert(1)', formedAt: '2018-02-30' },
      { reference: 'b-1', title: '又一次' },
      record,
    ]),
  ).toEqual([
    'REQUIRED records.1.reference',
    'REQUIRED records.1.title',
    'INVALID records.2.sourceUrl',
    'INVALID records.2.formedAt',
    'DUPLICATE records.3.reference',
    'DUPLICATE records.4.reference',
  ]);
  expect(await faults([])).toEqual(['REQUIRED records']);
  expect(await faults(Array.from({ length: 1_001 }, (_, n) => ({ reference: `c-${n}`, title: 't' })))).toEqual([
    'INVALID records',
  ]);
  expect(await stored()).toEqual(before);
});

test('it is for those who work for the body or keep its division', async () => {
  const attempt = { bodyId, records: [{ reference: 'd-1', title: 't' }] };
  const run = (actors: Parameters<typeof codesFor>[1]) =>
    codesFor(db, actors, (tx, actor) => importOldRecords(tx, actor, attempt));
  expect(await run([people.supervisor, people.signer])).toEqual(['FORBIDDEN']);
  expect(await run([people.elsewhere, people.operator, person(40, 'EDITOR', '310107005')])).toEqual(['NOT_FOUND']);
});
