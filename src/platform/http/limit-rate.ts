import rateLimit, { type RateLimitPluginOptions } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../errors/app-error.js';
import { CallerTurns } from '../turns/caller-turns.js';
import { peerOf } from './peer-of.js';
import { ProvenCallers } from './proven-callers.js';
import { RequestWindows } from './request-windows.js';

/** The length of the window in which requests are counted, in milliseconds. */
export const rateWindow = 10_000;

/** How many requests of one caller are worked on at once. Its others wait, so that those of other callers need not. */
const atOnce = 8;

export interface RateLimit {
  /** Within each window and caller; 0 means no limit. */
  readonly requests: number;
  /** Who a header that was found good belongs to: each such caller has a window of its own at its address. */
  readonly nameIn: (authorization: string) => string | null;
}

/**
 * Mounts routes that refuse a caller with RATE_LIMITED, before the body is read, once it asked too often. Each process
 * counts for itself.
 */
export async function limitRate(
  server: FastifyInstance,
  limit: RateLimit,
  mount: (scope: FastifyInstance) => void | Promise<void>,
): Promise<void> {
  await server.register(async (scope) => {
    if (limit.requests > 0) await count(scope, limit);
    await mount(scope);
  });
}

export function rateLimited(): AppError {
  return new AppError('RATE_LIMITED', 'Too many requests: try again after the time in Retry-After.');
}

async function count(scope: FastifyInstance, { requests, nameIn }: RateLimit): Promise<void> {
  const proven = new ProvenCallers();
  const callerOf = (request: FastifyRequest): string => {
    const name = proven.nameOf(request.headers.authorization);
    return name === null ? peerOf(request) : `${peerOf(request)} ${name}`;
  };
  await scope.register(rateLimit, {
    max: requests,
    timeWindow: rateWindow,
    store: MonotonicStore,
    keyGenerator: callerOf,
    // An answer is the same for everybody; what is left of a window is not.
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeaders: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
      'retry-after': true,
    },
    errorResponseBuilder: rateLimited,
  });
  const turns = new CallerTurns(atOnce);
  // The body has arrived by now: a slow sender holds no place.
  scope.addHook('preHandler', async (request, reply) => takeTurn(turns, callerOf(request), reply));
  scope.addHook('onResponse', async (request, reply) => {
    const { authorization } = request.headers;
    if (authorization === undefined) return;
    if (reply.statusCode === 401) proven.refute(authorization);
    if (reply.statusCode !== 200 || proven.nameOf(authorization) !== null) return;
    const name = nameIn(authorization);
    if (name !== null) proven.prove(authorization, name);
  });
}

/** One for all: every answer ends with its connection, and nearly nobody waits then. */
const hungUp = new AppError('BAD_REQUEST', 'The caller hung up.');

async function takeTurn(turns: CallerTurns, caller: string, { raw }: FastifyReply): Promise<void> {
  const gone = new AbortController();
  raw.once('close', () => gone.abort(hungUp));
  const giveBack = await turns.take(caller, gone.signal);
  raw.once('finish', giveBack);
  raw.once('close', giveBack);
  if (raw.closed) giveBack();
}

type Store = InstanceType<NonNullable<RateLimitPluginOptions['store']>>;

/** The package's own store goes by the clock of the machine: one step back and its windows last that much longer. */
class MonotonicStore implements Store {
  readonly #windows = new RequestWindows(rateWindow);

  incr(key: string, callback: (error: Error | null, result?: { current: number; ttl: number }) => void): void {
    const { used, endsIn } = this.#windows.take(key);
    callback(null, { current: used, ttl: endsIn });
  }

  child(): Store {
    return new MonotonicStore();
  }
}
