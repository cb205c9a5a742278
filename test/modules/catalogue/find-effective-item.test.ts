import { expect, it } from 'vitest';
import { findEffectiveItem } from '../../../src/modules/catalogue/find-effective-item.js';
import { loadCatalogue } from '../../../src/modules/catalogue/load-catalogue.js';
import { overrideField } from '../../../src/modules/catalogue/override-field.js';
import { loadDirectory } from '../../../src/modules/jurisdictions/load-directory.js';
import { ids } from '../jurisdictions/small-country.js';
import { testDatabase } from '../../support/test-database.js';
import * as small from './small-catalogue.js';
import { releasedAt } from '../../support/released-at.js';

const db = await testDatabase();
await small.settleCatalogue(db);

it('finds a body of a division below, as the resident catalogue does', async () => {
  const input = {
    divisionCode: small.district,
    itemCode: small.leaf,
    value: { responsibility: { bodyId: ids.caoyang } },
  };
  const sequence = releasedAt(await db.transaction((tx) => overrideField(tx, small.districtOffice, input)));
  const catalogue = await loadCatalogue(db, await loadDirectory(db, sequence), sequence);
  const item = await small.itemAt(db, small.district);
  expect(item.responsibility?.bodyId).toBe(ids.caoyang);
  expect(item).toEqual(catalogue.effectiveItem(small.district, small.leaf));
});

it('is null where the division or the item is unknown, or not for its level', async () => {
  const find = (divisionCode: string, itemCode: string) => findEffectiveItem(db, { divisionCode, itemCode });
  expect(await find('999999', small.leaf)).toBeNull();
  expect(await find(small.city, 'XX-01')).toBeNull();
  expect(await find(small.city, small.lowerLeaf)).toBeNull();
  expect((await find(small.district, small.lowerLeaf))?.code).toBe(small.lowerLeaf);
});
