import type { PagedList } from '../../../platform/values/paged-list.js';
import type { Assignment, EffectiveItem, EffectiveResponsibility } from '../effective-item.js';
import { assembleItem } from './assemble-item.js';
import type { ItemTree } from './item-tree.js';
import type { MergedByPlace, Sight } from './sight.js';

export interface ViewParts {
  readonly divisionCode: string;
  readonly tree: ItemTree;
  readonly merged: MergedByPlace;
  readonly sight: Sight;
  readonly responsibleFor: (value: Assignment) => EffectiveResponsibility | null;
}

const none: readonly never[] = [];

/** What one division sees. Each item is put together when it is first read: a page needs few of a thousand. */
export class DivisionView implements PagedList<EffectiveItem> {
  readonly length: number;
  readonly #parts: ViewParts;
  readonly #known = new Map<number, EffectiveItem>();

  constructor(parts: ViewParts) {
    this.#parts = parts;
    this.length = parts.sight.listed.reduce((sum, one) => sum + one, 0);
  }

  /** Undefined where the division does not see it; a retired one is seen. */
  at(place: number): EffectiveItem | undefined {
    const known = this.#known.get(place) ?? this.#assemble(place);
    if (known !== undefined) this.#known.set(place, known);
    return known;
  }

  /** What is to be disclosed, in display order. */
  slice(start = 0, end = this.length): EffectiveItem[] {
    const items: EffectiveItem[] = [];
    const { listed } = this.#parts.sight;
    for (
      let place = listed.indexOf(1), nth = 0;
      place >= 0 && nth < end;
      place = listed.indexOf(1, place + 1), nth += 1
    ) {
      const item = nth < start ? undefined : this.at(place);
      if (item !== undefined) items.push(item);
    }
    return items;
  }

  findIndex(test: (item: EffectiveItem) => boolean): number {
    return this.slice().findIndex(test);
  }

  #assemble(place: number): EffectiveItem | undefined {
    const { divisionCode, tree, merged, sight, responsibleFor } = this.#parts;
    const item = tree.items[place];
    const fields = merged(place);
    if (item === undefined || fields === undefined || sight.known[place] !== 1) return undefined;
    const children = tree.children[place] ?? none;
    return assembleItem({
      item,
      divisionCode,
      merged: fields,
      retired: sight.retired[place] === 1,
      responsibility: fields.responsibility === null ? null : responsibleFor(fields.responsibility),
      childCodes: children.flatMap((child) => (sight.listed[child] === 1 ? (tree.items[child]?.code ?? none) : none)),
    });
  }
}
