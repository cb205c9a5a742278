/** What is told of a request once its answer is out: nothing that its caller wrote. */
export interface AnsweredRequest {
  readonly id: string;
  readonly method: string;
  /** The pattern of its route; `none` where there is nothing. */
  readonly route: string;
  readonly status: number;
  /** From its head to the last byte of its answer. */
  readonly milliseconds: number;
}

/** How many are told of together, and how long one waits at most, in milliseconds. */
const together = 256;
const longestWait = 50;

/** Those in which something waits: it is told when the process ends, by whatever but SIGKILL. */
const waiting = new Set<AnsweredRequests>();
// First, so that the log still writes what it is told.
process.prependListener('exit', () => {
  for (const answered of waiting) answered.tellNow();
});

/**
 * Where whatever answers requests tells of them, and logs and metrics listen: a moment later and many at a time, because
 * a line in between two answers costs several times as much as one among lines.
 */
export class AnsweredRequests {
  readonly #listeners: ((request: AnsweredRequest) => void)[] = [];
  #untold: AnsweredRequest[] = [];

  onAnswered(listener: (request: AnsweredRequest) => void): void {
    this.#listeners.push(listener);
  }

  tell(request: AnsweredRequest): void {
    this.#untold.push(request);
    if (this.#untold.length >= together) this.tellNow();
    else if (this.#untold.length === 1) {
      waiting.add(this);
      setTimeout(() => this.tellNow(), longestWait).unref();
    }
  }

  /** For who must know of everything that is answered by now. */
  tellNow(): void {
    const told = this.#untold;
    this.#untold = [];
    waiting.delete(this);
    for (const request of told) for (const listener of this.#listeners) listener(request);
  }
}
