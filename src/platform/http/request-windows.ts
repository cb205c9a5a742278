interface Window {
  used: number;
  /** On the clock that never jumps, in milliseconds. */
  endsAt: number;
}

export interface Used {
  /** Within the window that runs now, this one included. */
  readonly used: number;
  /** Milliseconds until it ends. */
  readonly endsIn: number;
}

/** So that callers under ever new names cost a bounded memory; the one that has been quiet longest is forgotten. */
const mostKept = 20_000;

/** Counts what each caller took within windows of equal length. Setting the clock of the machine changes nothing. */
export class RequestWindows {
  readonly #windows = new Map<string, Window>();

  constructor(private readonly milliseconds: number) {}

  take(key: string, count = 1): Used {
    const now = performance.now();
    const kept = this.#windows.get(key);
    const window = kept !== undefined && kept.endsAt > now ? kept : { used: 0, endsAt: now + this.milliseconds };
    window.used += count;
    this.#windows.delete(key);
    this.#windows.set(key, window);
    if (this.#windows.size > mostKept) this.#forgetOldest();
    return { used: window.used, endsIn: window.endsAt - now };
  }

  #forgetOldest(): void {
    for (const key of this.#windows.keys()) {
      this.#windows.delete(key);
      return;
    }
  }
}
