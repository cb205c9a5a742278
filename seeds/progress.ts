const width = 30;

/** A bar on a terminal, a line at every quarter elsewhere. Written to standard error: standard output is for logs. */
export class Progress {
  #done = 0;

  constructor(
    private readonly label: string,
    private readonly total: number,
  ) {
    this.#draw();
  }

  step(): void {
    this.#done += 1;
    this.#draw();
  }

  #draw(): void {
    const { stderr } = process;
    const share = this.total === 0 ? 1 : this.#done / this.total;
    if (stderr.isTTY) {
      const filled = Math.round(share * width);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
      stderr.write(`\r${this.label} ${bar} ${this.#done}/${this.total}${share === 1 ? '\n' : ''}`);
    } else if (this.#done > 0 && this.#done % Math.max(1, Math.ceil(this.total / 4)) === 0) {
      stderr.write(`${this.label} ${this.#done}/${this.total}\n`);
    }
  }
}
