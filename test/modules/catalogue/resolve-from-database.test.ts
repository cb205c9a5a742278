import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/modules/catalogue/load-catalogue.js';
import { resolveFromDatabase } from '../../../src/modules/catalogue/resolve-from-database.js';
import { testDatabase } from '../../support/test-database.js';
import { lastSequence, severalOnAnyTree } from './arbitrary-catalogue.js';
import { division, treeOf } from './arbitrary-tree.js';
import { replaceRows } from './replace-rows.js';

const db = await testDatabase();
/** Catalogues that one statement reads at once. */
const side = 3;

describe('the set-based resolver', () => {
  it('gives what the resident one gives, for every division of any tree at every sequence', async () => {
    const met = { catalogues: 0, listed: 0, contributing: 0, retired: 0, locked: 0 };
    await fc.assert(
      fc.asyncProperty(severalOnAnyTree(side), fc.nat(99), async ({ tree, ...rows }, pick) => {
        await replaceRows(db, rows);
        const itemCode = rows.items[pick % rows.items.length]?.code ?? '';
        for (let at = 1n; at <= BigInt(lastSequence); at += 1n) {
          const catalogue = await loadCatalogue(db, tree.directory, at);
          const pairs = tree.places.map(async ({ code: divisionCode }) => {
            const items = await resolveFromDatabase(db, tree.directory, { divisionCode, at });
            expect(items).toEqual(catalogue.effectiveItems(divisionCode));
            met.listed += items.length;
            const origins = items.flatMap((item) => item.fieldOrigins);
            met.contributing += origins.filter((one) => one.origins.length > 1).length;
            met.locked += origins.filter((one) => one.locked).length;
          });
          await Promise.all(pairs);
        }
        const catalogue = await loadCatalogue(db, tree.directory, BigInt(lastSequence));
        for (const { code: divisionCode } of tree.places) {
          const asked = { divisionCode, itemCode, at: BigInt(lastSequence) };
          const [single] = await resolveFromDatabase(db, tree.directory, asked);
          expect(single).toEqual(catalogue.effectiveItem(divisionCode, itemCode));
          if (single?.applicability === 'RETIRED') met.retired += 1;
        }
        met.catalogues += side;
      }),
      { numRuns: 40 },
    );
    // Not vacuous: the rows drawn do give catalogues in which much of what is said meets.
    expect(met.catalogues).toBe(120);
    expect(met.listed).toBeGreaterThan(2_000);
    expect(met.contributing).toBeGreaterThan(300);
    expect(met.locked).toBeGreaterThan(200);
    expect(met.retired).toBeGreaterThan(5);
  }, 60_000);

  it('knows nothing of an unknown division or item', async () => {
    const { directory } = treeOf([division('1', null, 'CITY')]);
    expect(await resolveFromDatabase(db, directory, { divisionCode: '9', at: 1n })).toEqual([]);
    expect(await resolveFromDatabase(db, directory, { divisionCode: '1', itemCode: 'X', at: 1n })).toEqual([]);
  });
});
