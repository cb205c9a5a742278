import { residentTags } from './answer-tags.js';

/** What an answer was made from, collected while it is made. */
export class MadeFrom {
  readonly #tags = new Set<string>(residentTags);
  #volatile = false;

  add(...tags: readonly string[]): void {
    for (const tag of tags) this.#tags.add(tag);
  }

  /** It also depends on something that changes without a release: it is true now and need not be in a moment. */
  addVolatile(): void {
    this.#volatile = true;
  }

  /** Null for what may not be kept. */
  get tags(): readonly string[] | null {
    return this.#volatile ? null : [...this.#tags];
  }
}
