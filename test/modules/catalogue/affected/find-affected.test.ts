import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAffected } from '../../../../src/modules/catalogue/affected/find-affected.js';
import type { Catalogue } from '../../../../src/modules/catalogue/catalogue.js';
import type { EffectiveItem } from '../../../../src/modules/catalogue/effective-item.js';
import { loadCatalogue } from '../../../../src/modules/catalogue/load-catalogue.js';
import { comparable, isShorterOrEqual, type Term } from '../../../../src/modules/rules/term.js';
import { testDatabase } from '../../../support/test-database.js';
import { lastSequence, type OnTree, type Rows, rowsOnAnyTree } from '../arbitrary-catalogue.js';
import type { Tree } from '../arbitrary-tree.js';
import { replaceRows } from '../replace-rows.js';

const db = await testDatabase();
// These places are of no map, and the same sequences come again and again.
await db.sql('alter table ledger_entry disable trigger all');
await db.sql('alter table division disable trigger all');
await db.sql('alter table body disable trigger all');
const sequences = Array.from({ length: lastSequence }, (_, index) => BigInt(index + 1));

test('finds exactly what differs between the whole catalogues before and after, at every sequence', async () => {
  const met = { pairs: 0, bodies: 0 };
  await fc.assert(
    fc.asyncProperty(rowsOnAnyTree, async (rows) => {
      await settle(rows.tree);
      await replaceRows(db, rows);
      await replaceEntries(rows);
      const affected = await findAffected(db, sequences);
      const shown: Catalogue[] = [];
      for (const at of [0n, ...sequences]) shown.push(await loadCatalogue(db, rows.tree.directory, at));
      for (const [index, sequence] of sequences.entries()) {
        const pairs = (affected.get(sequence) ?? []).flatMap(({ itemCode, divisionCodes }) =>
          divisionCodes.map((divisionCode) => `${itemCode} ${divisionCode}`),
        );
        expect(pairs).toEqual(pairs.toSorted());
        expect(pairs).toEqual(differences(rows, shown.slice(index, index + 2)));
        expect((await findAffected(db, [sequence])).get(sequence) ?? []).toEqual(affected.get(sequence) ?? []);
        met.pairs += pairs.length;
        if (moves(rows, sequence)) met.bodies += pairs.length;
      }
    }),
    { numRuns: 60 },
  );
  expect(met.pairs).toBeGreaterThan(500);
  expect(met.bodies).toBeGreaterThan(20);
}, 60_000);

/** By reading both catalogues whole. */
function differences({ tree, items }: OnTree, [before, after]: readonly Catalogue[]): string[] {
  const look = (catalogue: Catalogue | undefined, divisionCode: string, itemCode: string): string => {
    const item = catalogue?.effectiveItem(divisionCode, itemCode);
    const listed = catalogue?.effectiveItems(divisionCode).some((one) => one.code === itemCode);
    return item === undefined ? '' : JSON.stringify({ listed, ...withoutOrigins(item) });
  };
  return items
    .flatMap(({ code: itemCode }) => tree.places.map(({ code }) => ({ itemCode, code })))
    .filter(({ itemCode, code }) => look(before, code, itemCode) !== look(after, code, itemCode))
    .map(({ itemCode, code }) => `${itemCode} ${code}`)
    .toSorted();
}

function withoutOrigins(item: EffectiveItem): object {
  // Another name for the same body changes nothing: who discloses is compared as it was resolved.
  const { fieldOrigins: _, childCodes: __, assignment: ___, ...rest } = item;
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

/** Whether a responsible body may have become another one. */
function moves({ facts }: Rows, sequence: bigint): boolean {
  return facts.some(
    (fact) =>
      fact.field === 'responsibility' &&
      (BigInt(fact.from_sequence) === sequence || fact.to_sequence === Number(sequence)),
  );
}

async function settle({ places, directory }: Tree): Promise<void> {
  await db.sql('delete from body');
  await db.sql('delete from division');
  await db.sql(
    `insert into division (code, name, level, kind, parent_code, pack, position, from_sequence)
     select code, name, level, kind, "parentCode", pack, position, 0 from jsonb_to_recordset($1::jsonb)
       as d(code text, name text, level text, kind text, "parentCode" text, pack text, position int)`,
    [JSON.stringify(places.map((place, position) => ({ ...place, position })))],
  );
  await db.sql(
    `insert into body (id, slug, name, kind, division_code, functions, position, from_sequence)
     select id, slug, name, kind, "divisionCode", functions, position, 0 from jsonb_to_recordset($1::jsonb)
       as b(id uuid, slug text, name text, kind text, "divisionCode" text, functions text[], position int)`,
    [JSON.stringify(directory.bodies().map((one, position) => ({ ...one, position })))],
  );
}

/** The entries with which these rows would have come about: one for each item and division that spoke of it. */
async function replaceEntries({ items, facts }: Rows): Promise<void> {
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
  await db.sql('delete from ledger_entry');
  await db.sql(
    `insert into ledger_entry (sequence, ordinal, at, kind, subject, salt)
     select sequence, ordinal, now(), 'CATALOGUE_CHANGED', subject, '' from jsonb_to_recordset($1::jsonb)
       as e(sequence bigint, ordinal int, subject text) where sequence > 0`,
    [JSON.stringify(entries)],
  );
}
