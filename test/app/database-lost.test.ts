import { expect, test, vi } from 'vitest';
import { actWith } from '../support/flow-act.js';
import { makeAccount, rightPassword } from '../support/identity.js';
import { testApp } from '../support/test-app.js';

const app = await testApp();

test('a question whose connection dies is answered UNAVAILABLE, not as a fault of ours', async () => {
  const query = '{ disclosures { totalCount } }';
  const locker = await app.db.connect();
  await locker.query('begin');
  await locker.query('lock table disclosure_version in access exclusive mode');
  const asked = app.publicly(query);
  await endWhoeverWaits();
  await locker.query('rollback');
  locker.release();
  const answer = await asked;
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
  expect((await app.publicly(query)).data).toEqual({ disclosures: { totalCount: 0 } });
});

test('a mutation whose connection dies has status 503 and may be sent again', async () => {
  await makeAccount(app.db, 'waiting');
  const question = {
    query: 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }',
    variables: { input: { login: 'waiting', password: rightPassword } },
  };
  const locker = await app.db.connect();
  await locker.query('begin');
  await locker.query('lock table account in access exclusive mode');
  const asked = app.editorially(question);
  await endWhoeverWaits();
  await locker.query('rollback');
  locker.release();
  const { status, headers, errors } = await asked;
  expect([status, headers['retry-after'], errors?.[0]?.extensions.code]).toEqual([503, '1', 'UNAVAILABLE']);
  expect((await app.editorially(question)).status).toBe(200);
});

test('what is committed is acknowledged, even if the database is gone before the node has caught up', async () => {
  await makeAccount(app.db, 'committing');
  const { data } = await app.editorially({
    query:
      'mutation { signIn(input: { login: "committing", password: "correct horse battery" }) { session { accessToken } } }',
  });
  const token = /"accessToken":"([^"]+)"/.exec(JSON.stringify(data))?.[1];
  const gone = vi.spyOn(app.store.follower, 'catchUp').mockRejectedValueOnce(new Error('Connection terminated'));
  const input = { currentPassword: rightPassword, newPassword: 'another long password' };
  expect(await actWith(app, token, { mutation: 'changePassword', input })).toMatchObject({ told: [], code: null });
  // A notification of the release may ask for it too.
  expect(gone).toHaveBeenCalled();
  gone.mockRestore();
});

/** Ends the connections that wait for a lock, as soon as there are any. */
async function endWhoeverWaits(): Promise<void> {
  await expect
    .poll(async () => {
      const ended = await app.db.sql<{ ended: boolean }>(
        `select pg_terminate_backend(pid) as ended from pg_stat_activity
         where wait_event_type = 'Lock' and datname = current_database()`,
      );
      return ended.length;
    })
    .toBeGreaterThan(0);
}
