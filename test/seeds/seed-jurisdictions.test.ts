import { describe, expect, test } from 'vitest';
import { bodyIdOf, seedJurisdictions } from '../../seeds/seed-jurisdictions.js';
import { seedActor } from '../../seeds/seed-actor.js';
import { siteIdOf } from '../../seeds/seed-sites.js';
import { readHead } from '../../src/modules/ledger/read-head.js';
import { currentBody } from '../../src/modules/jurisdictions/current-body.js';
import { loadDirectory } from '../../src/modules/jurisdictions/load-directory.js';
import { bodyForFunction } from '../../src/modules/jurisdictions/responsible-body.js';
import { checkPlatformGrant } from '../../src/modules/jurisdictions/sites/check-platform-grant.js';
import { testDatabase } from '../support/test-database.js';

const db = await testDatabase();
const first = await seedJurisdictions(db, seedActor);
const head = await readHead(db);
const directory = await loadDirectory(db, head.sequence);

describe('the demo directory', () => {
  test('holds what the data files hold', () => {
    expect(first).toEqual({
      divisions: { added: 232, skipped: 0 },
      bodies: { added: 69, skipped: 0 },
      successions: { added: 1, skipped: 0 },
      sites: { added: 44, skipped: 0 },
      platformGrants: { added: 24, skipped: 0 },
    });
    const levels = directory.divisions().map((division) => division.level);
    expect(levels.filter((level) => level === 'DISTRICT')).toHaveLength(16);
    expect(levels.filter((level) => level === 'STREET')).toHaveLength(215);
    const kinds = Map.groupBy(directory.divisions(), (division) => division.kind);
    expect([...kinds].map(([kind, of]) => [kind, of.length])).toEqual([
      ['CITY', 1],
      ['DISTRICT', 16],
      ['SUBDISTRICT', 107],
      ['TOWN', 106],
      ['TOWNSHIP', 2],
    ]);
    expect(directory.scopesOf('310107005')).toEqual(['310107005', '310107', '310000']);
    expect(directory.bodies()).toHaveLength(69);
  });

  test('a second run adds nothing, not even a ledger entry', async () => {
    expect(await seedJurisdictions(db, seedActor)).toEqual({
      divisions: { added: 0, skipped: 232 },
      bodies: { added: 0, skipped: 69 },
      successions: { added: 0, skipped: 1 },
      sites: { added: 0, skipped: 44 },
      platformGrants: { added: 0, skipped: 24 },
    });
    expect((await readHead(db)).sequence).toBe(head.sequence);
  });

  test('bodies have the same ids in every installation', () => {
    expect(directory.bodyBySlug('310107-civil-affairs')?.id).toBe(bodyIdOf('310107-civil-affairs'));
    expect(bodyIdOf('310107-civil-affairs')).toBe('465c9003-82e4-4c28-85c9-8acf65b8dd90');
  });

  test('the merged body ends the day before its successor takes over', () => {
    const merged = bodyIdOf('310115-demo-enterprise-service');
    expect(directory.body(merged)).toMatchObject({
      validTo: '2026-03-31',
      successorIds: [bodyIdOf('310115-demo-business-environment')],
    });
    expect(currentBody(directory, merged, '2026-03-31').slug).toBe('310115-demo-enterprise-service');
    expect(currentBody(directory, merged, '2026-04-01').slug).toBe('310115-demo-business-environment');
    expect(bodyForFunction(directory, '310115', 'BUSINESS_SERVICE', '2026-04-01')).toMatchObject({
      rule: 'R-P06',
      body: { slug: '310115-demo-business-environment' },
    });
  });

  test('every catalogue function finds exactly one body in each of the 41 divisions that have bodies', () => {
    const functions = ['GOVERNMENT', 'GENERAL_OFFICE', 'CIVIL_AFFAIRS', 'CULTURE_TOURISM', 'FINANCE', 'JUSTICE'];
    const worked = directory.divisions().filter((division) => directory.bodiesOf(division.code).length > 0);
    expect(worked).toHaveLength(41);
    for (const { code } of worked) {
      for (const fn of functions) expect(bodyForFunction(directory, code, fn)?.path).toEqual([code]);
    }
  });

  test('23 streets may publish on their district portal, one of them in the disclosure section alone, one no longer', async () => {
    const streets = directory.bodies().filter((body) => directory.division(body.divisionCode)?.level === 'STREET');
    const at = new Date('2026-03-02T09:00:00+08:00');
    const refused: string[] = [];
    for (const street of streets) {
      const siteId = siteIdOf(`${street.divisionCode.slice(0, 6)}-portal`);
      for (const section of ['政府信息公开', '要闻动态']) {
        const refusal = await checkPlatformGrant(db, { bodyId: street.id, siteId, section, at });
        if (refusal !== null) refused.push(`${street.shortName} ${section}`);
      }
    }
    expect(refused).toEqual(['长寿路街道 要闻动态', '浦江镇政府 政府信息公开', '浦江镇政府 要闻动态']);
  });
});
