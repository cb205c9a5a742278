import { describe, expect, it } from 'vitest';
import { submitEdition } from '../../../../src/modules/catalogue/editions/submit-edition.js';
import { lockField } from '../../../../src/modules/catalogue/lock-field.js';
import { overrideField } from '../../../../src/modules/catalogue/override-field.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { cityApprover, open, proposed } from './small-edition.js';

const db = await testDatabase();
await small.settleCatalogue(db, { pack: 'SHANGHAI' });

describe('submitEdition', () => {
  it('refuses an edition without a change (R-I13)', async () => {
    const { id: editionId } = await open(db, small.district);
    const faults = await small.refusals(db, (tx) => submitEdition(tx, small.districtOffice, { editionId }));
    expect(faults).toMatchObject([{ code: 'REQUIRED', path: ['changes'], rule: 'R-I13' }]);
  });

  it('is for the own office: others do not even learn of a draft', async () => {
    const editionId = await proposed(db, small.district, { value: { note: '备注' } });
    for (const actor of [small.cityOffice, small.streetOffice, small.otherOffice, cityApprover]) {
      expect(await small.denial(db, (tx) => submitEdition(tx, actor, { editionId }))).toBe('NOT_FOUND');
    }
  });

  it('refuses what a lock or a tighter term above forbids by now, with the value that does', async () => {
    const editionId = await proposed(db, small.district, { value: { deadline: small.days(10) } });
    await proposed(db, small.district, { editionId, value: { note: '备注' } });
    const here = { divisionCode: small.city, itemCode: small.leaf };
    await db.transaction(async (tx) => {
      await overrideField(tx, small.cityOffice, { ...here, value: { deadline: small.days(8) } });
    });
    await db.transaction((tx) => lockField(tx, small.cityOffice, { ...here, field: 'note' }));
    const before = await small.traces(db);
    const faults = await small.refusals(db, (tx) => submitEdition(tx, small.districtOffice, { editionId }));
    expect(faults.map(({ code, path, rule }) => [code, path.at(-1), rule])).toEqual([
      ['RULE_VIOLATION', 'deadline', 'R-I05'],
      ['NOT_ALLOWED_HERE', 'note', 'R-I09'],
    ]);
    expect(faults[0]?.message).toContain('8个工作日');
    expect(await small.traces(db)).toEqual(before);
  });

  it('closes the edition to further proposals, and knows an older version by its number', async () => {
    const editionId = await proposed(db, small.otherDistrict, { value: { deadline: small.days(7) } });
    const stale = { editionId, expectedVersion: 1 };
    expect(await small.denial(db, (tx) => submitEdition(tx, small.otherOffice, stale))).toBe('CONFLICT');
    const submitted = await db.transaction((tx) =>
      submitEdition(tx, small.otherOffice, { editionId, expectedVersion: 2 }),
    );
    expect(submitted).toMatchObject({ state: 'SUBMITTED', submittedBy: small.otherOffice.accountId, version: 3 });
    const more = { divisionCode: small.otherDistrict, itemCode: small.leaf, editionId, value: { note: '晚了' } };
    const faults = await small.refusals(db, (tx) => overrideField(tx, small.otherOffice, more));
    expect(faults).toMatchObject([{ code: 'NOT_ALLOWED_HERE', path: ['editionId'], rule: 'R-I13' }]);
    const again = await small.refusals(db, (tx) => submitEdition(tx, small.otherOffice, { editionId }));
    expect(again).toMatchObject([{ code: 'NOT_ALLOWED_HERE', rule: 'R-I13' }]);
  });
});
