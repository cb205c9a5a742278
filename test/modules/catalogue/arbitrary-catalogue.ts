import fc from 'fast-check';
import type { CatalogueFact } from '../../../src/modules/catalogue/catalogue-fact.js';
import { type CatalogueField, catalogueFields } from '../../../src/modules/catalogue/effective-item.js';
import { Directory, type Division } from '../../../src/modules/jurisdictions/directory.js';
import type { Sql } from '../../../src/platform/db/sql.js';

function division(code: string, parentCode: string | null, level: Division['level']): Division {
  const kind = level === 'STREET' ? 'TOWN' : level;
  return { code, name: `区划${code}`, level, kind, parentCode, pack: 'SHANGHAI' };
}

/** Two districts, two streets in the first, and a branch of five levels in the second. */
export const places: readonly Division[] = [
  division('1', null, 'CITY'),
  division('11', '1', 'DISTRICT'),
  division('111', '11', 'STREET'),
  division('112', '11', 'STREET'),
  division('12', '1', 'DISTRICT'),
  division('121', '12', 'STREET'),
  division('1211', '121', 'STREET'),
  division('12111', '1211', 'STREET'),
];

/** Divisions, and offices of the first three of them. */
export interface Tree {
  readonly places: readonly Division[];
  readonly directory: Directory;
}

function treeOf(divisions: readonly Division[]): Tree {
  const bodies = divisions.slice(0, 3).map((place) => ({
    id: `00000000-0000-4000-8000-${place.code.padStart(12, '0')}`,
    slug: `office-${place.code}`,
    name: `${place.name}政府`,
    shortName: null,
    kind: 'GOVERNMENT' as const,
    divisionCode: place.code,
    functions: place.code === '11' ? ['FINANCE'] : [],
    validFrom: null,
    validTo: null,
    predecessorIds: [],
    successorIds: [],
  }));
  return { places: divisions, directory: new Directory(divisions, bodies) };
}

const irregular = treeOf(places);
export const placesDirectory = irregular.directory;

const deepest = 4;

/** Any tree of up to ten divisions and five levels; the first one has none above it. */
export const arbitraryTree: fc.Arbitrary<Tree> = fc.array(fc.nat(9), { maxLength: 9 }).map((picks) => {
  const drawn: { code: string; depth: number; children: number }[] = [{ code: '1', depth: 0, children: 0 }];
  const divisions = [division('1', null, 'CITY')];
  for (const pick of picks) {
    const open = drawn.filter(({ depth }) => depth < deepest);
    const parent = open[pick % open.length];
    if (parent === undefined) continue;
    parent.children += 1;
    const child = { code: `${parent.code}${parent.children}`, depth: parent.depth + 1, children: 0 };
    drawn.push(child);
    divisions.push(division(child.code, parent.code, child.depth === 1 ? 'DISTRICT' : 'STREET'));
  }
  return treeOf(divisions);
});

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

const term = fc.record({
  kind: fc.constantFrom('STATUTORY', 'COMMITTED', 'PERIODIC'),
  trigger: fc.constantFrom('FORMED', 'CHANGED'),
  amount: fc.integer({ min: 1, max: 30 }),
  unit: fc.constantFrom('WORKING_DAY', 'DAY', 'HOUR'),
});
const words = fc.constantFrom('甲', '乙', '丙', '丁');

const valuesOf: Readonly<Record<CatalogueField, fc.Arbitrary<unknown>>> = {
  name: fc.option(words),
  elements: fc.array(
    words.map((name) => ({ id: name, name, identifier: name, type: 'TEXT', required: true, values: [] })),
    { maxLength: 3 },
  ),
  bases: fc.array(
    words.map((title) => ({ title, docNo: null, clause: null })),
    { maxLength: 3 },
  ),
  deadline: fc.option(term),
  responsibility: fc.option(
    fc.oneof(
      fc.constantFrom({ function: 'FINANCE' }, { function: 'JUSTICE', eachBody: true }),
      fc.constant({ bodyId: '00000000-0000-4000-8000-000000000011' }),
    ),
  ),
  channels: fc.subarray(['GOVERNMENT_WEBSITE', 'PRINT_MEDIA', 'OTHER']),
  audience: fc.record({ specific: fc.option(words) }),
  levels: fc.subarray(['CITY', 'DISTRICT', 'STREET'], { minLength: 1 }),
  note: fc.option(words),
  applicability: fc.constant(null),
};

const shapes = [
  { slot: 'VALUE', state: 'OVERRIDE' },
  { slot: 'VALUE', state: 'DEFINED' },
  { slot: 'APPEND', state: 'APPEND' },
  { slot: 'LOCK', state: 'LOCK' },
] as const;

