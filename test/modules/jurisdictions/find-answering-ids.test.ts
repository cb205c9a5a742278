import { expect, test } from 'vitest';
import { answeringBodies } from '../../../src/modules/jurisdictions/answering-bodies.js';
import { abolishBody } from '../../../src/modules/jurisdictions/bodies/abolish-body.js';
import { mergeBodies } from '../../../src/modules/jurisdictions/bodies/merge-bodies.js';
import { registerBodies } from '../../../src/modules/jurisdictions/bodies/register-bodies.js';
import { transferFunctions } from '../../../src/modules/jurisdictions/bodies/transfer-functions.js';
import { findAnsweringIds } from '../../../src/modules/jurisdictions/find-answering-ids.js';
import { findCarriedIds } from '../../../src/modules/jurisdictions/find-carried-ids.js';
import { loadChain } from '../../../src/modules/jurisdictions/load-chain.js';
import { loadDirectory } from '../../../src/modules/jurisdictions/load-directory.js';
import { newest } from '../../../src/modules/jurisdictions/select-directory.js';
import { testDatabase } from '../../support/test-database.js';
import { body, ids, operator, settle } from './small-country.js';

const db = await testDatabase();
await settle(db);
const one = (index: number) => `FN_${'ABCDE'[index]}`;
const other = (index: number) => `${one(index)}_TOO`;
const slugs = ['310107-alone', '310107-lender', '310107-merged', '310107005-station', '310101-guest'];
const [alone = '', lender = '', merged = '', station = '', guest = ''] = (
  await db.transaction((tx) =>
    registerBodies(tx, operator, {
      bodies: slugs.map((slug, index) => body({ slug, kind: 'DEPARTMENT', functions: [one(index), other(index)] })),
    }),
  )
).map(({ id }) => id);

const on = (day: string) => new Date(`${day}T09:00:00+08:00`);
const abolish = (bodyId: string, effectiveOn: string) =>
  db.transaction((tx) => abolishBody(tx, operator, { bodyId, effectiveOn }));

await abolish(alone, '2026-04-01');
await db.transaction((tx) =>
  transferFunctions(tx, operator, {
    bodyId: lender,
    successorId: ids.putuoCivil,
    functions: [one(1)],
    effectiveOn: '2026-03-01',
  }),
);
await abolish(lender, '2026-04-01');
// Its heir ends in another district, where nobody carries it on; so does the office of the street, later.
await db.transaction((tx) =>
  mergeBodies(tx, operator, { predecessorId: merged, successors: [{ bodyId: guest }], effectiveOn: '2026-04-01' }),
);
await abolish(guest, '2026-05-01');
await abolish(station, '2026-04-01');
await abolish(ids.caoyang, '2026-06-01');

test.each([
  [() => alone, '2026-03-31', () => [alone]],
  [() => alone, '2026-04-01', () => [ids.putuo]],
  [() => lender, '2026-04-01', () => [ids.putuo, ids.putuoCivil]],
  [() => merged, '2026-04-30', () => [guest]],
  [() => merged, '2026-05-01', () => [ids.huangpu]],
  [() => station, '2026-05-31', () => [ids.caoyang]],
  [() => station, '2026-06-01', () => [ids.putuo]],
])('the statement, the directory and a part of it say the same %#', async (of, day, answer) => {
  const [id, expected] = [of(), answer().toSorted()];
  expect(await findAnsweringIds(db, id, day)).toEqual(expected);
  const answering = async (directory: Promise<Parameters<typeof answeringBodies>[0]>) =>
    answeringBodies(await directory, id, day).map((body) => body.id);
  expect((await answering(loadDirectory(db, newest))).toSorted()).toEqual(expected);
  const part = loadChain(db, { divisionCode: '310000' }, { at: newest, bodyIds: [id] });
  expect((await answering(part)).toSorted(), 'read for another division').toEqual(expected);
});

test('what a body carries on is what it answers for', async () => {
  const carried = async (id: string, day: string) => (await findCarriedIds(db, id, on(day))).toSorted();
  expect(await carried(ids.putuo, '2026-03-31')).toEqual([ids.putuo]);
  expect(await carried(ids.putuo, '2026-04-01')).toEqual([ids.putuo, alone, lender].toSorted());
  expect(await carried(ids.putuo, '2026-06-01')).toEqual([ids.putuo, alone, lender, station, ids.caoyang].toSorted());
  expect(await carried(ids.huangpu, '2026-05-01')).toEqual([ids.huangpu, guest, merged].toSorted());
  expect(await carried(ids.putuoCivil, '2026-04-01')).toEqual([ids.putuoCivil, lender].toSorted());
});
