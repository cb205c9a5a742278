import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAffected } from '../../../../src/modules/catalogue/affected/find-affected.js';
import type { EffectiveItem } from '../../../../src/modules/catalogue/effective-item.js';
import { loadCatalogue } from '../../../../src/modules/catalogue/load-catalogue.js';
import { comparable, isShorterOrEqual, type Term } from '../../../../src/modules/rules/term.js';
import type { Database } from '../../../../src/platform/db/database.js';
import { testDatabase } from '../../../support/test-database.js';
import {
  arbitraryRows,
  lastSequence,
  places,
  placesDirectory,
  replaceRows,
  type Rows,
} from '../arbitrary-catalogue.js';

const db = await testDatabase();
// These places are of no map, and the same sequences come again and again.
await db.sql('alter table ledger_entry disable trigger all');
await db.sql('alter table division disable trigger all');
await settlePlaces(db);
const sequences = Array.from({ length: lastSequence }, (_, index) => BigInt(index + 1));

test('finds exactly what differs between the whole catalogues before and after, at every sequence', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryRows, async (rows) => {
      await replaceRows(db, rows);
      await replaceEntries(db, rows);
      const affected = await findAffected(db, sequences);
      for (const sequence of sequences) {
        const pairs = (affected.get(sequence) ?? []).flatMap(({ itemCode, divisionCodes }) =>
          divisionCodes.map((divisionCode) => `${itemCode} ${divisionCode}`),
        );
        expect(pairs).toEqual(pairs.toSorted());
        expect(pairs).toEqual(await differences(sequence));
        expect((await findAffected(db, [sequence])).get(sequence) ?? []).toEqual(affected.get(sequence) ?? []);
        found += pairs.length;
      }
    }),
    { numRuns: 25 },
  );
  expect(found).toBeGreaterThan(200);
});

/** By reading both catalogues whole. */
async function differences(sequence: bigint): Promise<string[]> {
  const [before, after] = [
    await loadCatalogue(db, placesDirectory, sequence - 1n),
    await loadCatalogue(db, placesDirectory, sequence),
  ];
  const look = (catalogue: typeof before, divisionCode: string, itemCode: string): string => {
    const item = catalogue.effectiveItem(divisionCode, itemCode);
    const listed = catalogue.effectiveItems(divisionCode).some((one) => one.code === itemCode);
    return item === undefined ? '' : JSON.stringify({ listed, ...withoutOrigins(item) });
  };
  return [...after.content.items.keys()]
    .flatMap((itemCode) => places.map(({ code }) => ({ itemCode, code })))
    .filter(({ itemCode, code }) => look(before, code, itemCode) !== look(after, code, itemCode))
    .map(({ itemCode, code }) => `${itemCode} ${code}`)
    .toSorted();
}

function withoutOrigins(item: EffectiveItem): object {
  const { fieldOrigins: _, childCodes: __, ...rest } = item;
  return {
    ...rest,
    elements: item.elements.map(({ origin: _origin, ...value }) => value),
    bases: item.bases.map(({ origin: _origin, ...value }) => value),
    channels: item.channels.map(({ origin: _origin, ...value }) => value),
    deadline: item.deadline === null ? null : inForce([item.deadline, ...item.deadline.others].map(({ term }) => term)),
    responsibility: item.responsibility === null ? null : [item.responsibility.bodyId, item.responsibility.eachBody],
  };
}

/** One term of each clock: the shortest, the first of equal ones. */
function inForce(terms: readonly Term[]): readonly Term[] {
  return terms.reduce<Term[]>((kept, term) => {
    const rival = kept.findIndex((one) => comparable(one, term));
    if (rival < 0) return [...kept, term];
    const stays = kept[rival] ?? term;
    return isShorterOrEqual(stays, term) ? kept : kept.with(rival, term);
  }, []);
}

async function settlePlaces(store: Database): Promise<void> {
  await store.sql(
    `insert into division (code, name, level, kind, parent_code, pack, position, from_sequence)
     select code, name, level, kind, "parentCode", pack, position, 0 from jsonb_to_recordset($1::jsonb)
       as d(code text, name text, level text, kind text, "parentCode" text, pack text, position int)`,
    [JSON.stringify(places.map((place, position) => ({ ...place, position })))],
  );
  await store.sql(
    `insert into body (id, slug, name, kind, division_code, functions, position, from_sequence)
     select id, slug, name, kind, "divisionCode", functions, position, 0 from jsonb_to_recordset($1::jsonb)
       as b(id uuid, slug text, name text, kind text, "divisionCode" text, functions text[], position int)`,
    [JSON.stringify(placesDirectory.bodies().map((one, position) => ({ ...one, position })))],
  );
}

/** The entries with which these rows would have come about: one for each item and division that spoke of it. */
async function replaceEntries(store: Database, { items, facts }: Rows): Promise<void> {
  const moved = [
    ...items.map(({ defined_at, code, ...item }) => ({ subject: `${defined_at}/${code}`, ...item })),
    ...facts.map(({ division_code, item_code, ...fact }) => ({ subject: `${division_code}/${item_code}`, ...fact })),
  ];
  const spoken = new Set(
    moved.flatMap(({ subject, from_sequence, to_sequence }) =>
      [from_sequence, to_sequence].map((sequence) => `${sequence} ${subject}`),
    ),
  );
  const entries = [...spoken].map((text, ordinal) => {
    const [sequence, subject] = text.split(' ');
    return { sequence: Number(sequence), ordinal, subject };
  });
  await store.sql('delete from ledger_entry');
  await store.sql(
    `insert into ledger_entry (sequence, ordinal, at, kind, subject, salt)
     select sequence, ordinal, now(), 'CATALOGUE_CHANGED', subject, '' from jsonb_to_recordset($1::jsonb)
       as e(sequence bigint, ordinal int, subject text) where sequence > 0`,
    [JSON.stringify(entries)],
  );
}
