import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../../src/modules/catalogue/catalogue.js';
import type { CatalogueFact, CatalogueItem, FactOf } from '../../../src/modules/catalogue/catalogue-fact.js';
import { type CatalogueField, catalogueFields } from '../../../src/modules/catalogue/effective-item.js';
import type { EffectiveItem } from '../../../src/modules/catalogue/effective-item.js';
import { factsByItem } from '../../../src/modules/catalogue/load-catalogue.js';
import { Directory, type Division } from '../../../src/modules/jurisdictions/directory.js';
import { places, placesDirectory } from './arbitrary-catalogue.js';
import { catalogueOf, currentRows } from './resident-catalogue.js';

/** Without ids, which count up with every fact: what a reader sees. */
function seen(catalogue: Catalogue, divisionCode: string): readonly EffectiveItem[] {
  return catalogue.effectiveItems(divisionCode);
}

describe('a resident catalogue', () => {
  it('never shows in one branch what another branch says', () => {
    fc.assert(
      fc.property(currentRows, fc.constantFrom(...places), ({ items, facts }, place) => {
        const chain = placesDirectory.scopesOf(place.code);
        const own = facts.filter((fact) => chain.includes(fact.division_code));
        expect(seen(catalogueOf(items, facts), place.code)).toEqual(seen(catalogueOf(items, own), place.code));
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order in which facts were written', () => {
    fc.assert(
      fc.property(currentRows, ({ items, facts }) => {
        const backwards = [...facts].toSorted((a, b) => (a.slot < b.slot ? 1 : -1)).toReversed();
        for (const { code } of places) {
          expect(seen(catalogueOf(items, backwards), code)).toEqual(seen(catalogueOf(items, facts), code));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('shows the inherited value again once a division has taken its facts back', () => {
    const drawn = fc.tuple(currentRows, fc.constantFrom(...places.slice(1)), fc.constantFrom(...catalogueFields));
    fc.assert(
      fc.property(drawn, ([{ items, facts }, place, field]) => {
        const reset = facts.filter((fact) => fact.division_code !== place.code || fact.field !== field);
        const above = placesDirectory.division(place.code)?.parentCode ?? '';
        const here = catalogueOf(items, reset);
        for (const item of items.filter((one) => one.defined_at !== place.code)) {
          const upper = here.effectiveItem(above, item.code);
          const own = here.effectiveItem(place.code, item.code);
          if (upper === undefined || own === undefined || field === 'applicability') continue;
          expect(valueOf(own, field)).toEqual(valueOf(upper, field));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('sets aside what stands below a lock, and brings it back without it', () => {
    const drawn = fc.tuple(currentRows, fc.nat(6), fc.constantFrom(...catalogueFields));
    fc.assert(
      fc.property(drawn, ([{ items, facts }, pick, field]) => {
        const item = items[pick % items.length];
        if (item === undefined) return;
        const free = facts.filter((fact) => fact.slot !== 'LOCK');
        const lock = {
          item_code: item.code,
          division_code: item.defined_at,
          field,
          slot: 'LOCK',
          state: 'LOCK',
        } as const;
        const locked = catalogueOf(items, [...free, { ...lock, value: null, from_sequence: 1, to_sequence: null }]);
        const top = locked.effectiveItem(item.defined_at, item.code);
        for (const { code } of placesDirectory.subtree(item.defined_at)) {
          const own = locked.effectiveItem(code, item.code);
          if (own === undefined || top === undefined) continue;
          expect(own.fieldOrigins.find((origin) => origin.field === field)?.locked).toBe(true);
          expect(valueOf(own, field)).toEqual(valueOf(top, field));
        }
        const withoutLock = catalogueOf(items, free);
        const again = locked.with(2n, withoutLock.content, new Set([item.code]));
        for (const { code } of places) expect(seen(again, code)).toEqual(seen(withoutLock, code));
      }),
      { numRuns: 150 },
    );
  });

  it('leaves a leaf flagged for districts and streets out of the city’s catalogue (B06)', () => {
    const line = { code: 'L', parent_code: null, defined_at: '1', is_leaf: true, position: 1, local: false };
    const levels = { item_code: 'L', division_code: '1', field: 'levels', slot: 'VALUE', state: 'DEFINED' } as const;
    const range = { from_sequence: 1, to_sequence: null };
    const catalogue = catalogueOf([{ ...line, ...range }], [{ ...levels, value: ['DISTRICT', 'STREET'], ...range }]);
    expect(catalogue.effectiveItems('1')).toEqual([]);
    expect(catalogue.effectiveItem('1', 'L')).toBeUndefined();
    expect(catalogue.effectiveItems('11').map((item) => item.code)).toEqual(['L']);
    expect(catalogue.effectiveItems('12111').map((item) => item.code)).toEqual(['L']);
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

function valueOf(item: EffectiveItem, field: CatalogueField): unknown {
  if (field === 'applicability') return item.applicability === 'NOT_APPLICABLE';
  if (field === 'responsibility') return item.fieldOrigins.find((origin) => origin.field === field)?.origins;
  return item[field];
}

/** 1 city, 69 districts and 1,000 streets; ten columns for each item, and some of everybody's own. */
function largeCatalogue(): Catalogue {
  const division = (code: string, parentCode: string | null, level: Division['level']): Division => {
    const kind = level === 'STREET' ? 'TOWN' : level;
    return { code, name: code, level, kind, parentCode, pack: 'SHANGHAI' };
  };
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
