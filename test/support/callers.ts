import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

export interface SentRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** GET without it. */
  readonly body?: string;
}

export interface CallPlan {
  readonly port: number;
  /** An address of the loopback network: the server takes each for a caller of its own. */
  readonly from: string;
  readonly callers: number;
  /** Milliseconds between two requests of one caller. */
  readonly pause: number;
  readonly milliseconds: number;
  readonly requests: readonly SentRequest[];
}

const heard = z.object({ times: z.array(z.number()), statuses: z.record(z.string(), z.number()) });

export interface Heard {
  /** Of each answer, in milliseconds. */
  readonly times: readonly number[];
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** Asks from a process of its own. */
export class Caller {
  readonly #child: ChildProcess;

  constructor() {
    this.#child = fork(new URL('../attacks/caller-child.mjs', import.meta.url), { execArgv: [] });
  }

  async call(plan: CallPlan): Promise<Heard> {
    const answer = once(this.#child, 'message');
    this.#child.send(plan);
    const [told] = await answer;
    return heard.parse(told);
  }

  stop(): void {
    this.#child.kill();
  }
}

/** The value that so large a part of them does not exceed. */
export function percentile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
