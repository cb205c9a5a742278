import rateLimit, { type RateLimitPluginOptions } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AppError } from '../errors/app-error.js';
import type { CallerTurns } from '../turns/caller-turns.js';
import { type CallerLimits, rateWindow } from './caller-limits.js';

const tooMany = 429;

/** How long a refusal waits, in milliseconds: who asks on and on would otherwise keep a core busy with being refused. */
const refusalDelay = 200;

/**
 * Mounts routes that refuse a caller with RATE_LIMITED, before the body is read, once it asked too often. Each process
 * counts for itself.
 */
export async function limitRate(
  server: FastifyInstance,
  limits: CallerLimits,
  mount: (scope: FastifyInstance) => void | Promise<void>,
): Promise<void> {
  await server.register(async (scope) => {
    if (limits.requests > 0) await count(scope, limits);
    await mount(scope);
  });
}

export function rateLimited(): AppError {
  return new AppError('RATE_LIMITED', 'Too many requests: try again after the time in Retry-After.');
}

async function count(scope: FastifyInstance, limits: CallerLimits): Promise<void> {
  await scope.register(rateLimit, {
    max: limits.requests,
    timeWindow: rateWindow,
    store: class extends CountedStore {
      constructor() {
        super(limits);
      }
    },
    // The lane before the framework has counted it already, and the caller may ask.
    allowList: ({ raw }) => limits.wasAdmitted(raw),
    keyGenerator: (request) => limits.callerOf(request),
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
  // The body has arrived by now: a slow sender holds no place.
  scope.addHook('preHandler', async (request, reply) => {
    limits.letIn(request.raw);
    await takeTurn(limits.turns, limits.callerOf(request), reply);
  });
  scope.addHook('onSend', (request, reply, payload, done) => {
    // Who was let in holds a turn, which others of its address wait for.
    if (reply.statusCode !== tooMany || limits.wasAdmitted(request.raw)) {
      done(null, payload);
      return;
    }
    setTimeout(() => {
      // Nobody reads on, for the sake of a next request, what a refused one has still to send.
      if (!request.raw.complete) reply.header('connection', 'close');
      done(null, payload);
    }, refusalDelay);
  });
  scope.addHook('onResponse', (request, reply, done) => {
    limits.learn(request.headers.authorization, reply.statusCode);
    done();
  });
}

/** One for all: every answer ends with its connection, and nearly nobody waits then. */
const hungUp = new AppError('BAD_REQUEST', 'The caller hung up.');

function takeTurn(turns: CallerTurns, caller: string, { raw }: FastifyReply): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = turns.take(caller, (giveBack) => {
      raw.once('finish', giveBack);
      raw.once('close', giveBack);
      if (raw.closed) giveBack();
      resolve();
    });
    raw.once('close', () => {
      leave();
      reject(hungUp);
    });
  });
}

type Store = InstanceType<NonNullable<RateLimitPluginOptions['store']>>;

/** The package's own store goes by the clock of the machine: one step back and its windows last that much longer. */
class CountedStore implements Store {
  constructor(private readonly limits: CallerLimits) {}

  incr(key: string, callback: (error: Error | null, result?: { current: number; ttl: number }) => void): void {
    const { used, endsIn } = this.limits.windows.take(key);
    callback(null, { current: used, ttl: endsIn });
  }

  child(): Store {
    return this;
  }
}
