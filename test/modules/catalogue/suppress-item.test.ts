import { describe, expect, it } from 'vitest';
import { lockField } from '../../../src/modules/catalogue/lock-field.js';
import { suppressItem, type SuppressItem } from '../../../src/modules/catalogue/suppress-item.js';
import { type Actor, everywhere, type Role } from '../../../src/modules/identity/actor.js';
import { grantRole } from '../../../src/modules/identity/grant-role.js';
import { makeAccount, operator } from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db);

async function account(login: string, role: Role, scope: string): Promise<string> {
  const { id } = await makeAccount(db, login);
  await db.transaction((tx) => grantRole(tx, operator, { accountId: id, role, scope, scopes: [scope] }));
  return id;
}

const cityApprover = await account('city-approver', 'UPPER_APPROVER', small.city);
const districtApprover = await account('district-office', 'DISCLOSURE_OFFICE', small.district);
const streetApprover = await account('street-approver', 'UPPER_APPROVER', small.street);
const drafter = await account('district-drafter', 'DRAFTER', small.district);
const anywhere = await account('root-office', 'DISCLOSURE_OFFICE', everywhere);

function suppress(actor: Actor, more: Partial<SuppressItem> = {}) {
  const input = { divisionCode: small.street, itemCode: small.leaf, reason: '辖区没有', approverId: districtApprover };
  return (tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) => suppressItem(tx, actor, { ...input, ...more });
}

describe('suppressItem', () => {
  it.each([
    ['of the level above the next one', cityApprover],
    ['of the division itself', streetApprover],
    ['without the role', drafter],
    ['that does not exist', '00000000-0000-4000-8000-0000000000ff'],
    ['that is the actor', small.streetOffice.accountId],
  ])('refuses an approver %s (R-I10)', async (_, approverId) => {
    const before = await small.traces(db);
    const faults = await small.refusals(db, suppress(small.streetOffice, { approverId }));
    expect(faults.map((fault) => [fault.code, fault.path, fault.rule])).toEqual([
      ['RULE_VIOLATION', ['approverId'], 'R-I10'],
    ]);
    expect(small.reasons(faults)).toEqual(['R-I10 事项=高龄津贴申领 适用性(上海市)=适用 须经同意的上一级=普陀区']);
    expect(await small.traces(db)).toEqual(before);
  });

  it('refuses without a reason, at the defining level, and for groups', async () => {
    const refused = async (actor: Actor, more: Partial<SuppressItem>) =>
      (await small.refusals(db, suppress(actor, more))).map((fault) => [fault.code, fault.path.join('.')]);
    expect(await refused(small.streetOffice, { reason: ' ' })).toEqual([['REQUIRED', 'reason']]);
    expect(await refused(small.streetOffice, { itemCode: small.group })).toEqual([['NOT_ALLOWED_HERE', 'itemCode']]);
    expect(await refused(small.cityOffice, { divisionCode: small.city, approverId: anywhere })).toEqual([
      ['NOT_ALLOWED_HERE', 'itemCode'],
    ]);
  });

  it('makes the item not applicable here, with reason, approver and origin; elsewhere nothing changes', async () => {
    const change = await db.transaction(suppress(small.streetOffice));
    const item = await small.itemAt(db, small.street);
    expect(item.applicability).toBe('NOT_APPLICABLE');
    expect(item.fieldOrigins.find((origin) => origin.field === 'applicability')?.origins).toMatchObject([
      { level: 'STREET', state: 'SUPPRESS', reason: '辖区没有', rule: 'R-I10' },
    ]);
    expect((await small.itemAt(db, small.district)).applicability).toBe('APPLICABLE');
    const [row] = await db.sql<{ approver: string; account: string }>(
      'select approver::text, account_id::text as account from catalogue_fact where id = $1',
      [change.factId],
    );
    expect(row).toEqual({ approver: districtApprover, account: small.streetOffice.accountId });
    const again = await small.refusals(db, suppress(small.streetOffice));
    expect(again[0]?.code).toBe('DUPLICATE');
  });

  it('reaches the streets of a district', async () => {
    const input = { divisionCode: small.district, itemCode: small.lowerLeaf, approverId: cityApprover };
    await db.transaction(suppress(small.districtOffice, input));
    expect((await small.itemAt(db, small.street, small.lowerLeaf)).applicability).toBe('NOT_APPLICABLE');
    expect((await small.itemAt(db, small.otherDistrict, small.lowerLeaf)).applicability).toBe('APPLICABLE');
  });

  it('does not count under a lock of the city', async () => {
    const lock = { divisionCode: small.city, itemCode: small.lowerLeaf, field: 'applicability' } as const;
    await db.transaction((tx) => lockField(tx, small.cityOffice, lock));
    expect((await small.itemAt(db, small.street, small.lowerLeaf)).applicability).toBe('APPLICABLE');
  });

  it('is refused to the wrong scope and the wrong role, and leaves nothing', async () => {
    const before = await small.traces(db);
    for (const actor of small.strangers) {
      const change = suppress(actor, { divisionCode: small.district, approverId: cityApprover });
      expect(await small.denial(db, change)).toBe('FORBIDDEN');
    }
    expect(await small.traces(db)).toEqual(before);
  });
});
