import { expect, test } from 'vitest';
import { AnsweredRequests } from '../../../src/platform/http/answered-requests.js';
import { createServer } from '../../../src/platform/http/create-server.js';
import { createLogger } from '../../../src/platform/logging/logger.js';
import { exposeMetrics } from '../../../src/platform/metrics/metrics.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
let sequence = 41;
const answered = new AnsweredRequests();
const server = createServer(createLogger('silent'), { answered });
exposeMetrics(server, { answered, ledgerSequence: () => sequence, db, planCounts: () => ({ planned: 3, failed: 0 }) });
server.get('/disclosures/:id', async () => 'text');

async function scrape(): Promise<string[]> {
  const answer = await server.inject('/metrics');
  expect(answer.headers['content-type']).toContain('text/plain; version=0.0.4');
  return answer.body.split('\n');
}

test('times requests by route and status, never by what the caller wrote', async () => {
  await server.inject('/disclosures/canary-1');
  await server.inject('/disclosures/canary-2');
  await server.inject('/canary-3');
  const lines = await scrape();
  const count = 'tongyuan_http_request_duration_seconds_count';
  expect(lines).toContain(`${count}{method="GET",route="/disclosures/:id",status="200"} 2`);
  expect(lines).toContain(`${count}{method="GET",route="none",status="404"} 1`);
  expect(lines.join('\n')).not.toContain('canary');
});

test('tells the sequence, the pool and the process as they are at the moment of asking', async () => {
  sequence = 42;
  const lines = await scrape();
  expect(lines).toContain('tongyuan_ledger_sequence 42');
  expect(lines).toContain('tongyuan_db_connections_awaited 0');
  expect(lines.some((line) => line.startsWith('process_cpu_seconds_total '))).toBe(true);
});

test('counts what waits in the outbox and what was given up', async () => {
  await db.sql(`insert into outbox_event (topic, key, payload, created_at) values ('t', 'k', '{}', now())`);
  await db.sql(
    `insert into outbox_delivery (event_id, handler, state, due_at)
     values (90, 'a', 'WAITING', now()), (91, 'a', 'PARKED', now()), (92, 'a', 'DONE', now())`,
  );
  const lines = await scrape();
  expect(lines).toContain('tongyuan_outbox_entries{state="waiting"} 2');
  expect(lines).toContain('tongyuan_outbox_entries{state="parked"} 1');
});

test('stays readable while the outbox cannot be asked', async () => {
  await db.sql('alter table outbox_event rename to outbox_event_gone');
  const lines = await scrape();
  expect(lines).toContain('tongyuan_outbox_entries{state="waiting"} Nan');
  expect(lines).toContain('tongyuan_ledger_sequence 42');
});
