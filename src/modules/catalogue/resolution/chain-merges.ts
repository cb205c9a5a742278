import type { AdminLevel } from '../../jurisdictions/directory.js';
import type { CatalogueFact, CatalogueItem } from '../catalogue-fact.js';
import { contributingFacts } from './contributing-facts.js';
import type { ItemTree } from './item-tree.js';
import { type MergedFields, mergeFields } from './merge-fields.js';
import { mergeOnto } from './merge-onto.js';
import type { MergedByPlace } from './sight.js';

/** The facts of one item by division, as they stand at one sequence. */
export type FactsOfItem = ReadonlyMap<string, readonly CatalogueFact[]>;

export interface ChainMergesInput {
  readonly tree: ItemTree;
  /** By item code. */
  readonly facts: ReadonlyMap<string, FactsOfItem>;
  readonly levelOf: (divisionCode: string) => AdminLevel;
}

type Merged = readonly (MergedFields | undefined)[];

/** The places of the items of which a division says something or which it defines. */
type Spoken = ReadonlyMap<string, readonly number[]>;

interface Carried {
  /** By item code, then by the lowest division that says something: everybody below shares them. */
  readonly memo: Map<string, Map<string, MergedFields>>;
  readonly bases: ReadonlyMap<string, Merged>;
  readonly spoken: Spoken | undefined;
  /** Places at which `bases` are out of date. */
  readonly changed: readonly number[];
}

const none: readonly never[] = [];

/**
 * What comes out for every item along the chains of one tree of divisions. A division that has others below it is
 * worked out once; each of these differs from it in the few items of which it says something itself.
 */
export class ChainMerges {
  readonly #memo: Carried['memo'];
  /** What every item comes to at a division that has others below it, by place. */
  readonly #bases = new Map<string, Merged>();
  #spoken: Spoken | undefined;

  constructor(
    private readonly input: ChainMergesInput,
    private readonly carried?: Carried,
  ) {
    this.#memo = carried?.memo ?? new Map<string, Map<string, MergedFields>>();
    this.#spoken = carried?.spoken;
  }

  /** `chain`: root first. Undefined for items that are defined elsewhere. */
  along(chain: readonly string[]): MergedByPlace {
    const inherited = this.#above(chain);
    const own = new Map<number, MergedFields | undefined>();
    for (const place of this.#spokenAt(chain.at(-1) ?? '')) own.set(place, this.#mergedAt(chain, place, inherited));
    return (place) => own.get(place) ?? inherited[place];
  }

  /** The same over what stands later, where only the named items have changed; `input.tree` may be another one. */
  later(input: ChainMergesInput, changed: ReadonlySet<string>): ChainMerges {
    const memo = new Map([...this.#memo].filter(([code]) => !changed.has(code)));
    if (input.tree !== this.input.tree) {
      return new ChainMerges(input, { memo, bases: new Map(), spoken: undefined, changed: none });
    }
    const places = [...changed].flatMap((code) => input.tree.places.get(code) ?? none);
    const sameSpeakers = [...changed].every((code) => haveSameKeys(input.facts.get(code), this.input.facts.get(code)));
    const spoken = sameSpeakers ? this.#spoken : undefined;
    return new ChainMerges(input, { memo, bases: this.#bases, spoken, changed: places });
  }

  /** What comes down to the last division of the chain, by place. */
  #above(chain: readonly string[]): Merged {
    const above = chain.slice(0, -1);
    const code = above.at(-1);
    if (code === undefined) return none;
    const known = this.#bases.get(code);
    if (known !== undefined) return known;
    const inherited = this.#above(above);
    const before = this.carried?.bases.get(code);
    const base = [...(before ?? inherited)];
    const places = before === undefined ? this.#spokenAt(code) : (this.carried?.changed ?? none);
    for (const place of places) base[place] = this.#mergedAt(above, place, inherited);
    this.#bases.set(code, base);
    return base;
  }

  #spokenAt(code: string): readonly number[] {
    this.#spoken ??= spokenPlaces(this.input);
    return this.#spoken.get(code) ?? none;
  }

  /** What an item comes to at the last division of the chain. */
  #mergedAt(chain: readonly string[], place: number, inherited: Merged): MergedFields | undefined {
    const item = this.input.tree.items[place];
    const depth = chain.indexOf(item?.definedAt ?? '');
    if (item === undefined || depth < 0) return undefined;
    const reader = chain.at(-1) ?? '';
    if (reader !== item.definedAt && this.input.facts.get(item.code)?.has(reader) !== true) return inherited[place];
    return this.#remembered(item, chain.slice(depth), inherited[place]);
  }

  /** `chain`: from the defining division, where nothing is inherited, to one that says something of the item. */
  #remembered(item: CatalogueItem, chain: readonly string[], inherited: MergedFields | undefined): MergedFields {
    const memo = this.#memo.get(item.code) ?? new Map<string, MergedFields>();
    this.#memo.set(item.code, memo);
    const reader = chain.at(-1) ?? '';
    const known = memo.get(reader);
    if (known !== undefined) return known;
    const { facts, levelOf } = this.input;
    const said = chain.map((code) => facts.get(item.code)?.get(code) ?? none);
    const merged =
      inherited === undefined ? mergeFields(contributingFacts(said), levelOf) : mergeOnto(inherited, said, levelOf);
    memo.set(reader, merged);
    return merged;
  }
}

function spokenPlaces({ tree, facts }: ChainMergesInput): Spoken {
  const spoken = new Map<string, number[]>();
  for (const [place, { code, definedAt }] of tree.items.entries()) {
    for (const division of new Set([definedAt, ...(facts.get(code)?.keys() ?? none)])) {
      const places = spoken.get(division);
      if (places === undefined) spoken.set(division, [place]);
      else places.push(place);
    }
  }
  return spoken;
}

function haveSameKeys(one: FactsOfItem | undefined, other: FactsOfItem | undefined): boolean {
  const keys = new Set(one?.keys());
  return keys.size === (other?.size ?? 0) && [...(other?.keys() ?? none)].every((key) => keys.has(key));
}
