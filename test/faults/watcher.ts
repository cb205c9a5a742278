import { setTimeout as rest } from 'node:timers/promises';
import { z } from 'zod';
import { ask } from './ask.js';

const page = z.object({
  changes: z.object({
    upTo: z.string(),
    edges: z.array(
      z.object({
        node: z.object({
          sequence: z.string(),
          kind: z.string(),
          subject: z.string(),
          version: z.number().nullable(),
          digest: z.string().nullable(),
        }),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }),
});

export type Change = z.infer<typeof page>['changes']['edges'][number]['node'];

const query = `query ($after: Sequence!) { changes(after: $after, first: 100) { upTo pageInfo { hasNextPage }
  edges { node { sequence kind subject version digest } } } }`;

/** A partner who follows the public changes without pause, through every fault, and never goes back. */
export class Watcher {
  readonly seen: Change[] = [];
  /** What no partner may ever see. */
  readonly faults: string[] = [];
  #after = '0';
  #head = 0n;
  #stopped = false;
  #working: Promise<void> | undefined;

  constructor(private readonly url: string) {}

  start(): void {
    this.#stopped = false;
    this.#working = this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working;
  }

  /** Stops following and reads what is left. Throws when the store does not answer; `start` follows again. */
  async catchUp(): Promise<void> {
    await this.stop();
    while ((await this.#step(true)) > 0);
  }

  async #follow(): Promise<void> {
    while (!this.#stopped) if ((await this.#step(false)) === 0) await rest(20);
  }

  /** Returns how many changes were new. */
  async #step(must: boolean): Promise<number> {
    const answer = await ask({ url: `${this.url}/graphql`, query, variables: { after: this.#after } });
    if (answer.data === null) {
      if (must) throw new Error(`The changes could not be read: ${answer.code} ${answer.message}`);
      return 0;
    }
    if (answer.sequence !== null) {
      if (answer.sequence < this.#head) this.faults.push(`an answer at ${answer.sequence} after one at ${this.#head}`);
      this.#head = answer.sequence;
    }
    const { changes } = page.parse(answer.data);
    this.seen.push(...changes.edges.map(({ node }) => node));
    this.#after = changes.upTo;
    return changes.edges.length;
  }
}
