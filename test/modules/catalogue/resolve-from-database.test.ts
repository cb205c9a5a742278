import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/modules/catalogue/load-catalogue.js';
import { resolveFromDatabase } from '../../../src/modules/catalogue/resolve-from-database.js';
import { testDatabase } from '../../support/test-database.js';
import { arbitraryRowsOn, arbitraryTree, lastSequence, placesDirectory, replaceRows } from './arbitrary-catalogue.js';

const db = await testDatabase();

const onAnyTree = arbitraryTree.chain((tree) => arbitraryRowsOn(tree).map((rows) => ({ tree, rows })));

describe('the set-based resolver', () => {
  it('gives what the resident one gives, for every division of any tree at every sequence', async () => {
    let listed = 0;
    await fc.assert(
      fc.asyncProperty(onAnyTree, fc.nat(6), async ({ tree, rows }, pick) => {
        await replaceRows(db, rows);
        for (let at = 0n; at <= BigInt(lastSequence); at += 1n) {
          const catalogue = await loadCatalogue(db, tree.directory, at);
          for (const { code: divisionCode } of tree.places) {
            const fromMemory = catalogue.effectiveItems(divisionCode);
            const fromDatabase = await resolveFromDatabase(db, tree.directory, { divisionCode, at });
            expect(fromDatabase).toEqual(fromMemory);
            listed += fromMemory.length;
            if (at < BigInt(lastSequence)) continue;
            const itemCode = rows.items[pick % rows.items.length]?.code ?? '';
            const [single] = await resolveFromDatabase(db, tree.directory, { divisionCode, itemCode, at });
            expect(single).toEqual(catalogue.effectiveItem(divisionCode, itemCode));
          }
        }
      }),
      { numRuns: 25 },
    );
    // Not vacuous: the rows drawn do give catalogues with something in them.
    expect(listed).toBeGreaterThan(200);
  });

  it('knows nothing of an unknown division or item', async () => {
    expect(await resolveFromDatabase(db, placesDirectory, { divisionCode: '9', at: 1n })).toEqual([]);
    expect(await resolveFromDatabase(db, placesDirectory, { divisionCode: '1', itemCode: 'X', at: 1n })).toEqual([]);
  });
});
