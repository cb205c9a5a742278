import { describe, expect, it } from 'vitest';
import { approveEdition } from '../../../../src/modules/catalogue/editions/approve-edition.js';
import { diffEdition } from '../../../../src/modules/catalogue/editions/diff-edition.js';
import { findEdition, findEditionEvents } from '../../../../src/modules/catalogue/editions/find-edition.js';
import { publishEdition } from '../../../../src/modules/catalogue/editions/publish-edition.js';
import { recallEdition } from '../../../../src/modules/catalogue/editions/recall-edition.js';
import { returnEdition } from '../../../../src/modules/catalogue/editions/return-edition.js';
import { submitEdition } from '../../../../src/modules/catalogue/editions/submit-edition.js';
import { overrideField } from '../../../../src/modules/catalogue/override-field.js';
import { resetField } from '../../../../src/modules/catalogue/reset-field.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { approved, cityApprover, open, proposed, published, underReview } from './small-edition.js';

const db = await testDatabase();
await small.settleCatalogue(db, { pack: 'SHANGHAI' });

function recall(editionId: string, actor = small.districtOffice) {
  return db.transaction((tx) => recallEdition(tx, actor, { editionId }));
}

function publish(editionId: string) {
  return db.transaction((tx) => publishEdition(tx, small.districtOffice, { editionId }));
}

function refusedToPublish(editionId: string) {
  return small.refusals(db, (tx) => publishEdition(tx, small.districtOffice, { editionId }));
}

describe('recallEdition', () => {
  it('takes back what was handed in, taken up or approved; an approval is void then', async () => {
    const editionId = await proposed(db, small.district, { value: { note: '备注' } });
    await db.transaction((tx) => submitEdition(tx, small.districtOffice, { editionId }));
    expect((await recall(editionId)).state).toBe('DRAFT');
    await underReview(db, small.district, editionId);
    expect((await recall(editionId)).state).toBe('DRAFT');
    await approved(db, small.district, editionId);
    expect(await recall(editionId)).toMatchObject({ state: 'DRAFT', approvedBy: null });
    expect(await refusedToPublish(editionId)).toMatchObject([{ code: 'NOT_ALLOWED_HERE', rule: 'R-I13' }]);
    const way = (await findEditionEvents(db, editionId)).map(({ state }) => state).join(' ');
    expect(way).toBe('DRAFT SUBMITTED DRAFT SUBMITTED UPPER_REVIEW DRAFT SUBMITTED UPPER_REVIEW APPROVED DRAFT');
  });

  it('is for the division’s own office, and not for what is published or was never handed in', async () => {
    const editionId = await proposed(db, small.district, { value: { note: '另一备注' } });
    const denied = (actor: typeof cityApprover) => small.denial(db, (tx) => recallEdition(tx, actor, { editionId }));
    const refused = () => small.refusals(db, (tx) => recallEdition(tx, small.districtOffice, { editionId }));
    expect(await refused()).toMatchObject([{ code: 'NOT_ALLOWED_HERE', rule: 'R-I13' }]);
    await underReview(db, small.district, editionId);
    const before = await small.traces(db);
    expect(await denied(cityApprover)).toBe('FORBIDDEN');
    expect(await denied(small.otherOffice)).toBe('NOT_FOUND');
    expect(await small.traces(db)).toEqual(before);
    await db.transaction((tx) => approveEdition(tx, cityApprover, { editionId }));
    await publish(editionId);
    expect(await refused()).toMatchObject([{ code: 'NOT_ALLOWED_HERE', rule: 'R-I13' }]);
  });
});

describe('an approved edition that no longer fits', () => {
  it('is mended and published after all: the city tightened the term meanwhile (R-I05)', async () => {
    const editionId = await proposed(db, small.district, { value: { deadline: small.days(12) } });
    await approved(db, small.district, editionId);
    const tighter = { divisionCode: small.city, itemCode: small.leaf, value: { deadline: small.days(8) } };
    await db.transaction((tx) => overrideField(tx, small.cityOffice, tighter));
    const [fault] = await refusedToPublish(editionId);
    expect(fault).toMatchObject({ path: ['changes', small.leaf, 'deadline'], rule: 'R-I05' });
    const opinion = '请按新的时限修改';
    const back = await db.transaction((tx) => returnEdition(tx, cityApprover, { editionId, opinion }));
    expect(back).toMatchObject({ state: 'RETURNED', approvedBy: null });
    await proposed(db, small.district, { editionId, value: { deadline: small.days(5) } });
    await published(db, small.district, editionId);
    expect((await small.itemAt(db, small.district)).deadline?.amount).toBe(5);
  });

  it('is mended by saving again: the division itself published the same field by another edition (R-I12)', async () => {
    const editionId = await proposed(db, small.district, { value: { note: '第二稿' } });
    await approved(db, small.district, editionId);
    await published(db, small.district, await proposed(db, small.district, { value: { note: '第一稿' } }));
    const [conflict] = await refusedToPublish(editionId);
    expect(conflict).toMatchObject({ code: 'CONFLICT', rule: 'R-I12' });
    expect(conflict?.message).toContain('请撤回修订稿');
    await recall(editionId);
    const submitted = await small.refusals(db, (tx) => submitEdition(tx, small.districtOffice, { editionId }));
    expect(submitted).toMatchObject([{ code: 'CONFLICT' }]);
    // The very same value, said by somebody who has seen what stands now.
    await proposed(db, small.district, { editionId, value: { note: '第二稿' } });
    await published(db, small.district, editionId);
    expect((await small.itemAt(db, small.district)).note).toBe('第二稿');
  });

  it('also where it was to take back what has been said anew since', async () => {
    const { id: editionId } = await open(db, small.district);
    const back = { divisionCode: small.district, itemCode: small.leaf, editionId, field: 'note' } as const;
    await db.transaction((tx) => resetField(tx, small.districtOffice, back));
    await published(db, small.district, await proposed(db, small.district, { value: { note: '第三稿' } }));
    const refused = () => small.refusals(db, (tx) => submitEdition(tx, small.districtOffice, { editionId }));
    expect(await refused()).toMatchObject([{ code: 'CONFLICT', rule: 'R-I12' }]);
    await db.transaction((tx) => resetField(tx, small.districtOffice, back));
    await published(db, small.district, editionId);
    expect((await small.itemAt(db, small.district)).note).toBeNull();
    const edition = await findEdition(db, editionId);
    if (edition === null) throw new Error('The edition is gone.');
    expect(await diffEdition(db, edition)).toMatchObject([{ field: 'note', before: '第三稿', after: null }]);
  });
});
