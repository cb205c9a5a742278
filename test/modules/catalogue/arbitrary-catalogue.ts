import fc from 'fast-check';
import type { CatalogueFact } from '../../../src/modules/catalogue/catalogue-fact.js';
import { type CatalogueField, catalogueFields } from '../../../src/modules/catalogue/effective-item.js';
import { arbitraryTerm } from './arbitrary-term.js';
import { arbitraryTree, bodyFunctions, bodyIdOf, type Tree } from './arbitrary-tree.js';

export const lastSequence = 5;

export interface ItemLine {
  readonly code: string;
  readonly parent_code: string | null;
  readonly defined_at: string;
  readonly is_leaf: boolean;
  readonly position: number;
  readonly local: boolean;
  readonly from_sequence: number;
  readonly to_sequence: number | null;
}

export interface FactLine {
  readonly item_code: string;
  readonly division_code: string;
  readonly field: CatalogueField;
  readonly slot: CatalogueFact['slot'];
  readonly state: CatalogueFact['state'];
  readonly value: unknown;
  readonly from_sequence: number;
  readonly to_sequence: number | null;
}

export interface Rows {
  readonly items: readonly ItemLine[];
  readonly facts: readonly FactLine[];
}

const words = fc.constantFrom('甲', '乙', '丙', '丁');
const number = fc.constantFrom(null, '一号');

/** Null in one case of `one in`. */
function orNull<T>(value: fc.Arbitrary<T>, oneIn: number): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: oneIn - 1, arbitrary: value });
}

const valuesOf: Readonly<Record<CatalogueField, fc.Arbitrary<unknown>>> = {
  name: orNull(words, 5),
  // An id says nothing about the rest: two levels may mean different things by it.
  elements: fc.array(
    fc
      .tuple(words, words, fc.boolean())
      .map(([id, name, required]) => ({ id, name, identifier: id, type: 'TEXT', required, values: [] })),
    { maxLength: 3, size: 'max' },
  ),
  bases: fc.array(fc.record({ title: words, docNo: number, clause: fc.constant(null) }, { noNullPrototype: true }), {
    maxLength: 3,
    size: 'max',
  }),
  deadline: orNull(arbitraryTerm, 6),
  responsibility: orNull(
    fc.oneof(
      fc.constantFrom(...bodyFunctions, 'NOBODY').map((name) => ({ function: name })),
      fc.constant({ function: 'JUSTICE', eachBody: true }),
      fc.nat(9).map((one) => ({ bodyId: bodyIdOf(one) })),
    ),
    6,
  ),
  channels: fc.subarray(['GOVERNMENT_WEBSITE', 'PRINT_MEDIA', 'OTHER']),
  audience: orNull(words, 3).map((specific) => ({ specific })),
  levels: fc.subarray(['CITY', 'DISTRICT', 'STREET'], { minLength: 1 }),
  note: orNull(words, 4),
  applicability: fc.constantFrom('APPLICABLE', null),
};

type Shape = Pick<FactLine, 'slot' | 'state'>;

const value: fc.Arbitrary<Shape> = fc.constantFrom(
  { slot: 'VALUE', state: 'OVERRIDE' },
  { slot: 'VALUE', state: 'DEFINED' },
);
const shape = fc.oneof(
  { weight: 5, arbitrary: value },
  { weight: 3, arbitrary: fc.constant<Shape>({ slot: 'APPEND', state: 'APPEND' }) },
  { weight: 1, arbitrary: fc.constant<Shape>({ slot: 'LOCK', state: 'LOCK' }) },
);

interface DrawnItem {
  readonly parent: number | null;
  /** Null for the division of the parent, or the first. */
  readonly home: number | null;
  readonly leaf: boolean;
  readonly from: number;
  readonly to: number | null;
}

const arbitraryItem: fc.Arbitrary<DrawnItem> = fc.record({
  parent: orNull(fc.nat(5), 3),
  home: orNull(fc.nat(9), 2),
  leaf: fc.boolean(),
  from: fc.constantFrom(1, 1, 2, 3),
  to: fc.oneof(
    { weight: 17, arbitrary: fc.constant(null) },
    { weight: 3, arbitrary: fc.integer({ min: 2, max: lastSequence }) },
  ),
});

