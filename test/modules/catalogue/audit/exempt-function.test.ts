import { describe, expect, it } from 'vitest';
import { catalogueAudit } from '../../../../src/modules/catalogue/audit/catalogue-audit.js';
import { endExemption } from '../../../../src/modules/catalogue/audit/end-exemption.js';
import { exemptFunction } from '../../../../src/modules/catalogue/audit/exempt-function.js';
import type { Actor } from '../../../../src/modules/identity/actor.js';
import { registerSite } from '../../../../src/modules/jurisdictions/sites/register-site.js';
import { testDatabase } from '../../../support/test-database.js';
import { operator } from '../../jurisdictions/small-country.js';
import * as small from '../small-catalogue.js';
import { portal } from './audit-subject.js';

const db = await testDatabase();
await small.settleCatalogue(db);
await db.transaction((tx) => registerSite(tx, operator, portal));

const exempt = (actor: Actor, divisionCode: string, fn: string, reason = '由市级统一公开') =>
  db.transaction((tx) =>
    exemptFunction(tx, actor, { divisionCode, function: fn, reason, document: '普信公办〔2026〕1号' }),
  );
const audited = async (divisionCode = small.district) =>
  (await catalogueAudit(db, { divisionCode, now: db.clock.now() })).map(
    ({ kind, function: fn }) => `${kind} ${fn ?? ''}`,
  );

describe('exemptFunction', () => {
  it('is for the office of the division or one above it', async () => {
    const before = await small.traces(db);
    for (const actor of small.strangers) {
      expect(
        await small.denial(db, (tx) =>
          exemptFunction(tx, actor, { divisionCode: small.district, function: 'JUSTICE', reason: '无' }),
        ),
      ).toBe('FORBIDDEN');
    }
    expect(await small.traces(db)).toEqual(before);
  });

  it('refuses what gives no reason and what is no function', async () => {
    const before = await small.traces(db);
    const refused = await small.refusals(db, (tx) =>
      exemptFunction(tx, small.districtOffice, { divisionCode: small.district, function: '司法', reason: ' ' }),
    );
    expect(refused.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'INVALID function',
      'REQUIRED reason',
    ]);
    expect(small.reasons(refused)).toEqual(['CAT-07', 'CAT-07']);
    expect(await small.traces(db)).toEqual(before);
  });

  it('closes the gap here and below; ending it opens the gap again', async () => {
    expect(await audited()).toEqual(['GAP GOVERNMENT', 'GAP JUSTICE']);
    const before = await small.traces(db);
    await exempt(small.districtOffice, small.district, 'JUSTICE');
    expect(small.gained(before, await small.traces(db))).toEqual({ audit_entry: 1, catalogue_exemption: 1 });
    expect(await audited()).toEqual(['GAP GOVERNMENT']);
    const upper = await exempt(small.cityOffice, small.city, 'GOVERNMENT');
    expect(await audited()).toEqual([]);
    const again = { divisionCode: small.district, function: 'GOVERNMENT', reason: '同上' };
    const refused = await small.refusals(db, (tx) => exemptFunction(tx, small.districtOffice, again));
    expect(refused).toMatchObject([{ code: 'DUPLICATE', path: ['function'] }]);
    expect(small.reasons(refused)).toEqual([`CAT-07 豁免的区划=${small.city} 豁免理由=${upper.reason}`]);
    await db.transaction((tx) => endExemption(tx, small.cityOffice, { exemptionId: upper.id }));
    expect(await audited()).toEqual(['GAP GOVERNMENT']);
  });
});
