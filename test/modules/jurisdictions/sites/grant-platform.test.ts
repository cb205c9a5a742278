import { describe, expect, test } from 'vitest';
import { grantPlatform, type PlatformGrantInput } from '../../../../src/modules/jurisdictions/sites/grant-platform.js';
import { listPlatformGrants } from '../../../../src/modules/jurisdictions/sites/list-platform-grants.js';
import { registerSite } from '../../../../src/modules/jurisdictions/sites/register-site.js';
import { testDatabase } from '../../../support/test-database.js';
import { codeOf, codesFor, faultsOf } from '../refusals.js';
import {
  actorWith,
  drafter,
  huangpuOffice,
  ids,
  operator,
  putuoOffice,
  settle,
  site,
  streetOffice,
  traces,
} from '../small-country.js';

const db = await testDatabase();
await settle(db);
const portal = await db.transaction((tx) => registerSite(tx, putuoOffice, site()));
const from = new Date('2026-01-01T00:00:00+08:00');
const wanted: PlatformGrantInput = { siteId: portal.id, bodyId: ids.caoyang, validFrom: from };

describe('grant a platform', () => {
  test('the district lets a street in, and the ledger says that the site changed', async () => {
    const until = new Date('2026-12-31T23:59:59.999+08:00');
    const grant = await db.transaction((tx) =>
      grantPlatform(tx, putuoOffice, { ...wanted, sections: ['政府信息公开'], validTo: until }),
    );
    expect(grant).toMatchObject({ siteId: portal.id, bodyId: ids.caoyang, validFrom: from, validTo: until });
    expect(grant).toMatchObject({ grantedBy: putuoOffice.accountId, sections: ['政府信息公开'], revokedAt: null });
    expect(await listPlatformGrants(db, { siteId: portal.id })).toEqual([grant]);
    expect(await listPlatformGrants(db, { bodyId: ids.caoyang })).toEqual([grant]);
    expect(await listPlatformGrants(db, { bodyId: ids.putuo })).toEqual([]);
    expect(await listPlatformGrants(db, { bodyId: 'nobody' })).toEqual([]);
    expect(await db.sql('select kind, subject from ledger_entry where sequence = 4')).toEqual([
      { kind: 'SITE_CHANGED', subject: portal.id },
    ]);
    expect(await traces(db)).toMatchObject({ grants: 1, audits: 4, head: 4 });
  });

  test('a street cannot let itself in', async () => {
    const others = [actorWith(), drafter, streetOffice, huangpuOffice];
    expect(await codesFor(db, others, (tx, actor) => grantPlatform(tx, actor, wanted))).toEqual(['FORBIDDEN']);
  });

  test('an unknown site or body is not found', async () => {
    const nobody = '00000000-0000-4000-8000-00000000dead';
    expect(await codeOf(db, (tx) => grantPlatform(tx, operator, { ...wanted, siteId: nobody }))).toBe('NOT_FOUND');
    expect(await codeOf(db, (tx) => grantPlatform(tx, operator, { ...wanted, bodyId: nobody }))).toBe('NOT_FOUND');
  });

  const cases: [string, Partial<PlatformGrantInput>, string[]][] = [
    ['a body of the site’s own division', { bodyId: ids.putuoCivil }, ['NOT_ALLOWED_HERE bodyId R-H03']],
    ['a body beside it', { bodyId: ids.huangpu }, ['NOT_ALLOWED_HERE bodyId R-H03']],
    ['a body above it', { bodyId: ids.city }, ['NOT_ALLOWED_HERE bodyId R-H03']],
    ['no section at all', { sections: [] }, ['REQUIRED sections']],
    ['a section the site does not have', { sections: ['体育'] }, ['INVALID sections']],
    ['an end that is not after the beginning', { validTo: from }, ['INVALID validTo']],
  ];
  test.each(cases)('refuses %s', async (_, change, faults) => {
    expect(await faultsOf(db, (tx) => grantPlatform(tx, operator, { ...wanted, ...change }))).toEqual(faults);
  });
});
