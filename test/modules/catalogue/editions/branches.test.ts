import fc from 'fast-check';
import { expect, it } from 'vitest';
import { appendToField } from '../../../../src/modules/catalogue/append-to-field.js';
import { loadCatalogue } from '../../../../src/modules/catalogue/load-catalogue.js';
import type { EffectiveItem } from '../../../../src/modules/catalogue/effective-item.js';
import { resetField } from '../../../../src/modules/catalogue/reset-field.js';
import { resolveFromDatabase } from '../../../../src/modules/catalogue/resolve-from-database.js';
import { loadDirectory } from '../../../../src/modules/jurisdictions/load-directory.js';
import { readHead } from '../../../../src/modules/ledger/read-head.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';
import { open, partiesOf, proposed, published } from './small-edition.js';

const db = await testDatabase();
await small.settleCatalogue(db, { pack: 'SHANGHAI' });

const branches = [small.otherDistrict, small.street] as const;
const places = [small.city, small.district, ...branches];

/** What a reader gets, without when it came to be. */
async function catalogues(): Promise<Readonly<Record<string, unknown>>> {
  const { sequence } = await readHead(db);
  const directory = await loadDirectory(db, sequence);
  const catalogue = await loadCatalogue(db, directory, sequence);
  const seen: Record<string, unknown> = {};
  for (const divisionCode of places) {
    const items = catalogue.effectiveItems(divisionCode);
    expect(await resolveFromDatabase(db, directory, { divisionCode, at: sequence })).toEqual(items);
    seen[divisionCode] = items.map(withoutTime);
  }
  return seen;
}

function withoutTime(item: EffectiveItem): unknown {
  return JSON.parse(
    JSON.stringify(item, (key, value: unknown) => (key === 'since' || key === 'at' ? undefined : value)),
  );
}

const change = fc.record({
  term: fc.integer({ min: 1, max: 20 }),
  note: fc.option(fc.constantFrom('甲', '乙', '')),
  element: fc.boolean(),
});

interface Line {
  readonly place: string;
  readonly term: number;
  readonly note: string | null;
  readonly element: boolean;
}

async function draft({ place, term, note, element }: Line): Promise<{ place: string; id: string }> {
  const id = await proposed(db, place, { value: { deadline: small.days(term) } });
  await proposed(db, place, { editionId: id, value: { note } });
  if (element) {
    const input = { divisionCode: place, itemCode: small.lowerLeaf, editionId: id };
    const value = { elements: [small.element(`own${term}`)] };
    await db.transaction((tx) => appendToField(tx, partiesOf(place).keeper, { ...input, value }));
  }
  return { place, id };
}

/** Takes back all that a division says, by one more edition. */
async function takeBack(place: string): Promise<void> {
  const said = await db.sql<{ item: string; field: 'deadline' | 'note' | 'elements' }>(
    'select distinct item_code as item, field from catalogue_fact where division_code = $1 and to_sequence is null',
    [place],
  );
  const { id: editionId } = await open(db, place);
  for (const { item: itemCode, field } of said) {
    const input = { divisionCode: place, itemCode, editionId, field };
    await db.transaction((tx) => resetField(tx, partiesOf(place).keeper, input));
  }
  await published(db, place, editionId);
}

it('editions of different branches: any order, nothing of one in the other, and reset brings back what is inherited', async () => {
  const untouched = await catalogues();
  await fc.assert(
    fc.asyncProperty(change, change, fc.boolean(), async (one, other, swap) => {
      const pair = [
        { ...one, place: branches[0] },
        { ...other, place: branches[1] },
      ];
      const results: unknown[] = [];
      for (const order of [pair, pair.toReversed()]) {
        const drafts: { place: string; id: string }[] = [];
        for (const line of swap ? pair.toReversed() : pair) drafts.push(await draft(line));
        const [first = '', second = ''] = order.map((line) => line.place);
        const idOf = (place: string): string => drafts.find((made) => made.place === place)?.id ?? '';
        await published(db, first, idOf(first));
        const between = await catalogues();
        for (const place of places.filter((code) => code !== first)) expect(between[place]).toEqual(untouched[place]);
        await published(db, second, idOf(second));
        results.push(await catalogues());
        for (const place of branches) await takeBack(place);
        expect(await catalogues()).toEqual(untouched);
      }
      expect(results[1]).toEqual(results[0]);
    }),
    { numRuns: 3 },
  );
});
