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

/** Where whatever answers requests tells of them, and logs and metrics listen. */
export class AnsweredRequests {
  readonly #listeners: ((request: AnsweredRequest) => void)[] = [];

  onAnswered(listener: (request: AnsweredRequest) => void): void {
    this.#listeners.push(listener);
  }

  tell(request: AnsweredRequest): void {
    for (const listener of this.#listeners) listener(request);
  }
}
