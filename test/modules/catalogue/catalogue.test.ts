import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../../src/modules/catalogue/catalogue.js';
import type { CatalogueFact, CatalogueItem, FactOf } from '../../../src/modules/catalogue/catalogue-fact.js';
import {
  type Assignment,
  type CatalogueField,
  catalogueFields,
} from '../../../src/modules/catalogue/effective-item.js';
import type { EffectiveItem, FieldOrigin } from '../../../src/modules/catalogue/effective-item.js';
import { factsByItem } from '../../../src/modules/catalogue/load-catalogue.js';
import { Directory } from '../../../src/modules/jurisdictions/directory.js';
import { aboutOneFact, type FactLine, type ItemLine, type Rows, standingOnAnyTree } from './arbitrary-catalogue.js';
import { division, treeOf } from './arbitrary-tree.js';
import { MergeOracle } from './resolution/merge-oracle.js';
import { catalogueOf } from './resident-catalogue.js';

const isOfField = (fact: FactLine, subject: FactLine): boolean =>
  fact.item_code === subject.item_code && fact.field === subject.field;

describe('a resident catalogue', () => {
  it('never shows in one branch what another branch says', () => {
    let told = 0;
    fc.assert(
      fc.property(aboutOneFact, ({ subject, ...rows }) => {
        const place = subject.division_code;
        const whole = catalogueOf(rows);
        const silent = catalogueOf({ ...rows, facts: rows.facts.filter((fact) => fact.division_code !== place) });
        for (const { code } of rows.tree.places) {
          const same = isDeepStrictEqual(whole.effectiveItems(code), silent.effectiveItems(code));
          expect(same || rows.tree.directory.isWithin(code, place)).toBe(true);
          if (!same) told += 1;
        }
        for (const { code } of rows.tree.places) {
          const chain = rows.tree.directory.scopesOf(code);
          const own = rows.facts.filter((fact) => chain.includes(fact.division_code));
          expect(whole.effectiveItems(code)).toEqual(catalogueOf({ ...rows, facts: own }).effectiveItems(code));
        }
      }),
      { numRuns: 200 },
    );
    expect(told).toBeGreaterThan(100);
  });

  it('does not depend on the order in which facts were written', () => {
    let met = 0;
    const drawn = standingOnAnyTree.chain((rows) =>
      fc.record({
        rows: fc.constant(rows),
        facts: fc.shuffledSubarray([...rows.facts], { minLength: rows.facts.length }),
        items: fc.shuffledSubarray([...rows.items], { minLength: rows.items.length }),
      }),
    );
    fc.assert(
      fc.property(drawn, ({ rows, facts, items }) => {
        const [written, shuffled] = [catalogueOf(rows), catalogueOf({ ...rows, facts, items })];
        for (const { code } of rows.tree.places) {
          expect(shuffled.effectiveItems(code)).toEqual(written.effectiveItems(code));
          for (const item of written.effectiveItems(code)) {
            met += item.fieldOrigins.filter(({ origins }) => origins.length > 1).length;
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(met).toBeGreaterThan(200);
  });

  it('shows the inherited value again once a division has taken its facts back, and keeps its lock', () => {
    const met = { changed: 0, locks: 0, fields: new Set<string>() };
    fc.assert(
      fc.property(aboutOneFact, ({ subject, ...rows }) => {
        const { directory } = rows.tree;
        const { field, division_code: code } = subject;
        const item = itemOf(rows, subject);
        const above = directory.division(code)?.parentCode;
        if (above == null || !directory.isWithin(above, item.defined_at)) return;
        const own = rows.facts.filter((fact) => isOfField(fact, subject) && fact.division_code === code);
        const reset = { ...rows, facts: rows.facts.filter((fact) => !own.includes(fact) || fact.slot === 'LOCK') };
        const [here, oracle] = [catalogueOf(reset), new MergeOracle(reset)];
        const after = here.effectiveItem(code, item.code);
        const upper = here.effectiveItem(above, item.code);
        if (after === undefined || upper === undefined) return;
        const inherited = oracle.carried(item, field, above);
        const locked = own.some((fact) => fact.slot === 'LOCK') || inherited.lockedBy !== null;
        const [shown, expected] = [originsOf(after, field), originsOf(upper, field)];
        expect(shown.locked).toBe(locked);
        expect(shown.origins.filter(({ state }) => state !== 'LOCK')).toEqual(
          expected.origins.filter(({ state }) => state !== 'LOCK'),
        );
        // Who is responsible is asked anew where it is read, for what comes from above.
        const body = oracle.responsible(field === 'responsibility' ? responsibilityIn(inherited.counting) : null, code);
        expect(valueOf(after, field)).toEqual(field === 'responsibility' ? body : valueOf(upper, field));
        const before = catalogueOf(rows).effectiveItem(code, item.code);
        if (before === undefined || isDeepStrictEqual(valueOf(before, field), valueOf(after, field))) return;
        met.changed += 1;
        met.fields.add(field);
        if (own.some((fact) => fact.slot === 'LOCK')) met.locks += 1;
      }),
      { numRuns: 1_500 },
    );
    expect(met.changed).toBeGreaterThan(100);
    expect(met.locks).toBeGreaterThan(10);
    expect([...met.fields].toSorted()).toEqual([...catalogueFields].toSorted());
  });

  it('sets aside all that stands below a lock, as if it were not there, and brings it back without it', () => {
    const met = { VALUE: 0, APPEND: 0, SUPPRESS: 0, differs: 0 };
    fc.assert(
      fc.property(aboutOneFact, fc.nat(4), ({ subject, ...rows }, height) => {
        const { directory } = rows.tree;
        const home = itemOf(rows, subject).defined_at;
        if (!directory.isWithin(subject.division_code, home)) return;
        const { item_code, field } = subject;
        const way = directory.scopesOf(subject.division_code).filter((code) => directory.isWithin(code, home));
        const division_code = way[height % way.length] ?? home;
        const facts = rows.facts.filter((fact) => fact.slot !== 'LOCK' || !isOfField(fact, subject));
        const lock = { item_code, division_code, field, slot: 'LOCK', state: 'LOCK', value: null } as const;
        const standing = { from_sequence: 1, to_sequence: null };
        const isBelow = (fact: FactLine): boolean =>
          fact.division_code !== division_code && directory.isWithin(fact.division_code, division_code);
        const set = facts.filter((fact) => isOfField(fact, subject) && isBelow(fact));
        const free = catalogueOf({ ...rows, facts });
        const locked = catalogueOf({ ...rows, facts: [...facts, { ...lock, ...standing }] });
        const alone = [...facts.filter((fact) => !set.includes(fact)), { ...lock, ...standing }];
        const bare = catalogueOf({ ...rows, facts: alone });
        for (const { code } of rows.tree.places) {
          expect(locked.effectiveItems(code)).toEqual(bare.effectiveItems(code));
          const own = locked.effectiveItem(code, item_code);
          if (own === undefined) continue;
          expect(originsOf(own, field).locked).toBe(directory.isWithin(code, division_code));
          const other = free.effectiveItem(code, item_code);
          if (other === undefined) continue;
          if (!isDeepStrictEqual(valueOf(own, field), valueOf(other, field))) met.differs += 1;
        }
        for (const { slot, state } of set) met[state === 'SUPPRESS' ? state : slot === 'APPEND' ? slot : 'VALUE'] += 1;
        const again = locked.with(2n, free.content, new Set([item_code]));
        for (const { code } of rows.tree.places) expect(again.effectiveItems(code)).toEqual(free.effectiveItems(code));
      }),
      { numRuns: 600 },
    );
    expect(met.VALUE).toBeGreaterThan(100);
    expect(met.APPEND).toBeGreaterThan(50);
    expect(met.SUPPRESS).toBeGreaterThan(10);
    expect(met.differs).toBeGreaterThan(50);
  });

  it('leaves a leaf flagged for districts and streets out of the city’s catalogue (B06)', () => {
    const line = { code: 'L', parent_code: null, defined_at: '1', is_leaf: true, position: 1, local: false };
    const levels = { item_code: 'L', division_code: '1', field: 'levels', slot: 'VALUE', state: 'DEFINED' } as const;
    const range = { from_sequence: 1, to_sequence: null };
    const catalogue = catalogueOf({
      tree: treeOf([division('1', null, 'CITY'), division('11', '1', 'DISTRICT'), division('111', '11', 'STREET')]),
      items: [{ ...line, ...range }],
      facts: [{ ...levels, value: ['DISTRICT', 'STREET'], ...range }],
    });
    expect(catalogue.effectiveItems('1')).toEqual([]);
    expect(catalogue.effectiveItem('1', 'L')).toBeUndefined();
    expect(catalogue.effectiveItems('11').map((item) => item.code)).toEqual(['L']);
    expect(catalogue.effectiveItems('111').map((item) => item.code)).toEqual(['L']);
    expect(catalogue.effectiveItems('unknown')).toEqual([]);
  });

  it('answers for 1,000 items and 1,070 divisions with 20,000 facts, sharing what divisions have in common', () => {
    const catalogue = largeCatalogue();
    const streets = catalogue.directory.divisions().slice(-60);
    for (const street of streets) expect(catalogue.effectiveItems(street.code)).toHaveLength(1_000);
    const [a, b] = streets.slice(0, 2).map((street) => catalogue.effectiveItem(street.code, 'I-0500'));
    expect(a?.elements).toBe(b?.elements);
    expect(catalogue.effectiveItem(streets[0]?.code ?? '', 'I-0000')?.note).toBe('本级说明');
  });
});

function itemOf({ items }: Rows, { item_code }: FactLine): ItemLine {
  const found = items.find((item) => item.code === item_code);
  if (found === undefined) throw new Error(`There is no ${item_code}.`);
  return found;
}

function originsOf(item: EffectiveItem, field: CatalogueField): FieldOrigin {
  const found = item.fieldOrigins.find((origin) => origin.field === field);
  if (found === undefined) throw new Error(`${item.code} says nothing of ${field}.`);
  return found;
}

/** What is shown of a field, apart from where it was read. */
function valueOf(item: EffectiveItem, field: CatalogueField): unknown {
  const { responsibility } = item;
  if (field === 'responsibility') return responsibility && [responsibility.bodyId, responsibility.eachBody];
  // What has ended no longer says whether it applies.
  if (field === 'applicability') return originsOf(item, field).origins.some(({ state }) => state === 'SUPPRESS');
  return item[field];
}

/** The generator draws the value that belongs to the field. */
function responsibilityIn(facts: readonly FactLine[]): Assignment | null {
  return (facts.at(-1)?.value ?? null) as Assignment | null;
}

/** 1 city, 69 districts and 1,000 streets; ten columns for each item, and some of everybody's own. */
function largeCatalogue(): Catalogue {
  const districts = Array.from({ length: 69 }, (_, index) => division(`D${index}`, 'C', 'DISTRICT'));
  const streets = Array.from({ length: 1_000 }, (_, index) => division(`S${index}`, `D${index % 69}`, 'STREET'));
  const directory = new Directory([division('C', null, 'CITY'), ...districts, ...streets], []);
  const codes = Array.from({ length: 1_000 }, (_, index) => `I-${String(index).padStart(4, '0')}`);
  const items = codes.map((code, position): CatalogueItem => {
    const place = { definedAt: 'C', parentCode: null, position, tier: 1, isLeaf: true, local: false, retiredAt: null };
    return { code, category: 'KEY_WORK', identifier: code, pilotField: null, ...place };
  });
  let number = 0;
  const said = (itemCode: string, divisionCode: string, value: Pick<FactOf<CatalogueField>, 'field' | 'value'>) => {
    const state = divisionCode === 'C' ? 'DEFINED' : 'OVERRIDE';
    const fact = { id: `f${(number += 1)}`, itemCode, divisionCode, slot: 'VALUE', state, reason: null, basis: null };
    return { ...fact, rule: null, at: new Date(0), since: 1n, ...value } as CatalogueFact;
  };
  const facts = codes.flatMap((code, index) => [
    said(code, 'C', { field: 'name', value: `事项${code}` }),
    said(code, 'C', { field: 'elements', value: [] }),
    said(code, 'C', { field: 'bases', value: [{ title: '依据', docNo: null, clause: null }] }),
    said(code, 'C', { field: 'levels', value: ['CITY', 'DISTRICT', 'STREET'] }),
    said(code, 'C', { field: 'channels', value: ['GOVERNMENT_WEBSITE'] }),
    said(code, 'C', { field: 'audience', value: { specific: null } }),
    said(code, 'C', { field: 'note', value: null }),
    said(code, 'C', { field: 'applicability', value: 'APPLICABLE' }),
    ...Array.from({ length: 12 }, (_, step) => {
      const street = streets[(index * 12 + step) % 1_000]?.code ?? '';
      return said(code, street, { field: 'note', value: '本级说明' });
    }),
    ...(index === 0 ? streets.slice(-60).map((one) => said(code, one.code, { field: 'note', value: '本级说明' })) : []),
  ]);
  const content = { items: new Map(items.map((item) => [item.code, item])), facts: factsByItem(facts) };
  return new Catalogue(1n, directory, content);
}
