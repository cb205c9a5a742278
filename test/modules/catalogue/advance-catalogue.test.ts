import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addLocalItem } from '../../../src/modules/catalogue/add-local-item.js';
import { advanceCatalogue } from '../../../src/modules/catalogue/advance-catalogue.js';
import { appendToField } from '../../../src/modules/catalogue/append-to-field.js';
import { loadCatalogue } from '../../../src/modules/catalogue/load-catalogue.js';
import { lockField } from '../../../src/modules/catalogue/lock-field.js';
import { overrideField } from '../../../src/modules/catalogue/override-field.js';
import { resetField } from '../../../src/modules/catalogue/reset-field.js';
import { resolveFromDatabase } from '../../../src/modules/catalogue/resolve-from-database.js';
import { retireItem } from '../../../src/modules/catalogue/retire-item.js';
import { loadDirectory } from '../../../src/modules/jurisdictions/load-directory.js';
import { renameBody } from '../../../src/modules/jurisdictions/bodies/rename-body.js';
import type { LedgerEntry } from '../../../src/modules/ledger/ledger-entry.js';
import { listEntries } from '../../../src/modules/ledger/list-entries.js';
import { readHead } from '../../../src/modules/ledger/read-head.js';
import type { Tx } from '../../../src/platform/db/tx.js';
import { divisions, ids, operator } from '../jurisdictions/small-country.js';
import { testDatabase } from '../../support/test-database.js';
import { lastSequence, type Rows, rowsOnAnyTree } from './arbitrary-catalogue.js';
import { replaceRows } from './replace-rows.js';
import * as small from './small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db);
const { sequence: start } = await readHead(db);
const here = { divisionCode: small.district, itemCode: small.leaf };

const history: readonly ((tx: Tx) => Promise<unknown>)[] = [
  (tx) => overrideField(tx, small.districtOffice, { ...here, value: { deadline: small.days(10) } }),
  (tx) =>
    appendToField(tx, small.streetOffice, { ...here, divisionCode: small.street, value: { bases: [small.localRule] } }),
  (tx) => lockField(tx, small.cityOffice, { divisionCode: small.city, itemCode: small.leaf, field: 'deadline' }),
  (tx) => renameBody(tx, operator, { bodyId: ids.putuoCivil, name: '普陀区民政和社会局' }),
  (tx) => {
    const columns = small.columns({ levels: ['STREET'] });
    return addLocalItem(tx, small.streetOffice, {
      divisionCode: small.street,
      parentCode: small.group,
      identifier: 'OWN',
      columns,
    });
  },
  (tx) => resetField(tx, small.districtOffice, { ...here, field: 'deadline' }),
  (tx) => retireItem(tx, small.cityOffice, { divisionCode: small.city, itemCode: small.leaf, reason: '合并' }),
];
for (const change of history) await db.transaction(change);
const { sequence: head } = await readHead(db);

function views(catalogue: { effectiveItems(code: string): unknown }): unknown[] {
  return divisions.map((division) => catalogue.effectiveItems(division.code));
}

describe('advanceCatalogue', () => {
  it('carries a catalogue from any sequence to any later one, equal to loading it there', async () => {
    expect(head - start).toBe(BigInt(history.length));
    for (let from = start; from < head; from += 1n) {
      for (let upTo = from + 1n; upTo <= head; upTo += 1n) {
        const before = await loadCatalogue(db, await loadDirectory(db, from), from);
        const shown = views(before);
        const directory = await loadDirectory(db, upTo);
        const entries = await listEntries(db, { after: from, upTo, limit: 100 });
        const advanced = await advanceCatalogue(db, before, { directory, entries, upTo });
        expect(views(advanced)).toEqual(views(await loadCatalogue(db, directory, upTo)));
        expect(views(before)).toEqual(shown);
      }
    }
  });

  it('reads nothing and stays the same where nothing of it changed', async () => {
    const directory = await loadDirectory(db, head);
    const catalogue = await loadCatalogue(db, directory, head);
    expect(await advanceCatalogue(db, catalogue, { directory, entries: [], upTo: head + 1n })).toBe(catalogue);
  });

  it('shares what it had merged of items that did not change', async () => {
    const directory = await loadDirectory(db, head);
    const entries = await listEntries(db, { after: start, upTo: start + 1n, limit: 100 });
    const before = await loadCatalogue(db, directory, start);
    const kept = before.effectiveItem(small.street, small.lowerLeaf);
    const after = await advanceCatalogue(db, before, { directory, entries, upTo: start + 1n });
    expect(after).not.toBe(before);
    expect(after.effectiveItem(small.street, small.lowerLeaf)?.elements).toBe(kept?.elements);
  });
});

