import type { FastifyInstance } from 'fastify';
import { sharedWhileRunning } from '../platform/turns/shared-while-running.js';
import { withinTime } from '../platform/turns/within-time.js';
import type { AnsweredRequests } from '../platform/http/answered-requests.js';
import { exposeMetrics } from '../platform/metrics/metrics.js';
import type { Store } from './open-store.js';

const patience = 2_000;

interface PartState {
  readonly name: string;
  readonly ok: boolean;
}

/** `/livez`: the process turns. `/readyz`: every part it needs answers, a transaction included; what it can do without is named too. `/metrics`: for Prometheus. */
export function mountHealth(server: FastifyInstance, store: Store, answered: AnsweredRequests): void {
  server.get('/livez', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  const ask = (name: string, question: () => Promise<unknown>): Promise<PartState> => askPart(store, name, question);
  // Everybody may ask this, as often as they like: however many do, the parts are asked once at a time.
  const askAll = sharedWhileRunning(async () => {
    const parts = await Promise.all([
      ask('database', () => store.db.transaction((tx) => tx.sql('select 1'))),
      ask('ledger', () => store.follower.catchUp()),
      ask('search', () => store.search.completeTo()),
    ]);
    const ready = parts.every((part) => part.ok);
    // Without the index the store answers searches: worth knowing, no reason to send readers elsewhere.
    const { openSearch, replicas } = store;
    if (openSearch !== undefined) parts.push(await ask('opensearch', () => openSearch.ping()));
    // Nor without replicas: the primary answers in their place.
    if (replicas !== undefined) parts.push({ name: 'replica', ok: replicas.inUse !== null });
    return { parts, ready };
  });
  server.get('/readyz', async (_request, reply) => {
    const { parts, ready } = await askAll();
    return reply
      .status(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ready' : 'unavailable', parts });
  });
  exposeMetrics(server, {
    answered,
    ledgerSequence: () => Number(store.follower.current().sequence),
    db: store.db,
    planCounts: () => ({ ...store.planCounts }),
  });
}

async function askPart(store: Store, name: string, question: () => Promise<unknown>): Promise<PartState> {
  try {
    await withinTime(question(), patience, () => new Error(`no answer within ${patience} ms`));
    return { name, ok: true };
  } catch (error) {
    // What the driver says names hosts and paths: that is for the log.
    store.logger.warn({ err: error, part: name }, 'a part does not answer');
    return { name, ok: false };
  }
}