function itemsOf(tree: Tree, drawn: readonly DrawnItem[]): readonly ItemLine[] {
  return drawn.reduce<ItemLine[]>((items, one) => [...items, lineOf(tree, items, one)], []);
}

function lineOf({ directory }: Tree, items: readonly ItemLine[], one: DrawnItem): ItemLine {
  const parent = one.parent === null ? undefined : items[one.parent % Math.max(1, items.length)];
  const above = parent?.defined_at ?? '1';
  const homes = directory.subtree(above);
  const home = one.home === null ? above : (homes[one.home % homes.length]?.code ?? above);
  const from = Math.max(one.from, parent?.from_sequence ?? 1);
  return {
    code: `I-${items.length}`,
    parent_code: parent?.code ?? null,
    defined_at: home,
    is_leaf: one.leaf,
    position: (items.length * 5) % 7,
    local: parent !== undefined && home !== parent.defined_at,
    from_sequence: from,
    to_sequence: one.to !== null && one.to > from ? one.to : null,
  };
}

/** When facts hold: half of them still stand at the end, or all of them stand all the time. */
type When = 'ANY_TIME' | 'ALWAYS';

const saidOf = (field: CatalogueField, when: When) =>
  fc.record({
    place: fc.nat(9),
    onChain: fc.constantFrom(true, true, true, false),
    shape,
    value: valuesOf[field],
    from: when === 'ALWAYS' ? fc.constant(1) : fc.integer({ min: 1, max: 4 }),
    length: when === 'ALWAYS' ? fc.constant(null) : orNull(fc.integer({ min: 1, max: 3 }), 2),
  });

type Said = Pick<FactLine, 'value'> & {
  readonly place: number;
  readonly onChain: boolean;
  readonly shape: Shape;
  readonly from: number;
  readonly length: number | null;
};

/** One field of one item, of which the divisions of a chain speak. */
interface Subject {
  readonly item: number;
  readonly field: CatalogueField;
  readonly low: number;
  readonly said: readonly Said[];
}

/** Those that merge, or decide who sees what, come more often. */
const spokenFields = [
  ...catalogueFields,
  ...(['elements', 'bases', 'bases', 'deadline', 'deadline', 'channels', 'levels', 'applicability'] as const),
];

const subjectOf = (when: When, { min, max }: { min: number; max: number }): fc.Arbitrary<Subject> =>
  fc.constantFrom(...spokenFields).chain((field) =>
    fc.record({
      item: fc.nat(5),
      field: fc.constant(field),
      low: fc.nat(9),
      said: fc.array(saidOf(field, when), { minLength: min, maxLength: max, size: 'max' }),
    }),
  );

/**
 * Any rows at all that the tables can hold: more than the verbs would ever write. Most is said of one to three fields,
 * so that what is said meets along a chain.
 */
const arbitraryRowsOn = (tree: Tree, when: When): fc.Arbitrary<Rows> =>
  fc
    .tuple(
      fc.array(arbitraryItem, { minLength: 1, maxLength: 6, size: 'max' }),
      fc.array(subjectOf(when, { min: 3, max: 12 }), { minLength: 1, maxLength: 3, size: 'max' }),
      fc.array(subjectOf(when, { min: 1, max: 1 }), { maxLength: 8, size: 'max' }),
    )
    .map(([drawn, ...subjects]) => {
      const items = itemsOf(tree, drawn);
      const facts = subjects.flat().flatMap((subject) => factsOf(tree, items, subject));
      return { items, facts: withoutOverlaps([...items.map(shownEverywhere), ...facts]) };
    });

export interface OnTree extends Rows {
  readonly tree: Tree;
}

const onAnyTree = (when: When): fc.Arbitrary<OnTree> =>
  arbitraryTree.chain((tree) => arbitraryRowsOn(tree, when).map((rows) => ({ tree, ...rows })));

/** Rows on any tree, with a history. */
export const rowsOnAnyTree: fc.Arbitrary<OnTree> = onAnyTree('ANY_TIME');

