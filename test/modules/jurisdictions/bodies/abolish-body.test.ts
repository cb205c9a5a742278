import { expect, test } from 'vitest';
import { abolishBody } from '../../../../src/modules/jurisdictions/bodies/abolish-body.js';
import { announceDatedChanges } from '../../../../src/modules/jurisdictions/bodies/announce-dated-changes.js';
import { mergeBodies } from '../../../../src/modules/jurisdictions/bodies/merge-bodies.js';
import { findBody } from '../../../../src/modules/jurisdictions/find-body.js';
import { loadDirectory } from '../../../../src/modules/jurisdictions/load-directory.js';
import { bodyForFunction } from '../../../../src/modules/jurisdictions/responsible-body.js';
import { newest } from '../../../../src/modules/jurisdictions/select-directory.js';
import { readHead } from '../../../../src/modules/ledger/read-head.js';
import { ManualClock } from '../../../../src/platform/clock/clock.js';
import { testDatabase } from '../../../support/test-database.js';
import { codesFor, faultsOf } from '../refusals.js';
import { actorWith, drafter, huangpuOffice, ids, putuoOffice, settle, streetOffice, traces } from '../small-country.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
await settle(db);
const effectiveOn = '2026-04-01';

test('a body that is abolished ends the day before, and its functions fall to the government from that day on', async () => {
  const ended = await db.transaction((tx) => abolishBody(tx, putuoOffice, { bodyId: ids.putuoCivil, effectiveOn }));
  expect(ended).toMatchObject({ validTo: '2026-03-31', successorIds: [] });
  expect(await findBody(db, ids.putuoCivil)).toEqual(ended);
  const answering = async () => bodyForFunction(await loadDirectory(db, newest), '310107', 'CIVIL_AFFAIRS')?.body.id;
  const recorded = await readHead(db);
  expect(await answering()).toBe(ids.putuoCivil);

  expect(await db.transaction(announceDatedChanges)).toEqual([]);
  clock.set('2026-03-31T23:59:59+08:00');
  expect(await db.transaction(announceDatedChanges)).toEqual([]);
  clock.set('2026-04-01T00:00:00+08:00');
  const tellers = await Promise.all([db.transaction(announceDatedChanges), db.transaction(announceDatedChanges)]);
  expect(tellers.flat(), 'one of two workers tells it').toEqual([ids.putuoCivil]);
  expect((await readHead(db)).sequence).toBe(recorded.sequence + 1n);
  expect(await answering()).toBe(ids.putuo);
  expect((await loadDirectory(db, recorded.sequence)).today).toBe('2026-03-02');
});

test('it is refused to whoever does not keep the division, and leaves nothing', async () => {
  const before = await traces(db);
  const input = { bodyId: ids.caoyang, effectiveOn: '2026-05-01' };
  const others = [actorWith(), drafter, huangpuOffice];
  expect(await codesFor(db, others, (tx, actor) => abolishBody(tx, actor, input))).toEqual(['FORBIDDEN']);
  const unknown = { ...input, bodyId: '00000000-0000-4000-8000-00000000dead' };
  expect(await codesFor(db, [streetOffice], (tx, actor) => abolishBody(tx, actor, unknown))).toEqual(['NOT_FOUND']);
  expect(await traces(db)).toEqual(before);
});

test('it is refused for one that ended, before its first day, and before it is to carry on another', async () => {
  const faults = (bodyId: string, day: string) =>
    faultsOf(db, (tx) => abolishBody(tx, putuoOffice, { bodyId, effectiveOn: day }));
  expect(await faults(ids.putuoCivil, '2026-05-01')).toEqual(['NOT_ALLOWED_HERE bodyId']);
  expect(await faults(ids.caoyang, '2021-06-01')).toEqual(['INVALID effectiveOn']);
  const merger = { predecessorId: ids.caoyang, successors: [{ bodyId: ids.putuo }], effectiveOn: '2026-07-01' };
  await db.transaction((tx) => mergeBodies(tx, putuoOffice, merger));
  expect(await faults(ids.putuo, '2026-07-01')).toEqual(['RULE_VIOLATION effectiveOn R-P06']);
});