const arbitraryItems = (tree: Tree): fc.Arbitrary<ItemLine[]> =>
  fc
    .array(
      fc.record({
        parent: fc.option(fc.nat(7)),
        home: fc.nat(7),
        leaf: fc.boolean(),
        from: fc.integer({ min: 1, max: 3 }),
        to: fc.option(fc.integer({ min: 2, max: 5 })),
      }),
      { minLength: 1, maxLength: 7 },
    )
    .map((drawn) => drawn.reduce<ItemLine[]>((items, one) => [...items, lineOf(tree, items, one)], []));

function lineOf(
  { directory, places: all }: Tree,
  items: readonly ItemLine[],
  one: { parent: number | null; home: number; leaf: boolean; from: number; to: number | null },
): ItemLine {
  const parent = one.parent === null ? undefined : items[one.parent % Math.max(1, items.length)];
  const homes = directory.subtree(parent?.defined_at ?? '1');
  const from = Math.max(one.from, parent?.from_sequence ?? 1);
  return {
    code: `I-${items.length}`,
    parent_code: parent?.code ?? null,
    defined_at: (homes[one.home % homes.length] ?? all[0])?.code ?? '1',
    is_leaf: one.leaf,
    position: (items.length * 5) % 7,
    local: parent !== undefined && one.home % 2 === 0,
    from_sequence: from,
    to_sequence: one.to !== null && one.to > from ? one.to : null,
  };
}

const arbitraryFact = fc
  .record({ item: fc.nat(6), place: fc.nat(7), from: fc.integer({ min: 1, max: 4 }) })
  .chain((at) =>
    fc.tuple(fc.constantFrom(...catalogueFields), fc.constantFrom(...shapes)).chain(([field, shape]) =>
      fc.record({
        at: fc.constant(at),
        field: fc.constant(field),
        shape: fc.constant(shape),
        value: valuesOf[field],
        length: fc.option(fc.integer({ min: 1, max: 3 })),
      }),
    ),
  );

/** Any rows at all that the tables can hold: more than the verbs would ever write. */
export const arbitraryRowsOn = (tree: Tree): fc.Arbitrary<Rows> =>
  fc.tuple(arbitraryItems(tree), fc.array(arbitraryFact, { maxLength: 45 })).map(([items, drawn]) => {
    const facts = drawn.map((one): FactLine => {
      const suppresses = one.field === 'applicability' && one.shape.state === 'OVERRIDE';
      return {
        item_code: items[one.at.item % items.length]?.code ?? '',
        division_code: placeWithin(tree, items[one.at.item % items.length]?.defined_at ?? '1', one.at.place),
        field: one.field,
        slot: one.shape.slot,
        state: suppresses ? 'SUPPRESS' : one.shape.state,
        value: one.shape.slot === 'LOCK' ? null : one.value,
        from_sequence: one.at.from,
        to_sequence: one.length === null ? null : one.at.from + one.length,
      };
    });
    return { items, facts: withoutOverlaps([...items.map(shownEverywhere), ...facts]) };
  });

/** The same, on the irregular tree. */
export const arbitraryRows = arbitraryRowsOn(irregular);

/** Mostly where it counts, sometimes above the item, where it must not. */
function placeWithin({ directory }: Tree, home: string, pick: number): string {
  const reachable = [...directory.subtree(home), ...directory.ancestors(home).slice(0, 1)];
  return reachable[pick % reachable.length]?.code ?? home;
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

/** Puts the rows in place of all others, past every verb: for resolvers only. */
export async function replaceRows(db: Sql, rows: Rows): Promise<void> {
  await db.sql('truncate catalogue_item, catalogue_fact');
  await db.sql(
    `insert into catalogue_item (code, parent_code, defined_at, category, tier, is_leaf, identifier, field, position, local, from_sequence, to_sequence)
     select code, parent_code, defined_at, 'KEY_WORK', number, is_leaf, code, null, position, local, from_sequence, to_sequence
     from rows from (jsonb_to_recordset($1::jsonb) as (code text, parent_code text, defined_at text, is_leaf boolean, position int, local boolean, from_sequence bigint, to_sequence bigint))
       with ordinality as i(code, parent_code, defined_at, is_leaf, position, local, from_sequence, to_sequence, number)`,
    [JSON.stringify(rows.items)],
  );
  await db.sql(
    `insert into catalogue_fact (id, item_code, division_code, field, slot, state, value, reason, basis, rule, approver, account_id, at, from_sequence, to_sequence)
     select gen_random_uuid(), item_code, division_code, field, slot, state, value, 'why', null, 'R-X', null, gen_random_uuid(), timestamptz '2026-03-02 09:00+08' + from_sequence * interval '1 minute', from_sequence, to_sequence
     from jsonb_to_recordset($1::jsonb) as f(item_code text, division_code text, field text, slot text, state text, value jsonb, from_sequence bigint, to_sequence bigint)`,
    [JSON.stringify(rows.facts)],
  );
}
