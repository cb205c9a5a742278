import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addItems } from '../../../src/modules/catalogue/add-items.js';
import { advanceCatalogue } from '../../../src/modules/catalogue/advance-catalogue.js';
import type { Catalogue } from '../../../src/modules/catalogue/catalogue.js';
import type { CatalogueField, EffectiveItem } from '../../../src/modules/catalogue/effective-item.js';
import { loadCatalogue } from '../../../src/modules/catalogue/load-catalogue.js';
import { resolveFromDatabase } from '../../../src/modules/catalogue/resolve-from-database.js';
import { grantRole } from '../../../src/modules/identity/grant-role.js';
import { registerBodies } from '../../../src/modules/jurisdictions/bodies/register-bodies.js';
import type { Division } from '../../../src/modules/jurisdictions/directory.js';
import { defineDivisions } from '../../../src/modules/jurisdictions/divisions/define-divisions.js';
import { loadDirectory } from '../../../src/modules/jurisdictions/load-directory.js';
import { listEntries } from '../../../src/modules/ledger/list-entries.js';
import { readHead } from '../../../src/modules/ledger/read-head.js';
import { AppError } from '../../../src/platform/errors/app-error.js';
import { UserErrors } from '../../../src/platform/errors/user-errors.js';
import { makeAccount, operator } from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';
import { arbitraryAttempts, officeOf, type Scene, type Step, stepOf, type Verb, verbs } from './any-verb.js';
import type { FactLine, ItemLine } from './arbitrary-catalogue.js';
import { bodyFunctions } from './arbitrary-tree.js';
import { MergeOracle, type Shown, shownBy } from './resolution/merge-oracle.js';
import * as small from './small-catalogue.js';

const db = await testDatabase();
const { id: approverId } = await makeAccount(db, 'approver');

/** Where changes take effect at once. */
const packs = ['GRASSROOTS_GB', 'NATIONAL_BASE'] as const;

interface Country {
  readonly lower: readonly { readonly above: number; readonly pack: (typeof packs)[number] }[];
  readonly bodies: readonly {
    readonly place: number;
    readonly governs: boolean;
    readonly functions: readonly string[];
  }[];
}

const arbitraryCountry: fc.Arbitrary<Country> = fc.record({
  lower: fc.array(fc.record({ above: fc.nat(99), pack: fc.constantFrom(...packs) }), {
    minLength: 3,
    maxLength: 6,
    size: 'max',
  }),
  bodies: fc.array(fc.record({ place: fc.nat(9), governs: fc.boolean(), functions: fc.subarray([...bodyFunctions]) }), {
    minLength: 2,
    maxLength: 6,
    size: 'max',
  }),
});

let countries = 0;

/** A city of its own for each run: districts below it, streets below them or below the city itself. */
async function settle({ lower, bodies }: Country): Promise<{ places: Division[]; group: string }> {
  countries += 1;
  const root = String(1_000 + countries);
  const places: Division[] = [placeOf(root, null, { level: 'CITY', pack: 'SHANGHAI' })];
  for (const { above, pack } of lower) {
    const open = places.filter((place) => place.level !== 'STREET');
    const parent = open[above % open.length];
    if (parent === undefined) continue;
    const code = `${parent.code}${places.filter((place) => place.parentCode === parent.code).length + 1}`;
    const level = parent.level === 'CITY' && above % 4 !== 0 ? 'DISTRICT' : 'STREET';
    places.push(placeOf(code, parent.code, { level, pack }));
  }
  await db.transaction(async (tx) => {
    await defineDivisions(tx, operator, { divisions: places });
    // Approves for whoever stands directly below, wherever that is.
    for (const { code: scope } of places) {
      const grant = { accountId: approverId, role: 'DISCLOSURE_OFFICE', scope, scopes: [scope] } as const;
      await grantRole(tx, operator, grant);
    }
  });
  const ofPlaces = new Map(bodies.map((one) => [places[one.place % places.length]?.code ?? root, one]));
  const registered = [...ofPlaces].map(([divisionCode, { governs, functions }], index) => ({
    slug: `body-${divisionCode}`,
    name: `机关${divisionCode}`,
    kind: governs ? ('GOVERNMENT' as const) : ('DEPARTMENT' as const),
    divisionCode,
    functions: index === 0 ? [...bodyFunctions] : functions,
  }));
  await db.transaction((tx) => registerBodies(tx, operator, { bodies: registered }));
  const group = `G${root}`;
  const items = [
    small.item({ code: group, parentCode: null, isLeaf: false, identifier: 'GROUP', columns: { name: '养老服务' } }),
    small.item({ code: `${group}-01`, parentCode: group }),
    small.item({
      code: `${group}-02`,
      parentCode: group,
      columns: small.columns({ levels: ['DISTRICT', 'STREET'] }),
    }),
  ];
  await db.transaction((tx) => addItems(tx, officeOf(root), { divisionCode: root, items }));
  return { places, group };
}

function placeOf(code: string, parentCode: string | null, { level, pack }: Pick<Division, 'level' | 'pack'>): Division {
  return { code, name: `区划${code}`, level, kind: level === 'STREET' ? 'TOWN' : level, parentCode, pack };
}

