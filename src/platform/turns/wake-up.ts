/** Lets loops rest until somebody rings or the time is over. A ring that nobody waits for is kept for the next. */
export class WakeUp {
  #rung = false;
  #finish: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#finish?.();
  }

  async rest(milliseconds: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#finish = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#finish = undefined;
    this.#rung = false;
  }
}
