import { describe, expect, it } from 'vitest';
import { addLocalItem } from '../../../../src/modules/catalogue/add-local-item.js';
import { appendToField } from '../../../../src/modules/catalogue/append-to-field.js';
import { diffEdition } from '../../../../src/modules/catalogue/editions/diff-edition.js';
import { publishEdition } from '../../../../src/modules/catalogue/editions/publish-edition.js';
import { resetField } from '../../../../src/modules/catalogue/reset-field.js';
import { retireItem } from '../../../../src/modules/catalogue/retire-item.js';
import { suppressItem } from '../../../../src/modules/catalogue/suppress-item.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { approved, cityApprover, districtApprover, open, proposed, published, underReview } from './small-edition.js';

const db = await testDatabase();
await small.settleCatalogue(db, { pack: 'SHANGHAI' });

describe('publishEdition', () => {
  it('makes every change public at one sequence, and tells one entry an item', async () => {
    const editionId = await proposed(db, small.district, { value: { deadline: small.days(10) } });
    const own = { divisionCode: small.district, editionId };
    const extra = { ...own, itemCode: small.leaf, value: { elements: [small.element('window')] } };
    await db.transaction((tx) => appendToField(tx, small.districtOffice, extra));
    const unwanted = { ...own, itemCode: small.lowerLeaf, reason: '本区没有' };
    await db.transaction((tx) => suppressItem(tx, small.districtOffice, unwanted));
    const local = {
      ...own,
      parentCode: small.group,
      identifier: 'OWN',
      columns: small.columns({ levels: ['DISTRICT'] }),
    };
    const { itemCodes, sequence } = await db.transaction((tx) => addLocalItem(tx, small.districtOffice, local));
    expect([itemCodes, sequence]).toEqual([['GG-01-L310107-01'], null]);
    const before = await small.traces(db);
    const edition = await published(db, small.district, editionId);
    const after = await small.traces(db);
    expect(after['head']).toBe((before['head'] ?? 0) + 1);
    expect(edition).toMatchObject({ state: 'PUBLISHED', publishedSequence: BigInt(after['head'] ?? 0) });
    expect(small.gained(before, after)).toMatchObject({ ledger_entry: 3, catalogue_item: 1 });
    const item = await small.itemAt(db, small.district);
    expect(item.deadline).toMatchObject({ amount: 10, kind: 'COMMITTED' });
    expect(item.elements.map((element) => element.id)).toContain('window');
    expect((await small.itemAt(db, small.district, small.lowerLeaf)).applicability).toBe('NOT_APPLICABLE');
    const [suppression] = await db.sql<{ approver: string }>(
      `select approver::text from catalogue_fact where state = 'SUPPRESS' and division_code = $1`,
      [small.district],
    );
    expect(suppression?.approver).toBe(cityApprover.accountId);
    expect((await small.itemAt(db, small.district, 'GG-01-L310107-01')).local).toBe(true);
    // The edition still tells what it changed.
    const told = (await diffEdition(db, edition)).filter((change) => change.itemCode === small.leaf);
    expect(told.map(({ field, inherited, before: was, after: is }) => [field, inherited, was, is])).toEqual([
      ['deadline', '自信息形成或者变更之日起20个工作日内', null, '自信息变更之日起10个工作日内(承诺时限)'],
      ['elements', '要素scope(必备)、要素phone(必备)', null, '要素window'],
    ]);
  });

  it('takes values back and ends own items as proposed', async () => {
    const { id: editionId } = await open(db, small.district);
    const own = { divisionCode: small.district, editionId };
    await db.transaction((tx) =>
      resetField(tx, small.districtOffice, { ...own, itemCode: small.leaf, field: 'deadline' }),
    );
    const ending = { ...own, itemCode: 'GG-01-L310107-01', reason: '已完成' };
    await db.transaction((tx) => retireItem(tx, small.districtOffice, ending));
    expect((await small.itemAt(db, small.district)).deadline?.amount).toBe(10);
    await published(db, small.district, editionId);
    expect((await small.itemAt(db, small.district)).deadline?.amount).toBe(20);
    expect((await small.itemAt(db, small.district, 'GG-01-L310107-01')).applicability).toBe('RETIRED');
  });

  it('is refused before the level above has approved (B07, R-I13), and is for the own office', async () => {
    const editionId = await proposed(db, small.street, { value: { deadline: small.days(9) } });
    const before = await small.traces(db);
    const early = await small.refusals(db, (tx) => publishEdition(tx, small.streetOffice, { editionId }));
    expect(early).toMatchObject([{ code: 'NOT_ALLOWED_HERE', rule: 'R-I13' }]);
    expect(await small.traces(db)).toEqual(before);
    await underReview(db, small.street, editionId);
    const waiting = await small.refusals(db, (tx) => publishEdition(tx, small.streetOffice, { editionId }));
    expect(waiting).toMatchObject([{ code: 'NOT_ALLOWED_HERE', rule: 'R-I13' }]);
    expect(await small.denial(db, (tx) => publishEdition(tx, districtApprover, { editionId }))).toBe('FORBIDDEN');
  });

  it('of two that change one field publishes the first, and names both values to the second', async () => {
    const first = await proposed(db, small.otherDistrict, { value: { deadline: small.days(12) } });
    const second = await proposed(db, small.otherDistrict, { value: { deadline: small.days(11) } });
    await approved(db, small.otherDistrict, second);
    await published(db, small.otherDistrict, first);
    const before = await small.traces(db);
    const faults = await small.refusals(db, (tx) => publishEdition(tx, small.otherOffice, { editionId: second }));
    expect(faults).toMatchObject([{ code: 'CONFLICT', path: ['changes', small.leaf, 'deadline'], rule: 'R-I12' }]);
    expect(faults[0]?.explanation?.inputs.map((input) => input.value)).toEqual([
      '自信息变更之日起12个工作日内(承诺时限)',
      '自信息变更之日起11个工作日内(承诺时限)',
    ]);
    expect(await small.traces(db)).toEqual(before);
  });

  it('needs nobody where the pack does not ask (K15 off) and at the top', async () => {
    await db.transaction(async (tx) => {
      await tx.sql(`update division set pack = 'GRASSROOTS_GB' where code = $1`, [small.otherDistrict]);
    });
    const editionId = await proposed(db, small.otherDistrict, { value: { note: '直接发布' } });
    const edition = await db.transaction((tx) => publishEdition(tx, small.otherOffice, { editionId }));
    expect(edition).toMatchObject({ state: 'PUBLISHED', approvedBy: null });
    expect((await small.itemAt(db, small.otherDistrict)).note).toBe('直接发布');
  });
});
