import type { IncomingMessage } from 'node:http';
import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { CallerTurns } from '../turns/caller-turns.js';
import { peerOf } from './peer-of.js';
import { ProvenCallers } from './proven-callers.js';
import { RequestWindows } from './request-windows.js';

/** The length of the window in which requests are counted, in milliseconds. */
export const rateWindow = 10_000;

/** How many requests of one caller are worked on at once. Its others wait, so that those of other callers need not. */
const atOnce = 8;

/** What one caller may do at one group of routes, on whatever way its requests are answered. */
export class CallerLimits {
  readonly windows = new RequestWindows(rateWindow);
  readonly turns = new CallerTurns(atOnce);
  readonly #proven = new ProvenCallers();
  readonly #admitted = new WeakSet<IncomingMessage>();
  readonly #peers = new WeakMap<object, string>();

  /**
   * `requests`: within each window and caller; 0 means no limit. `nameIn`: who a header that was found good belongs to:
   * each such caller has a window of its own at its address.
   */
  constructor(
    readonly requests: number,
    private readonly nameIn: (authorization: string) => string | null,
  ) {}

  callerOf(request: Pick<FastifyRequest, 'ip' | 'headers'>): string {
    const name = this.#proven.nameOf(request.headers.authorization);
    return name === null ? peerOf(request) : `${peerOf(request)} ${name}`;
  }

  /** Whoever is at the other end of the connection, where no header may say otherwise. */
  peerOn({ socket }: IncomingMessage): string {
    const known = this.#peers.get(socket);
    if (known !== undefined) return known;
    const peer = normalizeIP(socket.remoteAddress ?? '');
    this.#peers.set(socket, peer);
    return peer;
  }

  /** Counts a request; false where it is one too many, which counts again when it is refused. */
  admit(caller: string): boolean {
    return this.requests === 0 || this.windows.take(caller).used <= this.requests;
  }

  /** It was counted: whoever asks next does not count it again, and knows that it is no refusal of ours. */
  letIn(request: IncomingMessage): void {
    if (this.requests > 0) this.#admitted.add(request);
  }

  wasAdmitted(request: IncomingMessage): boolean {
    return this.#admitted.has(request);
  }

  /** Whether a header was good is known by the answer. */
  learn(authorization: string | undefined, status: number): void {
    if (authorization === undefined) return;
    if (status === 401) this.#proven.refute(authorization);
    if (status !== 200 || this.#proven.nameOf(authorization) !== null) return;
    const name = this.nameIn(authorization);
    if (name !== null) this.#proven.prove(authorization, name);
  }
}
