import { describe, expect, it } from 'vitest';
import { approveEdition } from '../../../../src/modules/catalogue/editions/approve-edition.js';
import { findEdition } from '../../../../src/modules/catalogue/editions/find-edition.js';
import { previewEdition } from '../../../../src/modules/catalogue/editions/preview-edition.js';
import { overrideField } from '../../../../src/modules/catalogue/override-field.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { approved, cityApprover, districtApprover, proposed, underReview } from './small-edition.js';

const db = await testDatabase();
await small.settleCatalogue(db, { pack: 'SHANGHAI' });

describe('approveEdition', () => {
  it('makes nothing public yet; the preview shows what would be', async () => {
    const editionId = await proposed(db, small.district, { value: { deadline: small.days(10) } });
    const head = (await small.traces(db))['head'];
    await approved(db, small.district, editionId);
    expect((await small.traces(db))['head']).toBe(head);
    expect((await small.itemAt(db, small.district)).deadline?.amount).toBe(20);
    const edition = await findEdition(db, editionId);
    expect(edition).toMatchObject({ state: 'APPROVED', approvedBy: cityApprover.accountId });
    if (edition === null) return;
    const preview = (await previewEdition(db, edition)).effectiveItem(small.district, small.leaf);
    expect(preview?.deadline).toMatchObject({
      amount: 10,
      origin: { divisionCode: small.district, state: 'OVERRIDE' },
    });
  });

  it('refuses what the level above has tightened in the meantime, naming its value (R-I05)', async () => {
    const editionId = await proposed(db, small.street, { value: { deadline: small.days(9) } });
    await underReview(db, small.street, editionId);
    const tighter = { divisionCode: small.city, itemCode: small.leaf, value: { deadline: small.days(5) } };
    await db.transaction((tx) => overrideField(tx, small.cityOffice, tighter));
    const before = await small.traces(db);
    const faults = await small.refusals(db, (tx) => approveEdition(tx, districtApprover, { editionId }));
    expect(faults).toMatchObject([{ path: ['changes', small.leaf, 'deadline'], rule: 'R-I05' }]);
    expect(faults[0]?.explanation?.inputs).toContainEqual({
      name: '上级时限(上海市)',
      value: '自信息变更之日起5个工作日内(承诺时限)',
    });
    expect(await small.denial(db, (tx) => approveEdition(tx, small.streetOffice, { editionId }))).toBe('FORBIDDEN');
    expect(await small.traces(db)).toEqual(before);
  });
});
