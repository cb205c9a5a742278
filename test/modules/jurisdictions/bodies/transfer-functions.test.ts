import { expect, test } from 'vitest';
import { openPowerListUpdates } from '../../../../src/modules/compliance/power-lists/open-power-list-updates.js';
import { announceDatedChanges } from '../../../../src/modules/jurisdictions/bodies/announce-dated-changes.js';
import { mergeBodies } from '../../../../src/modules/jurisdictions/bodies/merge-bodies.js';
import {
  transferFunctions,
  type TransferInput,
} from '../../../../src/modules/jurisdictions/bodies/transfer-functions.js';
import { loadDirectory } from '../../../../src/modules/jurisdictions/load-directory.js';
import { bodyForFunction, carriedFunctions } from '../../../../src/modules/jurisdictions/responsible-body.js';
import { newest } from '../../../../src/modules/jurisdictions/select-directory.js';
import { successionsInForce } from '../../../../src/modules/jurisdictions/successions-in-force.js';
import { readHead } from '../../../../src/modules/ledger/read-head.js';
import { ManualClock } from '../../../../src/platform/clock/clock.js';
import { testDatabase } from '../../../support/test-database.js';
import { codesFor, faultsOf } from '../refusals.js';
import { actorWith, drafter, huangpuOffice, ids, putuoOffice, settle, traces } from '../small-country.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
await settle(db);
const justice: TransferInput = {
  bodyId: ids.putuo,
  successorId: ids.putuoCivil,
  functions: ['JUSTICE'],
  effectiveOn: '2026-04-01',
};
const transfer = (input: TransferInput) => db.transaction((tx) => transferFunctions(tx, putuoOffice, input));

async function answering(fn: string): Promise<[string | undefined, string | undefined]> {
  const found = bodyForFunction(await loadDirectory(db, newest), '310107', fn);
  return [found?.body.id, found?.rule];
}

async function on(day: string): Promise<void> {
  clock.set(`${day}T00:00:00+08:00`);
  await db.transaction(announceDatedChanges);
}

test('a function is with the other body from its day on, and both have a list to update', async () => {
  await transfer(justice);
  expect(await answering('JUSTICE')).toEqual([ids.putuo, 'R-P01']);
  await on('2026-04-01');
  expect(await answering('JUSTICE')).toEqual([ids.putuoCivil, 'R-P06']);
  expect(await answering('GOVERNMENT')).toEqual([ids.putuo, 'R-P01']);
  const directory = await loadDirectory(db, newest);
  expect(successionsInForce(directory, ids.putuoCivil), 'it lives on').toEqual({ from: [], to: [] });

  const { sequence } = await readHead(db);
  await db.transaction((tx) => openPowerListUpdates(tx, sequence));
  expect(await db.sql('select subject, due_date::text as due from task order by subject')).toEqual([
    { subject: ids.putuo, due: '2026-04-16' },
    { subject: ids.putuoCivil, due: '2026-04-16' },
  ]);
});

test('it may come back, and goes on with a merger', async () => {
  await transfer({ ...justice, bodyId: ids.putuoCivil, successorId: ids.putuo, effectiveOn: '2026-05-01' });
  await on('2026-05-01');
  expect(await answering('JUSTICE')).toEqual([ids.putuo, 'R-P01']);
  await transfer({ ...justice, effectiveOn: '2026-06-01' });
  const merger = { predecessorId: ids.putuoCivil, successors: [{ bodyId: ids.putuo }], effectiveOn: '2026-07-01' };
  await db.transaction((tx) => mergeBodies(tx, putuoOffice, merger));
  await on('2026-07-01');
  const directory = await loadDirectory(db, newest);
  const putuo = directory.body(ids.putuo);
  expect(putuo && carriedFunctions(directory, putuo)).toEqual(['GOVERNMENT', 'JUSTICE', 'CIVIL_AFFAIRS']);
});

test('it is refused for functions that the body has not that day, to nobody, and to whoever keeps only one side', async () => {
  const before = await traces(db);
  const faults = (input: Partial<TransferInput>) =>
    faultsOf(db, (tx) =>
      transferFunctions(tx, putuoOffice, { ...justice, bodyId: ids.putuo, successorId: ids.caoyang, ...input }),
    );
  expect(await faults({ functions: ['FINANCE'], effectiveOn: '2026-08-01' })).toEqual([
    'RULE_VIOLATION functions R-P06',
  ]);
  expect(await faults({ functions: [], effectiveOn: '2026-08-01' })).toEqual(['REQUIRED functions']);
  expect(await faults({ successorId: ids.putuo, effectiveOn: '2026-08-01' })).toEqual(['INVALID successorId']);
  expect(await faults({ successorId: ids.putuoCivil, effectiveOn: '2026-08-01' })).toEqual([
    'INVALID successorId R-P06',
  ]);
  expect(await faults({ bodyId: ids.putuoCivil, effectiveOn: '2026-08-01' })).toEqual(['INVALID effectiveOn']);
  const input = { ...justice, successorId: ids.huangpu, effectiveOn: '2026-08-01' };
  const others = [actorWith(), drafter, huangpuOffice, putuoOffice];
  expect(await codesFor(db, others, (tx, actor) => transferFunctions(tx, actor, input))).toEqual(['FORBIDDEN']);
  expect(await traces(db)).toEqual(before);
});
