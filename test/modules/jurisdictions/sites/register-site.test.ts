import { describe, expect, test } from 'vitest';
import { divisionScopes } from '../../../../src/modules/jurisdictions/division-scopes.js';
import { findPortal } from '../../../../src/modules/jurisdictions/sites/find-portal.js';
import { findSite } from '../../../../src/modules/jurisdictions/sites/find-site.js';
import { listSites } from '../../../../src/modules/jurisdictions/sites/list-sites.js';
import { registerSite, type SiteRegistration } from '../../../../src/modules/jurisdictions/sites/register-site.js';
import { testDatabase } from '../../../support/test-database.js';
import { codesFor, faultsOf } from '../refusals.js';
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
const portalOf = async (divisionCode: string) =>
  findPortal(await listSites(db), await divisionScopes(db, divisionCode));
await settle(db);
const cityPortal = await db.transaction((tx) =>
  registerSite(tx, operator, site({ slug: 'city-portal', divisionCode: '310000', ownerBodyId: ids.city })),
);
const portal = await db.transaction((tx) => registerSite(tx, putuoOffice, site({ baseUrl: 'https://putuo.example' })));

describe('register a site', () => {
  test('it stands from the next sequence on', async () => {
    expect(portal).toMatchObject({ slug: 'putuo-portal', baseUrl: 'https://putuo.example' });
    expect(await findSite(db, portal.id)).toEqual(portal);
    expect(await listSites(db)).toEqual([cityPortal, portal]);
    expect(await listSites(db, 3n)).toEqual([cityPortal]);
    expect(await db.sql('select kind, subject from ledger_entry where sequence = 4')).toEqual([
      { kind: 'SITE_CHANGED', subject: portal.id },
    ]);
    expect(await traces(db)).toMatchObject({ sites: 2, audits: 4, head: 4 });
  });

  test('the portal of a street is that of its district, that of another district the city’s', async () => {
    expect((await portalOf('310107005'))?.slug).toBe('putuo-portal');
    expect((await portalOf('310107'))?.slug).toBe('putuo-portal');
    expect((await portalOf('310101'))?.slug).toBe('city-portal');
    expect(await portalOf('999999')).toBeNull();
  });

  test('is for those who keep the division or one above', async () => {
    const page = site({ slug: 'putuo-data', kind: 'OPEN_DATA' });
    expect(
      await codesFor(db, [actorWith(), drafter, huangpuOffice, streetOffice], (tx, actor) =>
        registerSite(tx, actor, page),
      ),
    ).toEqual(['FORBIDDEN']);
  });

  const cases: [string, Partial<SiteRegistration>, string[]][] = [
    ['a slug that is taken', { kind: 'OPEN_DATA' }, ['DUPLICATE slug']],
    ['a slug that is none', { kind: 'OPEN_DATA', slug: 'Putuo 区' }, ['INVALID slug']],
    ['a second portal', { slug: 'second' }, ['DUPLICATE kind R-H03']],
    ['an unknown division', { slug: 'x', divisionCode: '999999' }, ['INVALID divisionCode']],
    ['an owner from elsewhere', { slug: 'x', kind: 'OPEN_DATA', ownerBodyId: ids.huangpu }, ['INVALID ownerBodyId']],
    ['an owner from below', { slug: 'x', kind: 'OPEN_DATA', ownerBodyId: ids.caoyang }, ['INVALID ownerBodyId']],
    ['an unknown owner', { slug: 'x', kind: 'OPEN_DATA', ownerBodyId: 'nobody' }, ['INVALID ownerBodyId']],
    ['no name', { slug: 'x', kind: 'OPEN_DATA', name: ' ' }, ['REQUIRED name']],
    ['an address of another scheme', { slug: 'x', kind: 'OPEN_DATA', baseUrl: 'ftp://x' }, ['INVALID baseUrl']],
  ];
  test.each(cases)('refuses %s', async (_, facts, faults) => {
    expect(await faultsOf(db, (tx) => registerSite(tx, operator, site(facts)))).toEqual(faults);
  });
});
