import { setTimeout as rest } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase({ poolSize: 2 });

test('a connection that goes back in the turn it is lent, and dies later, does not end the process', async () => {
  await db.sql('select 1');
  const ended = new Promise<void>((resolve, reject) => {
    db.pool.connect((error, client, release) => {
      if (client === undefined) return reject(error ?? new Error('nobody was lent'));
      client.once('end', () => resolve());
      release();
    });
  });
  await rest(10);
  await expect(db.sql('select pg_terminate_backend(pg_backend_pid())')).rejects.toThrow('terminating connection');
  await ended;
  // A second later the guard frees what nobody gave back: an error in its timer would end the process.
  await rest(1_200);
  expect(await db.sql('select 1 as one')).toEqual([{ one: 1 }]);
});
