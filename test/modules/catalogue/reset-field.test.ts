import { beforeEach, describe, expect, it } from 'vitest';
import { appendToField } from '../../../src/modules/catalogue/append-to-field.js';
import { overrideField } from '../../../src/modules/catalogue/override-field.js';
import { resetField, type ResetField } from '../../../src/modules/catalogue/reset-field.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db);
const here = { divisionCode: small.district, itemCode: small.leaf };

function reset(actor: Actor, more: Partial<ResetField> = {}) {
  return (tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) =>
    resetField(tx, actor, { ...here, field: 'deadline', ...more });
}

describe('resetField', () => {
  beforeEach(async () => {
    const value = { deadline: small.days(10) };
    await db.transaction((tx) => overrideField(tx, small.districtOffice, { ...here, value }));
  });

  it('shows the inherited value again and closes the row instead of deleting it', async () => {
    const before = await small.traces(db);
    const change = await db.transaction(reset(small.districtOffice));
    expect(change.factId).toBeNull();
    expect(small.gained(before, await small.traces(db))).toEqual({
      audit_entry: 1,
      ledger_entry: 1,
      outbox_event: 1,
      openFacts: -1,
      head: 1,
    });
    const { deadline } = await small.itemAt(db, small.street);
    expect(deadline).toMatchObject({ kind: 'STATUTORY', amount: 20, others: [], origin: { level: 'CITY' } });
  });

  it('takes back additions too', async () => {
    const value = { elements: [small.element('extra')] };
    await db.transaction((tx) => appendToField(tx, small.districtOffice, { ...here, value }));
    await db.transaction(reset(small.districtOffice, { field: 'elements' }));
    expect((await small.itemAt(db, small.street)).elements.map((one) => one.id)).toEqual(['scope', 'phone']);
  });

  it('refuses where there is nothing to take back, and a stale expectation', async () => {
    const before = await small.traces(db);
    const refused = async (more: Partial<ResetField>, actor = small.districtOffice) =>
      (await small.refusals(db, reset(actor, more)))[0]?.code;
    expect(await refused({ field: 'note' })).toBe('NOT_ALLOWED_HERE');
    expect(await refused({ divisionCode: small.city }, small.cityOffice)).toBe('NOT_ALLOWED_HERE');
    expect(await refused({ expectedFactId: '00000000-0000-4000-8000-000000000099' })).toBe('CONFLICT');
    expect(await small.traces(db)).toEqual(before);
  });

  it('is refused to the wrong scope and the wrong role, and leaves nothing', async () => {
    const before = await small.traces(db);
    for (const actor of small.strangers) expect(await small.denial(db, reset(actor))).toBe('FORBIDDEN');
    expect(await small.traces(db)).toEqual(before);
  });
});
