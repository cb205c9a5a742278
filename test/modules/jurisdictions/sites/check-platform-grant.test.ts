import { describe, expect, test } from 'vitest';
import { mergeBodies } from '../../../../src/modules/jurisdictions/bodies/merge-bodies.js';
import { checkPlatformGrant } from '../../../../src/modules/jurisdictions/sites/check-platform-grant.js';
import { grantPlatform } from '../../../../src/modules/jurisdictions/sites/grant-platform.js';
import { registerSite } from '../../../../src/modules/jurisdictions/sites/register-site.js';
import { revokePlatformGrant } from '../../../../src/modules/jurisdictions/sites/revoke-platform-grant.js';
import { AppError } from '../../../../src/platform/errors/app-error.js';
import { testDatabase } from '../../../support/test-database.js';
import { ids, operator, putuoOffice, settle, site } from '../small-country.js';

const db = await testDatabase();
await settle(db);
const portal = await db.transaction((tx) => registerSite(tx, putuoOffice, site()));
const page = await db.transaction((tx) =>
  registerSite(
    tx,
    operator,
    site({ slug: 'caoyang-page', divisionCode: '310107005', ownerBodyId: ids.caoyang, kind: 'STREET_PAGE' }),
  ),
);

async function ask(bodyId: string, siteId: string, [section, at]: [string, string]): Promise<string> {
  const refusal = await checkPlatformGrant(db, { bodyId, siteId, section, at: new Date(at) });
  return refusal === null ? 'may' : `${refusal.rule} ${refusal.message}`;
}

const disclosure: [string, string] = ['政府信息公开', '2026-03-02T09:00:00+08:00'];

describe('a site of the own division', () => {
  test('needs no grant', async () => {
    expect(await ask(ids.putuo, portal.id, disclosure)).toBe('may');
    expect(await ask(ids.putuoCivil, portal.id, ['政民互动', disclosure[1]])).toBe('may');
    expect(await ask(ids.caoyang, page.id, disclosure)).toBe('may');
  });
});

describe('a street on the portal of its district', () => {
  test('is refused without a grant, and so is a body from elsewhere', async () => {
    expect(await ask(ids.caoyang, portal.id, disclosure)).toBe('R-H03 曹杨新村街道办事处未获上海普陀的使用授权。');
    expect(await ask(ids.huangpu, portal.id, disclosure)).toBe('R-H03 黄浦区人民政府未获上海普陀的使用授权。');
  });

  test('passes in the section its grant covers, is refused elsewhere, and refused again once the grant has run out', async () => {
    const limited = await db.transaction((tx) =>
      grantPlatform(tx, putuoOffice, {
        siteId: portal.id,
        bodyId: ids.caoyang,
        sections: ['政府信息公开'],
        validFrom: new Date('2026-01-01T00:00:00+08:00'),
        validTo: new Date('2026-07-01T00:00:00+08:00'),
      }),
    );
    expect(await ask(ids.caoyang, portal.id, disclosure)).toBe('may');
    expect(await ask(ids.caoyang, portal.id, ['政民互动', disclosure[1]])).toBe(
      'R-H03 曹杨新村街道办事处在上海普陀的授权不含栏目“政民互动”。',
    );
    const expired = 'R-H03 曹杨新村街道办事处在上海普陀的授权不在有效期内。';
    expect(await ask(ids.caoyang, portal.id, ['政府信息公开', '2025-12-31T23:59:59.999+08:00'])).toBe(expired);
    expect(await ask(ids.caoyang, portal.id, ['政府信息公开', '2026-01-01T00:00:00+08:00'])).toBe('may');
    expect(await ask(ids.caoyang, portal.id, ['政府信息公开', '2026-06-30T23:59:59.999+08:00'])).toBe('may');
    expect(await ask(ids.caoyang, portal.id, ['政府信息公开', '2026-07-01T00:00:00+08:00'])).toBe(expired);

    await db.transaction((tx) => revokePlatformGrant(tx, putuoOffice, { grantId: limited.id }));
    expect(await ask(ids.caoyang, portal.id, disclosure)).toBe(expired);
    expect(await ask(ids.caoyang, portal.id, ['政府信息公开', '2026-03-02T08:59:59.999+08:00'])).toBe('may');
  });

  test('a grant without sections covers them all', async () => {
    await db.transaction((tx) =>
      grantPlatform(tx, putuoOffice, {
        siteId: portal.id,
        bodyId: ids.caoyang,
        validFrom: new Date('2026-01-01T00:00:00+08:00'),
      }),
    );
    expect(await ask(ids.caoyang, portal.id, ['政民互动', '2030-01-01T00:00:00+08:00'])).toBe('may');
  });
});

test('an unknown body or site is not found', async () => {
  const nobody = '00000000-0000-4000-8000-00000000dead';
  await expect(ask(nobody, portal.id, disclosure)).rejects.toBeInstanceOf(AppError);
  await expect(ask(ids.caoyang, nobody, disclosure)).rejects.toBeInstanceOf(AppError);
});

test('leave that a body had goes to the one that carries it on, from the day on', async () => {
  const merger = { predecessorId: ids.caoyang, successors: [{ bodyId: ids.huangpu }], effectiveOn: '2026-09-01' };
  await db.transaction((tx) => mergeBodies(tx, operator, merger));
  const [section] = disclosure;
  expect(await ask(ids.huangpu, portal.id, [section, '2026-08-31T23:59:59+08:00'])).toBe(
    'R-H03 黄浦区人民政府未获上海普陀的使用授权。',
  );
  expect(await ask(ids.huangpu, portal.id, [section, '2026-09-01T00:00:00+08:00'])).toBe('may');
});
