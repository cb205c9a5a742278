import { describe, expect, test } from 'vitest';
import { findBody } from '../../../../src/modules/jurisdictions/find-body.js';
import { loadDirectory } from '../../../../src/modules/jurisdictions/load-directory.js';
import { type BodyRegistration, registerBodies } from '../../../../src/modules/jurisdictions/bodies/register-bodies.js';
import { testDatabase } from '../../../support/test-database.js';
import { codesFor, faultsOf } from '../refusals.js';
import {
  actorWith,
  bodies,
  body,
  drafter,
  huangpuOffice,
  ids,
  operator,
  putuoOffice,
  settle,
  streetOffice,
  traces,
} from '../small-country.js';

const db = await testDatabase();
await settle(db);

const finance = body({ slug: '310107-finance', name: ' 普陀区财政局 ', kind: 'DEPARTMENT', functions: ['FINANCE'] });

describe('register bodies', () => {
  test('all in one release, in the order given, under the ids given', async () => {
    expect(await traces(db)).toMatchObject({ head: 2, entries: 9, audits: 2, events: 2, bodies: 5 });
    const directory = await loadDirectory(db, 2n);
    expect(directory.bodies().map((known) => known.slug)).toEqual(bodies.map((known) => known.slug));
    expect((await loadDirectory(db, 1n)).bodies()).toEqual([]);
    expect(await findBody(db, ids.putuoCivil)).toEqual({
      id: ids.putuoCivil,
      slug: '310107-civil-affairs',
      name: '普陀区民政局',
      shortName: null,
      kind: 'DEPARTMENT',
      divisionCode: '310107',
      functions: ['CIVIL_AFFAIRS'],
      validFrom: '2021-06-01',
      validTo: null,
      predecessorIds: [],
      successorIds: [],
    });
  });

  test('the office of the division may, and an id is drawn where none is given', async () => {
    const [registered] = await db.transaction((tx) => registerBodies(tx, putuoOffice, { bodies: [finance] }));
    expect(registered).toMatchObject({ name: '普陀区财政局', slug: '310107-finance', functions: ['FINANCE'] });
    expect(await findBody(db, registered?.id ?? '')).toEqual(registered);
    const [entry] = await db.sql('select kind, subject from ledger_entry where sequence = 3');
    expect(entry).toEqual({ kind: 'BODY_CHANGED', subject: registered?.id });
  });

  test('others may not, nor may an office for a division that is not below it', async () => {
    const justice = body({ slug: '310107-justice', functions: [] });
    const others = [actorWith(), drafter, huangpuOffice, streetOffice];
    expect(await codesFor(db, others, (tx, actor) => registerBodies(tx, actor, { bodies: [justice] }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(
      await codesFor(db, [putuoOffice], (tx, actor) =>
        registerBodies(tx, actor, { bodies: [justice, body({ slug: '310101-justice' })] }),
      ),
    ).toEqual(['FORBIDDEN']);
  });
});

describe('a set of bodies is refused whole, with every fault', () => {
  const cases: [string, BodyRegistration[], string[]][] = [
    ['nothing', [], ['REQUIRED bodies']],
    ['a slug that is taken', [body({ slug: '310107-government' })], ['DUPLICATE bodies.0.slug']],
    ['a slug twice', [body({ slug: '310107-a' }), body({ slug: '310107-a' })], ['DUPLICATE bodies.1.slug']],
    ['an id that is taken', [body({ slug: '310107-a', id: ids.city })], ['DUPLICATE bodies.0.id']],
    ['a slug that is none', [body({ slug: '310107-民政' })], ['INVALID bodies.0.slug']],
    ['a blank name', [body({ slug: '310107-a', name: ' ' })], ['REQUIRED bodies.0.name']],
    ['an unknown division', [body({ slug: '999999-a' })], ['INVALID bodies.0.divisionCode']],
    ['a function that is none', [body({ slug: '310107-a', functions: ['民政'] })], ['INVALID bodies.0.functions']],
    [
      'an end before its beginning',
      [body({ slug: '310107-a', validFrom: '2026-01-01', validTo: '2025-12-31' })],
      ['INVALID bodies.0.validTo'],
    ],
    [
      'a function that another body of the division carries',
      [body({ slug: '310107-a', functions: ['CIVIL_AFFAIRS'] })],
      ['RULE_VIOLATION bodies.0.functions R-P08'],
    ],
    [
      'a function twice in the set',
      [body({ slug: '310107-a', functions: ['DATA'] }), body({ slug: '310107-b', functions: ['DATA'] })],
      ['RULE_VIOLATION bodies.1.functions R-P08'],
    ],
  ];

  test.each(cases)('%s', async (_, wrong, faults) => {
    expect(await faultsOf(db, (tx) => registerBodies(tx, operator, { bodies: wrong }))).toEqual(faults);
  });

  test('a function may pass from one body to the next in time', async () => {
    const sisters = [
      body({ slug: '310101-old', functions: ['DATA'], validTo: '2025-12-31' }),
      body({ slug: '310101-new', functions: ['DATA'], validFrom: '2026-01-01' }),
    ];
    const registered = await db.transaction((tx) => registerBodies(tx, huangpuOffice, { bodies: sisters }));
    expect(registered.map((known) => known.validTo)).toEqual(['2025-12-31', null]);
  });
});
