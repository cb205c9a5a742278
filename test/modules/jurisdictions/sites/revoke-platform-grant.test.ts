import { expect, test } from 'vitest';
import { grantPlatform } from '../../../../src/modules/jurisdictions/sites/grant-platform.js';
import { listPlatformGrants } from '../../../../src/modules/jurisdictions/sites/list-platform-grants.js';
import { registerSite } from '../../../../src/modules/jurisdictions/sites/register-site.js';
import { revokePlatformGrant } from '../../../../src/modules/jurisdictions/sites/revoke-platform-grant.js';
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
} from '../small-country.js';

const db = await testDatabase();
await settle(db);
const portal = await db.transaction((tx) => registerSite(tx, putuoOffice, site()));
const grant = await db.transaction((tx) =>
  grantPlatform(tx, putuoOffice, {
    siteId: portal.id,
    bodyId: ids.caoyang,
    validFrom: new Date('2026-01-01T00:00:00Z'),
  }),
);
const input = { grantId: grant.id };

test('nobody but those who keep the site’s division may revoke', async () => {
  const others = [actorWith(), drafter, streetOffice, huangpuOffice];
  expect(await codesFor(db, others, (tx, actor) => revokePlatformGrant(tx, actor, input))).toEqual(['FORBIDDEN']);
});

test('an unknown grant is not found', async () => {
  expect(await codeOf(db, (tx) => revokePlatformGrant(tx, operator, { grantId: 'none' }))).toBe('NOT_FOUND');
});

test('a revoked grant keeps its record and its moment, and is not revoked twice', async () => {
  const revoked = await db.transaction((tx) => revokePlatformGrant(tx, putuoOffice, input));
  expect(revoked).toEqual({ ...grant, revokedAt: new Date('2026-03-02T01:00:00Z') });
  expect(await listPlatformGrants(db, {})).toEqual([revoked]);
  expect(await db.sql('select kind, subject from ledger_entry where sequence = 5')).toEqual([
    { kind: 'SITE_CHANGED', subject: portal.id },
  ]);
  expect(await faultsOf(db, (tx) => revokePlatformGrant(tx, operator, input))).toEqual(['CONFLICT grantId']);
});
