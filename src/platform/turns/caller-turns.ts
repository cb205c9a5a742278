interface Places {
  taken: number;
  readonly waiting: (() => void)[];
}

/** Lets each caller do a number of things at once; its others wait, and nobody waits for those of another. */
export class CallerTurns {
  readonly #callers = new Map<string, Places>();

  constructor(private readonly atOnce: number) {}

  /** Resolves with what gives the place back, once; until then `gone` takes the caller out of the line. */
  async take(caller: string, gone: AbortSignal): Promise<() => void> {
    const places = this.#callers.get(caller) ?? { taken: 0, waiting: [] };
    this.#callers.set(caller, places);
    if (places.taken < this.atOnce) places.taken += 1;
    else await wait(places, gone);
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