describe('a resident catalogue that is carried on step by step', () => {
  it('gives what loading it anew gives, on any tree, whichever divisions were read on the way', async () => {
    const other = await testDatabase();
    const met = { listed: 0, changed: 0 };
    await fc.assert(
      fc.asyncProperty(rowsOnAnyTree, fc.infiniteStream(fc.boolean()), async ({ tree, ...rows }, reads) => {
        await replaceRows(other, rows);
        let catalogue = await loadCatalogue(other, tree.directory, 0n);
        for (let at = 1n; at <= BigInt(lastSequence); at += 1n) {
          for (const { code } of tree.places) if (reads.next().value === true) catalogue.effectiveItems(code);
          const before = catalogue;
          const next = { directory: tree.directory, entries: entriesAt(rows, at), upTo: at };
          catalogue = await advanceCatalogue(other, catalogue, next);
          const anew = await loadCatalogue(other, tree.directory, at);
          for (const { code } of tree.places.filter(() => reads.next().value === true)) {
            expect(catalogue.effectiveItems(code)).toEqual(anew.effectiveItems(code));
            met.listed += catalogue.effectiveItems(code).length;
            if (!isDeepStrictEqual(before.effectiveItems(code), anew.effectiveItems(code))) met.changed += 1;
          }
        }
      }),
      { numRuns: 120 },
    );
    expect(met.listed).toBeGreaterThan(800);
    expect(met.changed).toBeGreaterThan(300);
  }, 60_000);

  function entriesAt({ items, facts }: Rows, at: bigint): LedgerEntry[] {
    const moves = (row: { readonly from_sequence: number; readonly to_sequence: number | null }): boolean =>
      BigInt(row.from_sequence) === at || (row.to_sequence !== null && BigInt(row.to_sequence) === at);
    const changed = [...items.filter(moves).map(({ code }) => code), ...facts.filter(moves).map((f) => f.item_code)];
    return [...new Set(changed)].map((code, index) => ({
      sequence: at,
      ordinal: index + 1,
      at: new Date(0),
      version: null,
      digest: null,
      kind: 'CATALOGUE_CHANGED',
      subject: `1/${code}`,
    }));
  }
});

describe('loadCatalogue', () => {
  it('shows every past sequence as it was, equal to the database’s own resolution', async () => {
    const terms: (number | null | undefined)[] = [];
    for (let at = start; at <= head; at += 1n) {
      const directory = await loadDirectory(db, at);
      const catalogue = await loadCatalogue(db, directory, at);
      for (const { code: divisionCode } of divisions) {
        expect(await resolveFromDatabase(db, directory, { divisionCode, at })).toEqual(
          catalogue.effectiveItems(divisionCode),
        );
      }
      terms.push(catalogue.effectiveItem(small.district, small.leaf)?.deadline?.amount);
    }
    expect(terms).toEqual([20, 10, 10, 20, 20, 20, 20, 20]);
  });

  it('is empty before the first release', async () => {
    const catalogue = await loadCatalogue(db, await loadDirectory(db, 0n), 0n);
    expect(catalogue.content.items.size).toBe(0);
    expect(catalogue.effectiveItems(small.city)).toEqual([]);
  });
});
