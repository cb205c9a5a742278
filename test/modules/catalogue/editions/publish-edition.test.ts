import { describe, expect, it } from 'vitest';
import { addItems } from '../../../../src/modules/catalogue/add-items.js';
import { addLocalItem } from '../../../../src/modules/catalogue/add-local-item.js';
import { appendToField } from '../../../../src/modules/catalogue/append-to-field.js';
import { diffEdition } from '../../../../src/modules/catalogue/editions/diff-edition.js';
import { findEdition } from '../../../../src/modules/catalogue/editions/find-edition.js';
import { previewEdition } from '../../../../src/modules/catalogue/editions/preview-edition.js';
import { publishEdition } from '../../../../src/modules/catalogue/editions/publish-edition.js';
import { resetField } from '../../../../src/modules/catalogue/reset-field.js';
import { retireItem } from '../../../../src/modules/catalogue/retire-item.js';
import { suppressItem } from '../../../../src/modules/catalogue/suppress-item.js';
import type { Database } from '../../../../src/platform/db/database.js';
import type { Tx } from '../../../../src/platform/db/tx.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { approved, cityApprover, districtApprover, open, proposed, published, underReview } from './small-edition.js';

const db = await testDatabase();
await small.settleCatalogue(db, { pack: 'SHANGHAI' });

/** How many statements somebody's work is. */
async function statementsOf(store: Database, work: (tx: Tx) => Promise<unknown>): Promise<number> {
  let count = 0;
  await store.transaction((tx) => {
    const counted: Tx = {
      ...tx,
      sql: (text, params) => {
        count += 1;
        return tx.sql(text, params);
      },
    };
    return work(counted);
  });
  return count;
}

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
    const before = await findEdition(db, editionId);
    if (before === null) throw new Error('The edition is gone.');
    const preview = (await previewEdition(db, before)).effectiveItem(small.district, 'GG-01-L310107-01');
    expect(preview?.applicability).toBe('RETIRED');
    expect(await diffEdition(db, before)).toContainEqual(
      expect.objectContaining({ itemCode: 'GG-01-L310107-01', field: 'applicability', after: '停用' }),
    );
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

  it('needs the level above everywhere for what it declares not applicable (R-I10)', async () => {
    const { id: editionId } = await open(db, small.otherDistrict);
    const own = { divisionCode: small.otherDistrict, editionId, itemCode: small.lowerLeaf, reason: '本区没有' };
    await db.transaction((tx) => suppressItem(tx, small.otherOffice, own));
    const before = await small.traces(db);
    const [fault] = await small.refusals(db, (tx) => publishEdition(tx, small.otherOffice, { editionId }));
    expect(fault).toMatchObject({ code: 'NOT_ALLOWED_HERE', rule: 'R-I10' });
    expect(fault?.explanation?.inputs.map(({ value }) => value)).toEqual(['起草中', '上海市', small.lowerLeaf]);
    expect(await small.traces(db)).toEqual(before);
    await published(db, small.otherDistrict, editionId);
    expect((await small.itemAt(db, small.otherDistrict, small.lowerLeaf)).applicability).toBe('NOT_APPLICABLE');
  });

  it('checks and prints many items in as many statements as one', async () => {
    const items = Array.from({ length: 12 }, (_, index) =>
      small.item({ code: `GG-01-${40 + index}`, identifier: `MANY_${index}` }),
    );
    await db.transaction((tx) => addItems(tx, small.cityOffice, { divisionCode: small.city, items }));
    const proposing = async (codes: readonly string[]): Promise<string> => {
      const { id: editionId } = await open(db, small.district);
      for (const itemCode of codes)
        await proposed(db, small.district, { editionId, itemCode, value: { note: '备注' } });
      return editionId;
    };
    const costs: number[][] = [];
    for (const codes of [items.slice(0, 1), items.slice(1)].map((some) => some.map((one) => one.code))) {
      const editionId = await proposing(codes);
      await approved(db, small.district, editionId);
      const edition = await findEdition(db, editionId);
      if (edition === null) throw new Error('The edition is gone.');
      const diff = await statementsOf(db, (tx) => diffEdition(tx, edition));
      costs.push([diff, await statementsOf(db, (tx) => publishEdition(tx, small.districtOffice, { editionId }))]);
    }
    expect(costs[1]).toEqual(costs[0]);
  });
});
