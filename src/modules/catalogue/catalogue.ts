import type { AdminLevel, Directory } from '../jurisdictions/directory.js';
import type { Sequence } from '../ledger/sequence.js';
import type { CatalogueFact, CatalogueItem, ResponsibilityValue } from './catalogue-fact.js';
import type { EffectiveItem, EffectiveResponsibility } from './effective-item.js';
import { assembleItem } from './resolution/assemble-item.js';
import { contributingFacts } from './resolution/contributing-facts.js';
import { childrenByParent, displayOrder } from './resolution/display-order.js';
import { type MergedFields, mergeFields } from './resolution/merge-fields.js';
import { responsibleBody } from './resolution/responsible-body.js';

/** The facts of one item by division, as they stand at one sequence. */
export type FactsOfItem = ReadonlyMap<string, readonly CatalogueFact[]>;

export interface CatalogueContent {
  readonly items: ReadonlyMap<string, CatalogueItem>;
  readonly facts: ReadonlyMap<string, FactsOfItem>;
}

/** Merged fields by item, then by the lowest division that says something: everybody below shares them. */
type MergedMemo = Map<string, Map<string, MergedFields>>;

/** What one division sees: `known` by code (retired ones too), `listed` in display order. */
interface View {
  readonly known: ReadonlyMap<string, EffectiveItem>;
  readonly listed: readonly EffectiveItem[];
}

interface Seen {
  readonly merged: MergedFields;
  readonly retired: boolean;
  known: boolean;
  listed: boolean;
}

const none: readonly never[] = [];

/** Views are small (they share what was merged) but many: this many divisions are kept, the least recently read goes. */
const keptViews = 128;

/** The whole catalogue at one sequence, resident. Immutable: what it remembers are answers it would give again. */
export class Catalogue {
  readonly #children: ReadonlyMap<string, readonly CatalogueItem[]>;
  readonly #order: readonly CatalogueItem[];
  readonly #merged: MergedMemo;
  readonly #views = new Map<string, View>();
  readonly #hasRetired: boolean;

  constructor(
    readonly sequence: Sequence,
    readonly directory: Directory,
    readonly content: CatalogueContent,
    merged: MergedMemo = new Map(),
  ) {
    this.#merged = merged;
    this.#children = childrenByParent(content.items.values());
    this.#order = displayOrder(this.#children);
    this.#hasRetired = this.#order.some((item) => item.retiredAt !== null);
  }

  /** Null-safe look-up: undefined where the division or the item is unknown, or not seen there. Retired items are found. */
  effectiveItem(divisionCode: string, itemCode: string): EffectiveItem | undefined {
    return this.#view(divisionCode).known.get(itemCode);
  }

  /** What the division has to disclose, in display order; empty for an unknown division. */
  effectiveItems(divisionCode: string): readonly EffectiveItem[] {
    return this.#view(divisionCode).listed;
  }

  /** The item itself if it is a leaf, and every leaf below it, local and retired ones included. */
  leafCodesUnder(itemCode: string): readonly string[] {
    const item = this.content.items.get(itemCode);
    if (item === undefined) return [];
    return [item, ...displayOrder(this.#children, itemCode)].filter((one) => one.isLeaf).map((one) => one.code);
  }

  /** The catalogue of a later sequence: what was merged for items outside `changed` is carried on. */
  with(sequence: Sequence, content: CatalogueContent, changed: ReadonlySet<string>): Catalogue {
    const kept = [...this.#merged].filter(([code]) => !changed.has(code));
    return new Catalogue(sequence, this.directory, content, new Map(kept));
  }

  #view(divisionCode: string): View {
    const view = this.#views.get(divisionCode) ?? this.#resolve(divisionCode);
    this.#views.delete(divisionCode);
    this.#views.set(divisionCode, view);
    if (this.#views.size > keptViews) {
      for (const oldest of this.#views.keys()) {
        this.#views.delete(oldest);
        break;
      }
    }
    return view;
  }

  #resolve(divisionCode: string): View {
    const chain = this.directory.chain(divisionCode).map((division) => division.code);
    const seen = this.#look(chain);
    const responsible = new Map<string, EffectiveResponsibility | null>();
    const known = new Map<string, EffectiveItem>();
    const listed: EffectiveItem[] = [];
    for (const item of this.#order) {
      const sight = seen.get(item.code);
      if (sight?.known !== true) continue;
      const effective = assembleItem({
        item,
        divisionCode,
        merged: sight.merged,
        retired: sight.retired,
        responsibility: this.#responsibility(divisionCode, sight.merged.responsibility, responsible),
        childCodes: this.#childCodes(item, seen),
      });
      known.set(item.code, effective);
      if (sight.listed) listed.push(effective);
    }
    return { known, listed };
  }

  #childCodes(item: CatalogueItem, seen: ReadonlyMap<string, Seen>): readonly string[] {
    const children = this.#children.get(item.code);
    if (children === undefined) return none;
    return children.filter((child) => seen.get(child.code)?.listed === true).map((child) => child.code);
  }

