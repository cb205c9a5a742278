import type { PagedList } from '../../platform/values/paged-list.js';
import type { AdminLevel, Directory } from '../jurisdictions/directory.js';
import type { Sequence } from '../ledger/sequence.js';
import type { CatalogueItem } from './catalogue-fact.js';
import type { Assignment, EffectiveItem, EffectiveResponsibility } from './effective-item.js';
import { ChainMerges, type ChainMergesInput, type FactsOfItem } from './resolution/chain-merges.js';
import { displayOrder } from './resolution/display-order.js';
import { DivisionView } from './resolution/division-view.js';
import { type ItemTree, itemTree } from './resolution/item-tree.js';
import { responsibleBody } from './resolution/responsible-body.js';
import { sightOf } from './resolution/sight.js';

export interface CatalogueContent {
  readonly items: ReadonlyMap<string, CatalogueItem>;
  readonly facts: ReadonlyMap<string, FactsOfItem>;
}

/** What a catalogue takes over from the one before it. */
interface Carried {
  readonly tree: ItemTree;
  readonly merges: ChainMerges;
}

const none: readonly never[] = [];

/** Views are small (they share what was merged) but many: this many divisions are kept, the least recently read goes. */
const keptViews = 128;

/** The whole catalogue at one sequence, resident. Immutable: what it remembers are answers it would give again. */
export class Catalogue {
  readonly #tree: ItemTree;
  readonly #merges: ChainMerges;
  readonly #views = new Map<string, DivisionView>();

  constructor(
    readonly sequence: Sequence,
    readonly directory: Directory,
    readonly content: CatalogueContent,
    carried?: Carried,
  ) {
    this.#tree = carried?.tree ?? itemTree(content.items.values());
    this.#merges = carried?.merges ?? new ChainMerges(mergesInput(this.#tree, content, directory));
  }

  /** Null-safe look-up: undefined where the division or the item is unknown, or not seen there. Retired items are found. */
  effectiveItem(divisionCode: string, itemCode: string): EffectiveItem | undefined {
    const place = this.#tree.places.get(itemCode);
    return place === undefined ? undefined : this.#view(divisionCode)?.at(place);
  }

  /** What the division has to disclose, in display order; empty for an unknown division. */
  effectiveItems(divisionCode: string): readonly EffectiveItem[] {
    return this.itemList(divisionCode).slice();
  }

  /** The same for whoever reads a part of it. */
  itemList(divisionCode: string): PagedList<EffectiveItem> {
    return this.#view(divisionCode) ?? none;
  }

  /** The item itself if it is a leaf, and every leaf below it, local and retired ones included. */
  leafCodesUnder(itemCode: string): readonly string[] {
    const item = this.content.items.get(itemCode);
    if (item === undefined) return [];
    return [item, ...displayOrder(this.#tree.byParent, itemCode)].filter((one) => one.isLeaf).map((one) => one.code);
  }

  /** The catalogue of a later sequence, where only the items in `changed` are others: all else is carried on. */
  with(sequence: Sequence, content: CatalogueContent, changed: ReadonlySet<string>): Catalogue {
    const stays = (code: string): boolean => isSameItem(content.items.get(code), this.content.items.get(code));
    const tree = [...changed].every(stays) ? this.#tree : itemTree(content.items.values());
    const merges = this.#merges.later(mergesInput(tree, content, this.directory), changed);
    return new Catalogue(sequence, this.directory, content, { tree, merges });
  }

  #view(divisionCode: string): DivisionView | undefined {
    const view = this.#views.get(divisionCode) ?? this.#resolve(divisionCode);
    if (view === undefined) return undefined;
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

  #resolve(divisionCode: string): DivisionView | undefined {
    const level = this.directory.division(divisionCode)?.level;
    if (level === undefined) return undefined;
    const chain = this.directory.chain(divisionCode).map((division) => division.code);
    const merged = this.#merges.along(chain);
    const sight = sightOf(this.#tree, { level, merged, depths: new Map(chain.map((code, depth) => [code, depth])) });
    const asked = new Map<string, EffectiveResponsibility | null>();
    return new DivisionView({
      divisionCode,
      tree: this.#tree,
      merged,
      sight,
      responsibleFor: (value) => this.#responsibleFor(divisionCode, value, asked),
    });
  }

  /** Asked once for each body or function that the division's items name. */
  #responsibleFor(
    divisionCode: string,
    value: Assignment,
    asked: Map<string, EffectiveResponsibility | null>,
  ): EffectiveResponsibility | null {
    const key = `${'bodyId' in value ? value.bodyId : value.function}/${value.eachBody === true}`;
    const known = asked.get(key);
    if (known !== undefined) return known;
    const found = responsibleBody(this.directory, divisionCode, value);
    asked.set(key, found);
    return found;
  }
}

/** Holds on to no catalogue: what is carried on from one to the next would keep all that were before. */
function mergesInput(tree: ItemTree, { facts }: CatalogueContent, directory: Directory): ChainMergesInput {
  return { tree, facts, levelOf: (code) => levelOf(directory, code) };
}

function levelOf(directory: Directory, code: string): AdminLevel {
  const division = directory.division(code);
  if (division === undefined) throw new Error(`The directory has no division ${code}.`);
  return division.level;
}

/** Retirement is all that can ever change of an item. */
function isSameItem(one: CatalogueItem | undefined, other: CatalogueItem | undefined): boolean {
  return one !== undefined && other !== undefined && one.retiredAt === other.retiredAt;
}
