import { setTimeout as sleep } from 'node:timers/promises';
import type { ApprovedDraft } from './approve-drafts.js';
import { EditorialClient } from './editorial-client.js';

/** One publication a second at a running server, until it is stopped; the drafts must last as long as that. */
export class SteadyPublisher {
  readonly #stop = new AbortController();
  readonly #done: Promise<void>;
  readonly #begun = Promise.withResolvers<void>();

  constructor(port: number, drafts: readonly ApprovedDraft[]) {
    this.#done = this.#run(port, drafts);
    this.#done.catch((error: unknown) => this.#begun.reject(error));
    this.#begun.promise.catch(() => undefined);
  }

  /** Resolves with the first publication. */
  get first(): Promise<void> {
    return this.#begun.promise;
  }

  /** Errors: a publication that failed meanwhile. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }

  async #run(port: number, drafts: readonly ApprovedDraft[]): Promise<void> {
    const client = await EditorialClient.signIn(port);
    for (const draft of drafts) {
      if (this.#stop.signal.aborted) return;
      await client.publish(draft);
      this.#begun.resolve();
      await sleep(1_000, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
    if (!this.#stop.signal.aborted) throw new Error('The drafts to publish ran out before the measurement ended.');
  }
}
