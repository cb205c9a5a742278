import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addLocalItem } from '../../../../src/modules/catalogue/add-local-item.js';
import { appendToField } from '../../../../src/modules/catalogue/append-to-field.js';
import type { Catalogue } from '../../../../src/modules/catalogue/catalogue.js';
import { approveEdition } from '../../../../src/modules/catalogue/editions/approve-edition.js';
import { openEdition } from '../../../../src/modules/catalogue/editions/open-edition.js';
import { publishEdition } from '../../../../src/modules/catalogue/editions/publish-edition.js';
import { reviewEdition } from '../../../../src/modules/catalogue/editions/review-edition.js';
import { submitEdition } from '../../../../src/modules/catalogue/editions/submit-edition.js';
import { loadCatalogue } from '../../../../src/modules/catalogue/load-catalogue.js';
import { lockField } from '../../../../src/modules/catalogue/lock-field.js';
import { overrideField } from '../../../../src/modules/catalogue/override-field.js';
import { resolveFromDatabase } from '../../../../src/modules/catalogue/resolve-from-database.js';
import type { Actor } from '../../../../src/modules/identity/actor.js';
import { defineDivisions } from '../../../../src/modules/jurisdictions/divisions/define-divisions.js';
import { loadDirectory } from '../../../../src/modules/jurisdictions/load-directory.js';
import { newest } from '../../../../src/modules/jurisdictions/select-directory.js';
import { readHead } from '../../../../src/modules/ledger/read-head.js';
import type { Tx } from '../../../../src/platform/db/tx.js';
import { AppError } from '../../../../src/platform/errors/app-error.js';
import { UserErrors } from '../../../../src/platform/errors/user-errors.js';
import { actorWith, operator } from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';
import { type Attempt, arbitraryAttempts, officeOf, type Scene, stepOf, type Verb, verbs } from '../any-verb.js';
import * as small from '../small-catalogue.js';

const db = await testDatabase();
await small.settleCatalogue(db, { pack: 'SHANGHAI' });
const thirdDistrict = '310105';
const otherStreet = '310107006';
await db.transaction((tx) =>
  defineDivisions(tx, operator, {
    divisions: [
      {
        code: thirdDistrict,
        name: '长宁区',
        level: 'DISTRICT',
        kind: 'DISTRICT',
        parentCode: small.city,
        pack: 'SHANGHAI',
      },
      {
        code: otherStreet,
        name: '长风新村街道',
        level: 'STREET',
        kind: 'SUBDISTRICT',
        parentCode: small.district,
        pack: 'SHANGHAI',
      },
    ],
  }),
);
const directory = await loadDirectory(db, newest);

/** None of them is above another; two are streets of one district. */
const branches = [small.street, otherStreet, small.otherDistrict, thirdDistrict] as const;
for (const place of branches) await db.transaction((tx) => startWith(tx, place));

/** Something of its own to take back, to add to and to end. */
async function startWith(tx: Tx, place: string): Promise<void> {
  const keeper = officeOf(place);
  const { id: editionId } = await openEdition(tx, keeper, { divisionCode: place, title: '首版(示例)' });
  const about = { divisionCode: place, itemCode: small.leaf, editionId };
  await overrideField(tx, keeper, { ...about, value: { note: '首版' } });
  await appendToField(tx, keeper, { ...about, value: { bases: [{ ...small.localRule, clause: '第九条' }] } });
  await lockField(tx, keeper, { ...about, field: 'deadline' });
  const columns = small.columns({ levels: [directory.division(place)?.level ?? 'STREET'] });
  for (const identifier of ['OWN_FIRST', 'OWN_SECOND']) {
    await addLocalItem(tx, keeper, { divisionCode: place, editionId, parentCode: small.group, identifier, columns });
  }
  await underReview(tx, place, editionId);
  await approveEdition(tx, approverOf(place), { editionId });
  await publishEdition(tx, keeper, { editionId });
}

function approverOf(place: string): Actor {
  const above = directory.division(place)?.parentCode ?? '';
  return actorWith('UPPER_APPROVER', above, `00000000-0000-4000-9000-${above.padStart(12, '0')}`);
}

async function underReview(tx: Tx, place: string, editionId: string): Promise<void> {
  await submitEdition(tx, officeOf(place), { editionId });
  await reviewEdition(tx, approverOf(place), { editionId });
}

interface Draft {
  readonly place: string;
  readonly id: string;
}

const done = new Map<Verb, number>(verbs.map((verb) => [verb, 0]));

