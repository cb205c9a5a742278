import { describe, expect, it } from 'vitest';
import { appendToField } from '../../../src/modules/catalogue/append-to-field.js';
import { lockField } from '../../../src/modules/catalogue/lock-field.js';
import { listOwnFacts } from '../../../src/modules/catalogue/list-own-facts.js';
import { unlockField } from '../../../src/modules/catalogue/unlock-field.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db);
const subject = { itemCode: small.leaf, field: 'elements' } as const;

function unlock(actor: Actor, divisionCode: string) {
  return (tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) =>
    unlockField(tx, actor, { ...subject, divisionCode });
}

describe('unlockField', () => {
  it('brings back what was kept, exactly as it was', async () => {
    const value = { elements: [small.element('helpDesk')] };
    const here = { divisionCode: small.street, itemCode: small.leaf };
    await db.transaction((tx) => appendToField(tx, small.streetOffice, { ...here, value }));
    const before = await small.itemAt(db, small.street);
    await db.transaction((tx) => lockField(tx, small.cityOffice, { ...subject, divisionCode: small.city }));
    expect((await small.itemAt(db, small.street)).elements.map((one) => one.id)).toEqual(['scope', 'phone']);
    expect(await listOwnFacts(db, here)).toMatchObject([{ field: 'elements', slot: 'APPEND', counts: false }]);
    await db.transaction(unlock(small.cityOffice, small.city));
    expect(await small.itemAt(db, small.street)).toEqual(before);
    expect(await listOwnFacts(db, here)).toMatchObject([{ field: 'elements', slot: 'APPEND', counts: true }]);
  });

  it('refuses where the division itself holds no lock', async () => {
    await db.transaction((tx) => lockField(tx, small.cityOffice, { ...subject, divisionCode: small.city }));
    const before = await small.traces(db);
    const [fault] = await small.refusals(db, unlock(small.districtOffice, small.district));
    expect(fault).toMatchObject({ code: 'NOT_ALLOWED_HERE', path: ['field'] });
    expect(await small.traces(db)).toEqual(before);
  });

  it('is refused to the wrong scope and the wrong role, and leaves nothing', async () => {
    const before = await small.traces(db);
    for (const actor of [small.districtOffice, ...small.strangers]) {
      expect(await small.denial(db, unlock(actor, small.city))).toBe('FORBIDDEN');
    }
    expect(await small.traces(db)).toEqual(before);
  });
});
