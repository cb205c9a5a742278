import type { Body, Division } from '../../../src/modules/jurisdictions/directory.js';

/** A body for tests of pure rules: its id is its slug. */
export function bodyOf(slug: string, facts: Partial<Body> = {}): Body {
  return {
    id: slug,
    slug,
    name: slug,
    shortName: null,
    kind: 'DEPARTMENT',
    divisionCode: 'street',
    functions: [],
    validFrom: null,
    validTo: null,
    predecessorIds: [],
    successorIds: [],
    ...facts,
  };
}

export const chain: readonly Division[] = [
  { code: 'city', name: '市', level: 'CITY', kind: 'CITY', parentCode: null, pack: 'SHANGHAI' },
  { code: 'district', name: '区', level: 'DISTRICT', kind: 'DISTRICT', parentCode: 'city', pack: 'SHANGHAI' },
  { code: 'street', name: '街道', level: 'STREET', kind: 'SUBDISTRICT', parentCode: 'district', pack: 'SHANGHAI' },
];