/** What of the attempts an edition takes; the first change is always taken. */
async function drafted(tx: Tx, place: string, attempts: readonly Attempt[]): Promise<Draft> {
  const { id } = await openEdition(tx, officeOf(place), { divisionCode: place, title: '修订(示例)' });
  const first = { divisionCode: place, itemCode: small.lowerLeaf, editionId: id, value: { note: `${place}说明` } };
  await overrideField(tx, officeOf(place), first);
  const { sequence } = await readHead(tx);
  const scene = sceneOf(await loadCatalogue(tx, directory, sequence), { place, id });
  for (const attempt of attempts) {
    const step = stepOf(attempt, scene);
    await tx.sql('savepoint step');
    try {
      await step.run(tx);
      done.set(step.verb, (done.get(step.verb) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof UserErrors) && !(error instanceof AppError)) throw error;
      await tx.sql('rollback to savepoint step');
    }
  }
  await underReview(tx, place, id);
  return { place, id };
}

function sceneOf({ content }: Catalogue, { place, id }: Draft): Scene {
  const items = [...content.items.values()].filter((item) => directory.isWithin(place, item.definedAt));
  return {
    places: [place],
    isWithin: (code, above) => directory.isWithin(code, above),
    items,
    facts: items.flatMap((item) => content.facts.get(item.code)?.get(place) ?? []),
    bodyIds: directory.bodies().map((body) => body.id),
    levelOf: (code) => directory.division(code)?.level ?? 'CITY',
    approverId: null,
    editionId: id,
  };
}

/** What a reader gets at every division, without when it came to be. */
async function catalogues(tx: Tx): Promise<Readonly<Record<string, unknown>>> {
  const { sequence: at } = await readHead(tx);
  const catalogue = await loadCatalogue(tx, directory, at);
  const seen: Record<string, unknown> = {};
  for (const { code: divisionCode } of directory.divisions()) {
    const items = catalogue.effectiveItems(divisionCode);
    seen[divisionCode] = JSON.parse(
      JSON.stringify(items, (key, value: unknown) => (key === 'since' || key === 'at' ? undefined : value)),
    );
  }
  return seen;
}

async function expectStored(tx: Tx): Promise<void> {
  const { sequence: at } = await readHead(tx);
  const catalogue = await loadCatalogue(tx, directory, at);
  for (const { code: divisionCode } of directory.divisions()) {
    const stored = await resolveFromDatabase(tx, directory, { divisionCode, at });
    expect(stored).toEqual(catalogue.effectiveItems(divisionCode));
  }
}

class Undone extends Error {}

/** Everything is taken back at the end: each order meets the same store. */
async function undone(work: (tx: Tx) => Promise<void>): Promise<void> {
  const all = db.transaction(async (tx) => {
    await work(tx);
    throw new Undone();
  });
  await expect(all).rejects.toBeInstanceOf(Undone);
}

/** Each edition twice: first it is approved, then published. */
const arbitraryOrders = fc.integer({ min: 2, max: branches.length }).chain((count) => {
  const steps = Array.from({ length: count * 2 }, (_, index) => index % count);
  return fc.record({
    places: fc.shuffledSubarray([...branches], { minLength: count, maxLength: count }),
    attempts: fc.array(arbitraryAttempts, { minLength: count, maxLength: count }),
    orders: fc.array(fc.shuffledSubarray(steps, { minLength: steps.length }), { minLength: 2, maxLength: 2 }),
  });
});

it('editions of several branches: approved and published in any order they come to the same catalogue', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryOrders, async ({ places, attempts, orders }) => {
      await undone(async (tx) => {
        const drafts: Draft[] = [];
        for (const [index, place] of places.entries()) {
          drafts.push(await drafted(tx, place, (attempts[index] ?? []).slice(0, 8)));
        }
        const untouched = await catalogues(tx);
        const results: unknown[] = [];
        for (const order of orders) {
          await tx.sql('savepoint before_order');
          results.push(await inOrder(tx, { drafts, order, untouched }));
          await tx.sql('rollback to savepoint before_order');
        }
        for (const result of results) expect(result).toEqual(results[0]);
      });
    }),
    { numRuns: 10, endOnFailure: true },
  );
  // Not vacuous: every verb was proposed.
  expect([...done].filter(([, times]) => times < 3)).toEqual([]);
}, 120_000);

interface Course {
  readonly drafts: readonly Draft[];
  readonly order: readonly number[];
  readonly untouched: Readonly<Record<string, unknown>>;
}

async function inOrder(tx: Tx, { drafts, order, untouched }: Course): Promise<unknown> {
  const approved = new Set<Draft>();
  let before = untouched;
  for (const draft of order.flatMap((index) => drafts[index] ?? [])) {
    const { place, id: editionId } = draft;
    if (approved.has(draft)) await publishEdition(tx, officeOf(place), { editionId });
    else await approveEdition(tx, approverOf(place), { editionId });
    const after = await catalogues(tx);
    // What is approved is not public yet; what is published is so for its own branch.
    const others = directory.divisions().filter(({ code }) => !approved.has(draft) || !directory.isWithin(code, place));
    for (const { code } of others) expect(after[code]).toEqual(before[code]);
    approved.add(draft);
    before = after;
  }
  await expectStored(tx);
  return before;
}