/** Rows on any tree, of which those of facts all stand. */
export const standingOnAnyTree: fc.Arbitrary<OnTree> = onAnyTree('ALWAYS').map((rows) => ({
  ...rows,
  facts: rows.facts.filter((fact) => fact.to_sequence === null),
}));

export interface AboutOne extends OnTree {
  /** One of the facts. */
  readonly subject: FactLine;
}

/** The same with one of the facts, hardly ever that by which the item is shown at all. */
export const aboutOneFact: fc.Arbitrary<AboutOne> = standingOnAnyTree.chain((rows) => {
  const { items, facts } = rows;
  const drawn = facts.length > items.length ? facts.slice(items.length) : facts;
  return fc.constantFrom(...drawn).map((subject) => ({ ...rows, subject }));
});

/** Several catalogues side by side in one, so that one statement reads them all. */
export const severalOnAnyTree = (count: number): fc.Arbitrary<OnTree> =>
  arbitraryTree.chain((tree) =>
    fc.array(arbitraryRowsOn(tree, 'ANY_TIME'), { minLength: count, maxLength: count }).map((all) => ({
      tree,
      items: all.flatMap(({ items }, index) =>
        items.map((one) => {
          const parent_code = one.parent_code === null ? null : `${index}${one.parent_code}`;
          return { ...one, code: `${index}${one.code}`, parent_code };
        }),
      ),
      facts: all.flatMap(({ facts }, index) => facts.map((one) => ({ ...one, item_code: `${index}${one.item_code}` }))),
    })),
  );

function factsOf(tree: Tree, items: readonly ItemLine[], { item, field, low, said }: Subject): FactLine[] {
  const about = items[item % items.length];
  if (about === undefined) return [];
  return said.map((one) => {
    const suppresses = field === 'applicability' && (one.shape.state === 'OVERRIDE' || one.shape.state === 'APPEND');
    return {
      item_code: about.code,
      division_code: placeWithin(tree, about.defined_at, { low, ...one }),
      field,
      slot: suppresses ? 'VALUE' : one.shape.slot,
      state: suppresses ? 'SUPPRESS' : one.shape.state,
      value: one.shape.slot === 'LOCK' || suppresses ? null : one.value,
      from_sequence: one.from,
      to_sequence: one.length === null ? null : one.from + one.length,
    };
  });
}

/** Mostly along one chain, else anywhere it counts, sometimes above the item, where it must not. */
function placeWithin(
  { directory }: Tree,
  home: string,
  { low, place, onChain }: Pick<Subject, 'low'> & Pick<Said, 'place' | 'onChain'>,
): string {
  const within = directory.subtree(home).map(({ code }) => code);
  const ends = within.filter((code) => directory.children(code).length === 0);
  const end = ends[low % ends.length] ?? home;
  const reachable = onChain
    ? directory.scopesOf(end).filter((code) => within.includes(code))
    : [...within, ...directory.scopesOf(home).slice(1, 2)];
  return reachable[place % reachable.length] ?? home;
}

function shownEverywhere(item: ItemLine): FactLine {
  const levels = item.position % 3 === 2 ? ['DISTRICT'] : ['CITY', 'DISTRICT', 'STREET'];
  const { defined_at: division_code, from_sequence } = item;
  const said = { field: 'levels', slot: 'VALUE', state: 'DEFINED', value: levels } as const;
  return { item_code: item.code, division_code, ...said, from_sequence, to_sequence: null };
}

/** A slot holds one fact at a time, as the verbs keep it: an earlier row ends where the next one begins. */
function withoutOverlaps(facts: readonly FactLine[]): FactLine[] {
  const slots = Map.groupBy(facts, (fact) => [fact.item_code, fact.division_code, fact.field, fact.slot].join('|'));
  return [...slots.values()].flatMap((rows) => {
    const byStart = [...new Map(rows.map((row) => [row.from_sequence, row])).values()];
    const sorted = byStart.toSorted((a, b) => a.from_sequence - b.from_sequence);
    return sorted.map((row, index) => {
      const next = sorted[index + 1]?.from_sequence ?? Number.POSITIVE_INFINITY;
      const end = Math.min(row.to_sequence ?? Number.POSITIVE_INFINITY, next);
      return { ...row, to_sequence: Number.isFinite(end) ? end : null };
    });
  });
}
