/** Called with what gives the place back, once. */
type Proceed = (giveBack: () => void) => void;

interface Places {
  taken: number;
  readonly waiting: (() => void)[];
}

/** Lets each caller do a number of things at once; its others wait, and nobody waits for those of another. */
export class CallerTurns {
  readonly #callers = new Map<string, Places>();

  constructor(private readonly atOnce: number) {}

  /** Proceeds at once where the caller has a place free, else when it is its turn. What is returned leaves the line. */
  take(caller: string, proceed: Proceed): () => void {
    const places = this.#placesOf(caller);
    const begin = (): void => proceed(this.#held(caller, places));
    if (places.taken < this.atOnce) {
      places.taken += 1;
      begin();
    } else places.waiting.push(begin);
    return () => {
      const at = places.waiting.indexOf(begin);
      if (at >= 0) places.waiting.splice(at, 1);
    };
  }

  #placesOf(caller: string): Places {
    const known = this.#callers.get(caller);
    if (known !== undefined) return known;
    const places: Places = { taken: 0, waiting: [] };
    this.#callers.set(caller, places);
    return places;
  }

  #held(caller: string, places: Places): () => void {
    let held = true;
    return () => {
      const gives = held;
      held = false;
      if (gives) this.#giveBack(caller, places);
    };
  }

  #giveBack(caller: string, places: Places): void {
    // The place goes from hand to hand, as long as somebody waits for it.
    const next = places.waiting.shift();
    if (next !== undefined) {
      next();
      return;
    }
    places.taken -= 1;
    if (places.taken === 0) this.#callers.delete(caller);
  }
}
