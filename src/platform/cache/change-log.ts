import { LRUCache } from 'lru-cache';

const remembered = 200_000;

/**
 * At which point each thing last changed, as far back as it can be told. Points are numbers that only grow. What is not
 * known to be unchanged counts as changed: forgetting too much costs work, never truth.
 */
export class ChangeLog {
  /** Nothing is known of what changed up to here. */
  #floor: bigint;
  readonly #changed: LRUCache<string, bigint>;

  constructor(start: bigint, most = remembered) {
    this.#floor = start;
    this.#changed = new LRUCache({
      max: most,
      dispose: (point, _tag, reason) => {
        if (reason === 'evict' && point > this.#floor) this.#floor = point;
      },
    });
  }

  note(tags: Iterable<string>, point: bigint): void {
    for (const tag of tags) this.#changed.set(tag, point);
  }

  noteEverything(point: bigint): void {
    this.#changed.clear();
    this.#floor = point;
  }

  /** Whether what was read at the point is still what would be read now, given all that it was made from. */
  isCurrent(tags: readonly string[], point: bigint): boolean {
    return point >= this.#floor && tags.every((tag) => (this.#changed.get(tag) ?? point) <= point);
  }
}
