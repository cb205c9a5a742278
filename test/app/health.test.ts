import { AnsweredRequests } from '../../src/platform/http/answered-requests.js';
import { expect, test } from 'vitest';
import { mountHealth } from '../../src/app/health.js';
import { createServer } from '../../src/platform/http/create-server.js';
import { testApp } from '../support/test-app.js';

const app = await testApp();

test('/readyz: every part answers', async () => {
  const response = await app.server.inject('/readyz');
  const parts = ['database', 'ledger', 'search'].map((name) => ({ name, ok: true }));
  expect([response.statusCode, response.json()]).toEqual([200, { status: 'ready', parts }]);
});

test('/readyz: 503 while one does not, without a word of where it is', async () => {
  const server = createServer(app.store.logger);
  const lost = { completeTo: () => Promise.reject(new Error('connect ECONNREFUSED /secret/path')) };
  mountHealth(server, { ...app.store, search: { ...app.store.search, ...lost } }, new AnsweredRequests());
  const response = await server.inject('/readyz');
  expect(response.statusCode).toBe(503);
  expect(response.json()).toEqual({
    status: 'unavailable',
    parts: [
      { name: 'database', ok: true },
      { name: 'ledger', ok: true },
      { name: 'search', ok: false },
    ],
  });
  await server.close();
});
