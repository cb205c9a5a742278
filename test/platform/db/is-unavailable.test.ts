import { expect, test } from 'vitest';
import { CommitUnknown, isUnavailable } from '../../../src/platform/db/is-unavailable.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

test.each([
  ['a server that is starting', coded('57P03'), true],
  ['a full disk', coded('53100'), true],
  ['a broken connection', coded('08006'), true],
  ['a refused connection, wrapped', new Error('x', { cause: coded('ECONNREFUSED') }), true],
  ['a driver without a code', new Error('Connection terminated unexpectedly'), true],
  ['no connection in time', new Error('timeout exceeded when trying to connect'), true],
  ['a missing file', Object.assign(coded('ENOENT', "ENOENT: no such file, open 'x'"), { path: 'x' }), false],
  ['a fault of ours', coded('42P01'), false],
  ['a lost commit', new CommitUnknown(coded('57P01')), false],
])('%s', (_name, error, expected) => {
  expect(isUnavailable(error)).toBe(expected);
});

test('a connection that dies in a transaction is told from a commit that nobody acknowledged', async () => {
  const dying = db.transaction(async (tx) => {
    await tx.sql('select pg_terminate_backend(pg_backend_pid())');
  });
  const error: unknown = await dying.catch((thrown: unknown) => thrown);
  expect(isUnavailable(error)).toBe(true);
  expect(await db.sql('select 1 as one')).toEqual([{ one: 1 }]);
});
