interface Places {
  taken: number;
  readonly waiting: (() => void)[];
}

/** Lets each caller do a number of things at once; its others wait, and nobody waits for those of another. */
export class CallerTurns {
  readonly #callers = new Map<string, Places>();

  constructor(private readonly atOnce: number) {}

  /** What gives the place back, once; null where the caller has none free and would have to wait. */
  takeNow(caller: string): (() => void) | null {
    const places = this.#placesOf(caller);
    if (places.taken >= this.atOnce) return null;
    places.taken += 1;
    return this.#held(caller, places);
  }

  /** Resolves with what gives the place back, once; until then `gone` takes the caller out of the line. */
  async take(caller: string, gone: AbortSignal): Promise<() => void> {
    const places = this.#placesOf(caller);
    if (places.taken < this.atOnce) places.taken += 1;
    else await wait(places, gone);
    return this.#held(caller, places);
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
      if (held) this.#giveBack(caller, places);
      held = false;
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

function wait(places: Places, gone: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      const at = places.waiting.indexOf(proceed);
      if (at >= 0) places.waiting.splice(at, 1);
      reject(gone.reason);
    };
    const proceed = (): void => {
      gone.removeEventListener('abort', leave);
      resolve();
    };
    places.waiting.push(proceed);
    gone.addEventListener('abort', leave, { once: true });
  });
}
