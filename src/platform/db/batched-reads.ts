/** How many statements of one kind run at once before the next keys wait for each other. */
const atOnce = 2;
const mostKeys = 64;

interface Waiting<Row> {
  readonly key: string;
  readonly resolve: (row: Row | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads single rows for many requests: who comes while nothing or little runs is read at once and alone, who comes
 * meanwhile rides together on the next statement. Nobody waits longer than for a statement that is running already.
 */
export class BatchedReads<Row> {
  #running = 0;
  #waiting: Waiting<Row>[] = [];

  /** `read` gives the rows that there are, by key; `idle` is told when nobody is waiting any more. */
  constructor(
    private readonly read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
    private readonly idle: () => void = () => undefined,
  ) {}

  find(key: string): Promise<Row | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, resolve, reject });
      if (this.#running < atOnce) this.#run();
    });
  }

  #run(): void {
    this.#running += 1;
    void this.#answer(this.#waiting.splice(0, mostKeys));
  }

  async #answer(batch: readonly Waiting<Row>[]): Promise<void> {
    try {
      const rows = await this.read([...new Set(batch.map(({ key }) => key))]);
      for (const { key, resolve } of batch) resolve(rows.get(key) ?? null);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.#running -= 1;
    if (this.#waiting.length > 0) this.#run();
    else if (this.#running === 0) this.idle();
  }
}
