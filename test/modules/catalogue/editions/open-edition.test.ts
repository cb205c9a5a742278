import { describe, expect, it } from 'vitest';
import { openEdition } from '../../../../src/modules/catalogue/editions/open-edition.js';
import { overrideField } from '../../../../src/modules/catalogue/override-field.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { findEditionEvents } from '../../../../src/modules/catalogue/editions/find-edition.js';

const db = await testDatabase();
await small.settleCatalogue(db, { pack: 'SHANGHAI' });

describe('openEdition', () => {
  it('begins a draft that says who began it', async () => {
    const edition = await db.transaction((tx) =>
      openEdition(tx, small.districtOffice, { divisionCode: small.district, title: ' 目录修订(示例) ' }),
    );
    expect(edition).toMatchObject({
      divisionCode: small.district,
      title: '目录修订(示例)',
      state: 'DRAFT',
      createdBy: small.districtOffice.accountId,
      publishedSequence: null,
    });
    expect(await findEditionEvents(db, edition.id)).toMatchObject([
      { state: 'DRAFT', accountId: small.districtOffice.accountId, opinion: null },
    ]);
  });

  it.each([...small.strangers, small.cityOffice])('is for the own office alone: %j', async (actor) => {
    const before = await small.traces(db);
    const input = { divisionCode: small.district, title: '目录修订(示例)' };
    expect(await small.denial(db, (tx) => openEdition(tx, actor, input))).toBe('FORBIDDEN');
    expect(await small.traces(db)).toEqual(before);
  });

  it('asks for a title', async () => {
    const input = { divisionCode: small.district, title: '  ' };
    const faults = await small.refusals(db, (tx) => openEdition(tx, small.districtOffice, input));
    expect(faults).toMatchObject([{ code: 'REQUIRED', path: ['title'] }]);
  });

  it('is the only way to change a lower catalogue where the level above approves (K15, R-I13)', async () => {
    const before = await small.traces(db);
    const change = { divisionCode: small.district, itemCode: small.leaf, value: { deadline: small.days(10) } };
    const faults = await small.refusals(db, (tx) => overrideField(tx, small.districtOffice, change));
    expect(faults).toMatchObject([{ code: 'NOT_ALLOWED_HERE', path: ['editionId'], rule: 'R-I13' }]);
    expect(faults[0]?.message).toContain('上海市');
    expect(await small.traces(db)).toEqual(before);
  });
});
