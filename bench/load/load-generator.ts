import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { SliceOrder, SliceResult } from './run-slice.js';

const reply = z.union([
  z.object({ result: z.object({ answers: z.number(), seconds: z.number(), p50: z.number(), p99: z.number() }) }),
  z.object({ error: z.string() }),
]);

/** The other end of the load process; one slice at a time. */
export class LoadGenerator {
  readonly #child: ChildProcess;

  constructor() {
    this.#child = fork(fileURLToPath(new URL('load-process.js', import.meta.url)), [], { serialization: 'advanced' });
  }

  /** Errors: a server that answered one question wrongly ends the whole bench. */
  async run(order: SliceOrder): Promise<SliceResult> {
    const answered = once(this.#child, 'message');
    this.#child.send(order);
    const said = reply.parse((await answered)[0]);
    if ('error' in said) throw new Error(said.error);
    return said.result;
  }

  stop(): void {
    this.#child.kill();
  }
}