/** Null where it was done; else why not. */
async function refusalOf({ run }: Step): Promise<string | null> {
  try {
    await db.transaction(run);
    return null;
  } catch (error) {
    if (error instanceof UserErrors) return error.errors.map(({ code }) => code).join();
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

it('any verbs at any level: nothing outside the subtree moves, memory is the database, a refusal leaves nothing', async () => {
  const accepted = new Map<Verb, number>(verbs.map((verb) => [verb, 0]));
  const refused = new Map<Verb, number>(verbs.map((verb) => [verb, 0]));
  let resets = 0;
  await fc.assert(
    fc.asyncProperty(
      arbitraryCountry,
      arbitraryAttempts,
      fc.infiniteStream(fc.nat(99)),
      async (country, attempts, pasts) => {
        const { places, group } = await settle(country);
        const { sequence: start } = await readHead(db);
        const directory = await loadDirectory(db, start);
        const codes = places.map((place) => place.code);
        let catalogue = await loadCatalogue(db, directory, start);
        let traces = await small.traces(db);
        for (const attempt of attempts) {
          const past = pasts.next().value;
          const step = stepOf(attempt, sceneOf(catalogue, { places, group }));
          const refusal = await refusalOf(step);
          const now = await small.traces(db);
          const count = refusal === null ? accepted : refused;
          count.set(step.verb, (count.get(step.verb) ?? 0) + 1);
          const { sequence } = await readHead(db);
          const released = sequence !== catalogue.sequence;
          expect(released && refusal !== null).toBe(false);
          // Nor does saving what stands already leave anything.
          expect(released ? traces : now).toEqual(traces);
          traces = now;
          if (!released) continue;
          const entries = await listEntries(db, { after: catalogue.sequence, upTo: sequence, limit: 100 });
          const before = catalogue;
          catalogue = await advanceCatalogue(db, before, { directory, entries, upTo: sequence });
          const anew = await loadCatalogue(db, directory, sequence);
          for (const divisionCode of codes) {
            const items = anew.effectiveItems(divisionCode);
            expect(catalogue.effectiveItems(divisionCode)).toEqual(items);
            if (directory.isWithin(divisionCode, step.divisionCode)) continue;
            expect(items).toEqual(before.effectiveItems(divisionCode));
          }
          for (const divisionCode of new Set([step.divisionCode, codes[past % codes.length] ?? ''])) {
            const stored = await resolveFromDatabase(db, directory, { divisionCode, at: sequence });
            expect(stored).toEqual(anew.effectiveItems(divisionCode));
          }
          const at = start + (BigInt(past) % (sequence - start + 1n));
          const older = { divisionCode: codes[past % codes.length] ?? '', at };
          expect(await resolveFromDatabase(db, directory, older)).toEqual(
            (await loadCatalogue(db, directory, at)).effectiveItems(older.divisionCode),
          );
          if (step.verb === 'resetField') {
            resets += Number(showsWhatComesFromAbove(catalogue, step));
          }
        }
        await expectOracle(catalogue, { places, group });
      },
    ),
    { numRuns: 14, endOnFailure: true },
  );
  // Not vacuous: every verb was done, and was refused.
  expect([...accepted].filter(([, times]) => times < 3)).toEqual([]);
  expect([...refused].filter(([, times]) => times === 0)).toEqual([]);
  expect(resets).toBeGreaterThan(3);
}, 120_000);

interface Settled {
  readonly places: readonly Division[];
  readonly group: string;
}

function sceneOf({ content, directory }: Catalogue, { places, group }: Settled): Scene {
  const items = [...content.items.values()].filter((item) => item.code.startsWith(group));
  const codes = places.map((place) => place.code);
  return {
    places: codes,
    isWithin: (code, above) => directory.isWithin(code, above),
    items,
    facts: items.flatMap((item) => [...(content.facts.get(item.code)?.values() ?? [])].flat()),
    bodyIds: directory.bodies().flatMap((body) => (codes.includes(body.divisionCode) ? body.id : [])),
    levelOf: (code) => directory.division(code)?.level ?? 'CITY',
    approverId,
  };
}

/** After a reset; false where neither sees the item. */
function showsWhatComesFromAbove(catalogue: Catalogue, { divisionCode, itemCode, field }: Step): boolean {
  const above = catalogue.directory.division(divisionCode)?.parentCode ?? '';
  const own = catalogue.effectiveItem(divisionCode, itemCode);
  const upper = catalogue.effectiveItem(above, itemCode);
  if (own === undefined || upper === undefined) return false;
  expect(partOf(own, field)).toEqual(partOf(upper, field));
  return true;
}

/** A field with where it comes from; who is responsible is asked anew at each division. */
function partOf(item: EffectiveItem, field: CatalogueField): unknown {
  const origins = item.fieldOrigins.find((one) => one.field === field)?.origins ?? [];
  const value = field === 'applicability' || field === 'responsibility' ? null : item[field];
  return { value, origins: origins.filter(({ state }) => state !== 'LOCK') };
}

/** What is stored now, resolved by the plain rules. */
async function expectOracle(catalogue: Catalogue, { places, group }: Settled): Promise<void> {
  const items = await db.sql<ItemLine>(
    `select code, parent_code, defined_at, is_leaf, position, local, from_sequence::int, to_sequence::int
     from catalogue_item where starts_with(code, $1)`,
    [group],
  );
  const facts = await db.sql<FactLine>(
    `select item_code, division_code, field, slot, state, value, from_sequence::int, to_sequence::int
     from catalogue_fact where starts_with(item_code, $1) and to_sequence is null`,
    [group],
  );
  const oracle = new MergeOracle({ tree: { places, directory: catalogue.directory }, items, facts });
  const byCode = (all: readonly Shown[]): readonly Shown[] => all.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  for (const { code } of places) {
    expect(byCode(catalogue.effectiveItems(code).map(shownBy))).toEqual(byCode(oracle.listed(code)));
  }
}
