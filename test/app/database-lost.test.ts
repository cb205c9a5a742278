import { expect, test } from 'vitest';
import { testApp } from '../support/test-app.js';

const app = await testApp();

test('a question whose connection dies is answered UNAVAILABLE, not as a fault of ours', async () => {
  const query = '{ disclosures { totalCount } }';
  const locker = await app.db.connect();
  await locker.query('begin');
  await locker.query('lock table disclosure_version in access exclusive mode');
  const asked = app.publicly(query);
  await expect
    .poll(async () => {
      const ended = await app.db.sql<{ ended: boolean }>(
        `select pg_terminate_backend(pid) as ended from pg_stat_activity
         where wait_event_type = 'Lock' and datname = current_database()`,
      );
      return ended.length;
    })
    .toBeGreaterThan(0);
  await locker.query('rollback');
  locker.release();
  const answer = await asked;
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
  expect((await app.publicly(query)).data).toEqual({ disclosures: { totalCount: 0 } });
});
