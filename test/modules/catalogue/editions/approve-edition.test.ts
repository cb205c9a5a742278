import { describe, expect, it } from 'vitest';
import { appendToField } from '../../../../src/modules/catalogue/append-to-field.js';
import { approveEdition } from '../../../../src/modules/catalogue/editions/approve-edition.js';
import { findEdition } from '../../../../src/modules/catalogue/editions/find-edition.js';
import { previewEdition } from '../../../../src/modules/catalogue/editions/preview-edition.js';
import { reviewEdition } from '../../../../src/modules/catalogue/editions/review-edition.js';
import { submitEdition } from '../../../../src/modules/catalogue/editions/submit-edition.js';
import { overrideField } from '../../../../src/modules/catalogue/override-field.js';
import { repealLaw } from '../../../../src/modules/rules/laws/repeal-law.js';
import { actorWith } from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';
import { registered } from '../../rules/laws/law-register.js';
import * as small from '../small-catalogue.js';
import { approved, cityApprover, districtApprover, open, proposed, underReview } from './small-edition.js';

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

  it('is for nobody further up, not for who has the role everywhere, and not for who proposed a change (R-I13)', async () => {
    const { id: editionId } = await open(db, small.street);
    // At home at both levels: proposes for the street, and would approve for the district.
    const author = {
      ...districtApprover,
      grants: [...small.streetOffice.grants, ...districtApprover.grants],
    };
    const input = { divisionCode: small.street, itemCode: small.lowerLeaf, editionId, value: { note: '备注' } };
    await db.transaction((tx) => overrideField(tx, author, input));
    await db.transaction((tx) => submitEdition(tx, small.streetOffice, { editionId }));
    await db.transaction((tx) => reviewEdition(tx, author, { editionId }));
    const before = await small.traces(db);
    const everywhere = actorWith('DISCLOSURE_OFFICE', '*', '00000000-0000-4000-8000-000000000029');
    for (const actor of [cityApprover, small.cityOffice, everywhere, author, small.streetOffice]) {
      const denied = await small.denial(db, (tx) => approveEdition(tx, actor, { editionId }));
      expect(denied).toBe('FORBIDDEN');
    }
    expect(await small.traces(db)).toEqual(before);
    const { accountId } = small.districtOffice;
    const approval = await db.transaction((tx) => approveEdition(tx, small.districtOffice, { editionId }));
    expect(approval).toMatchObject({ state: 'APPROVED', approvedBy: accountId });
  });

  it('asks the columns’ own rules again: what was repealed since may not be cited (CAT-09)', async () => {
    const { id: lawId, versions } = await registered(db);
    const [{ title, docNo }] = versions;
    const basis = { title, docNo, clause: '第三条' };
    const { id: editionId } = await open(db, small.district);
    const own = { divisionCode: small.district, itemCode: small.leaf, editionId, value: { bases: [basis] } };
    await db.transaction((tx) => appendToField(tx, small.districtOffice, own));
    await underReview(db, small.district, editionId);
    const repeal = { lawId, expectedVersion: 1, lastDay: '2026-01-01' };
    await db.transaction((tx) => repealLaw(tx, small.cityOffice, repeal));
    const faults = await small.refusals(db, (tx) => approveEdition(tx, cityApprover, { editionId }));
    expect(faults).toMatchObject([{ path: ['changes', small.leaf, 'bases'], rule: 'CAT-09' }]);
  });
});