  /** Levels and retirement, from the leaves up: an item is seen where it or anything below it is flagged for the level. */
  #look(chain: readonly string[]): ReadonlyMap<string, Seen> {
    const level = this.directory.division(chain.at(-1) ?? '')?.level;
    const depths = new Map(chain.map((code, depth) => [code, depth]));
    const endings = this.#endings(depths);
    const seen = new Map<string, Seen>();
    if (level === undefined) return seen;
    for (let index = this.#order.length - 1; index >= 0; index -= 1) {
      const item = this.#order[index];
      const depth = item === undefined ? undefined : depths.get(item.definedAt);
      if (item === undefined || depth === undefined) continue;
      const merged = this.#mergedFor(item, chain, depth);
      const ended = endings.get(item.code);
      const retired = ended !== undefined && merged.basisDivisions.every((code) => (depths.get(code) ?? -1) <= ended);
      const flagged = merged.levels.includes(level);
      const sight: Seen = { merged, retired, known: flagged, listed: flagged && !retired };
      for (const child of this.#children.get(item.code) ?? none) {
        const below = seen.get(child.code);
        sight.known ||= below?.known === true;
        sight.listed ||= below?.listed === true;
      }
      seen.set(item.code, sight);
    }
    return seen;
  }

  /** For every item with a retired one at or above it: how deep in the chain the lowest of these was defined. */
  #endings(depths: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    const endings = new Map<string, number>();
    if (!this.#hasRetired) return endings;
    for (const item of this.#order) {
      const own = item.retiredAt === null ? -1 : (depths.get(item.definedAt) ?? -1);
      const depth = Math.max(own, endings.get(item.parentCode ?? '') ?? -1);
      if (depth >= 0) endings.set(item.code, depth);
    }
    return endings;
  }

  #mergedFor(item: CatalogueItem, chain: readonly string[], depth: number): MergedFields {
    const facts = this.content.facts.get(item.code);
    let lowest = chain.length - 1;
    while (lowest > depth && facts?.has(chain[lowest] ?? '') !== true) lowest -= 1;
    const place = chain[lowest] ?? item.definedAt;
    let memo = this.#merged.get(item.code);
    if (memo === undefined) {
      memo = new Map();
      this.#merged.set(item.code, memo);
    }
    const known = memo.get(place);
    if (known !== undefined) return known;
    const said = chain.slice(depth, lowest + 1).map((code) => facts?.get(code) ?? []);
    const merged = mergeFields(contributingFacts(said), (code) => this.#levelOf(code));
    memo.set(place, merged);
    return merged;
  }

  #levelOf(code: string): AdminLevel {
    const division = this.directory.division(code);
    if (division === undefined) throw new Error(`The directory has no division ${code}.`);
    return division.level;
  }

  /** Asked once for each body or function that the division's items name. */
  #responsibility(
    divisionCode: string,
    value: ResponsibilityValue | null,
    asked: Map<string, EffectiveResponsibility | null>,
  ): EffectiveResponsibility | null {
    if (value === null) return null;
    const key = `${'bodyId' in value ? value.bodyId : value.function}/${value.eachBody === true}`;
    const known = asked.get(key);
    if (known !== undefined) return known;
    const found = responsibleBody(this.directory, divisionCode, value);
    asked.set(key, found);
    return found;
  }
}
