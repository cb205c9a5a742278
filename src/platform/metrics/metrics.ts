import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../db/database.js';
import type { AnsweredRequests } from '../http/answered-requests.js';
import { countOutbox } from '../outbox/count-outbox.js';
import { sharedWhileRunning } from '../turns/shared-while-running.js';

export interface MetricSources {
  /** Every request that is answered. */
  readonly answered: AnsweredRequests;
  /** The newest sequence this node answers at. */
  readonly ledgerSequence: () => number;
  readonly db: Database;
  /** Public operations by how they were answered. */
  readonly planCounts: () => Readonly<Record<string, number>>;
}

/** Serves `/metrics` in the text format of Prometheus, times of all requests among them. */
export function exposeMetrics(server: FastifyInstance, sources: MetricSources): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  measureRequests(sources.answered, registry);
  watchLedger(registry, sources.ledgerSequence);
  watchPool(registry, sources.db);
  watchOutbox(registry, sources.db);
  watchPlans(registry, sources.planCounts);
  // Asks the database, and may be asked by anybody.
  const collect = sharedWhileRunning(() => {
    sources.answered.tellNow();
    return registry.metrics();
  });
  server.get('/metrics', async (_request, reply) => {
    return reply.header('content-type', registry.contentType).send(await collect());
  });
}

/** Labelled by route, never by URL: what a caller writes must not make new series. */
function measureRequests(answered: AnsweredRequests, registry: Registry): void {
  const duration = new Histogram({
    name: 'tongyuan_http_request_duration_seconds',
    help: 'From the request line to the last byte of the answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  answered.onAnswered(({ method, route, status, milliseconds }) => {
    duration.observe({ method, route, status }, milliseconds / 1_000);
  });
}

function watchLedger(registry: Registry, sequence: () => number): void {
  addGauge(registry, 'tongyuan_ledger_sequence', 'The newest sequence this node answers at.', sequence);
}

function watchPool(registry: Registry, { pool }: Database): void {
  addGauge(registry, 'tongyuan_db_connections', 'Open connections of the pool.', () => pool.totalCount);
  addGauge(registry, 'tongyuan_db_connections_idle', 'Connections nobody uses.', () => pool.idleCount);
  addGauge(registry, 'tongyuan_db_connections_awaited', 'Callers waiting for one.', () => pool.waitingCount);
}

/** While the database is away it has no value; all others stay readable. */
function watchOutbox(registry: Registry, db: Database): void {
  const gauge: Gauge<'state'> = new Gauge({
    name: 'tongyuan_outbox_entries',
    help: 'Waiting: events and deliveries still to be worked. Parked: deliveries that were given up.',
    labelNames: ['state'],
    registers: [registry],
    collect: async () => {
      const counts = await countOutbox(db).catch(() => ({ waiting: Number.NaN, parked: Number.NaN }));
      for (const [state, count] of Object.entries(counts)) gauge.set({ state }, count);
    },
  });
}

function watchPlans(registry: Registry, counts: MetricSources['planCounts']): void {
  const gauge: Gauge<'how'> = new Gauge({
    name: 'tongyuan_public_operations',
    help: 'Planned: answered without resolvers. Failed: a plan gave way to them. Unplanned: theirs from the start.',
    labelNames: ['how'],
    registers: [registry],
    collect: () => {
      for (const [how, count] of Object.entries(counts())) gauge.set({ how }, count);
    },
  });
}

function addGauge(registry: Registry, name: string, help: string, read: () => number): void {
  const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(read()) });
}
