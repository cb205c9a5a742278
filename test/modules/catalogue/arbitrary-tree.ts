import fc from 'fast-check';
import { type Body, Directory, type Division } from '../../../src/modules/jurisdictions/directory.js';

/** Divisions, and bodies of any of them. */
export interface Tree {
  readonly places: readonly Division[];
  readonly directory: Directory;
}

/** These divisions, with nobody in them unless told otherwise. */
export function treeOf(places: readonly Division[], bodies: readonly Body[] = []): Tree {
  return { places, directory: new Directory(places, bodies) };
}

export const bodyFunctions = ['FINANCE', 'JUSTICE', 'CIVIL_AFFAIRS'] as const;

export function bodyIdOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

interface DrawnBody {
  readonly place: number;
  readonly governs: boolean;
  readonly functions: readonly string[];
}

interface DrawnTree {
  /** For each division but the first, which of those before it is above it. */
  readonly picks: readonly { readonly below: number; readonly last: boolean }[];
  readonly bodies: readonly DrawnBody[];
}

const deepest = 4;

/** Any tree of three to ten divisions and five levels, with up to nine bodies; the first division has none above it. */
export const arbitraryTree: fc.Arbitrary<Tree> = fc
  .record<DrawnTree>({
    picks: fc.array(fc.record({ below: fc.nat(9), last: fc.boolean() }), { minLength: 2, maxLength: 9, size: 'max' }),
    bodies: fc.array(
      fc.record({ place: fc.nat(9), governs: fc.boolean(), functions: fc.subarray([...bodyFunctions]) }),
      { maxLength: 9, size: 'max' },
    ),
  })
  .map(({ picks, bodies }) => {
    const places = divisionsOf(picks);
    return treeOf(
      places,
      bodies.map((drawn, number) => bodyOf(places, drawn, number)),
    );
  });

/** Half of them stand below the one before, so that chains are long. */
function divisionsOf(picks: DrawnTree['picks']): Division[] {
  const drawn = [{ code: '1', depth: 0, children: 0 }];
  const divisions = [division('1', null, 'CITY')];
  for (const { below, last } of picks) {
    const open = drawn.filter(({ depth }) => depth < deepest);
    const newest = drawn.at(-1);
    const parent = last && newest !== undefined && newest.depth < deepest ? newest : open[below % open.length];
    if (parent === undefined) continue;
    parent.children += 1;
    const child = { code: `${parent.code}${parent.children}`, depth: parent.depth + 1, children: 0 };
    drawn.push(child);
    divisions.push(division(child.code, parent.code, child.depth === 1 ? 'DISTRICT' : 'STREET'));
  }
  return divisions;
}

export function division(code: string, parentCode: string | null, level: Division['level']): Division {
  const kind = level === 'STREET' ? 'TOWN' : level;
  return { code, name: `区划${code}`, level, kind, parentCode, pack: 'SHANGHAI' };
}

function bodyOf(places: readonly Division[], { place, governs, functions }: DrawnBody, number: number): Body {
  const divisionCode = places[place % places.length]?.code ?? '1';
  return {
    id: bodyIdOf(number),
    slug: `body-${number}`,
    name: `机关${number}`,
    shortName: null,
    kind: governs ? 'GOVERNMENT' : 'DEPARTMENT',
    divisionCode,
    functions,
    validFrom: null,
    validTo: null,
    predecessorIds: [],
    successorIds: [],
  };
}
