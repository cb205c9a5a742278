import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { findAccount } from '../../../src/modules/identity/find-account.js';
import { grantRole, type RoleGrant } from '../../../src/modules/identity/grant-role.js';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import { actorWith, auditVerbs, identityRows, makeAccount, operator } from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
const chain = ['310107011', '310107', '310000'];

function grant(actor: Actor, input: Omit<RoleGrant, 'scopes'> & { scopes?: readonly string[] }) {
  return db.transaction((tx) => grantRole(tx, actor, { scopes: chain, ...input }));
}

test('gives a role on a scope, says who gave it, and leaves a trace', async () => {
  const { id } = await makeAccount(db, 'drafter');
  const account = await grant(operator, { accountId: id, role: 'DRAFTER', scope: '310107011' });
  expect(account.grants).toEqual([
    { id: expect.any(String), role: 'DRAFTER', scope: '310107011', grantedAt: clock.now(), validUntil: null },
  ]);
  const rows = await db.sql('select granted_by, revoked_at from account_grant where account_id = $1', [id]);
  expect(rows).toEqual([{ granted_by: operator.accountId, revoked_at: null }]);
  expect(await auditVerbs(db, id)).toEqual(['create-account', 'grant-role']);
});

test('ends by itself when its time is over', async () => {
  const { id } = await makeAccount(db, 'temporary');
  const validUntil = new Date(clock.now().getTime() + 1_000);
  await grant(operator, { accountId: id, role: 'EDITOR', scope: '310107', validUntil });
  const at = async (now: Date) => (await findAccount(db, { id, now }))?.grants.length;
  expect(await at(new Date(validUntil.getTime() - 1))).toBe(1);
  expect(await at(validUntil)).toBe(0);
});

describe('who may', () => {
  test.each(chain)('an operator of %s may, for it lies at or above the scope', async (scope) => {
    const { id } = await makeAccount(db, `under-${scope}`);
    const account = await grant(actorWith('OPERATOR', scope), { accountId: id, role: 'EDITOR', scope: '310107011' });
    expect(account.grants).toHaveLength(1);
  });

  test.each([
    ['an operator elsewhere', actorWith('OPERATOR', '310115')],
    ['another role there', actorWith('DISCLOSURE_OFFICE', '310107')],
    ['a supervisor everywhere', actorWith('SUPERVISOR', '*')],
  ])('%s may not, and leaves nothing behind', async (name, actor) => {
    const { id } = await makeAccount(db, `not-by-${name.length}`);
    const before = await identityRows(db);
    const work = grant(actor, { accountId: id, role: 'EDITOR', scope: '310107011' });
    await expect(work).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await identityRows(db)).toEqual(before);
  });

  test('nobody gives himself what lies outside his scope', async () => {
    const { id } = await makeAccount(db, 'climber');
    const climber = actorWith('OPERATOR', '310107', id);
    const before = await identityRows(db);
    const up = grant(climber, { accountId: id, role: 'OPERATOR', scope: '310000', scopes: ['310000'] });
    await expect(up).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const all = grant(climber, { accountId: id, role: 'OPERATOR', scope: '*', scopes: ['*', '310107'] });
    await expect(all).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await identityRows(db)).toEqual(before);
  });

  test('who may not, does not learn which accounts exist', async () => {
    const work = grant(actorWith('EDITOR', '310107'), { accountId: 'nobody', role: 'EDITOR', scope: '310107' });
    await expect(work).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

test.each(['00000000-0000-4000-8000-0000000000ff', 'not-a-uuid'])('there is no account %s', async (accountId) => {
  const work = grant(operator, { accountId, role: 'EDITOR', scope: '310107' });
  await expect(work).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the same role on the same scope is given once, also when two give it at once', async () => {
  const { id } = await makeAccount(db, 'double');
  const input = { accountId: id, role: 'SIGNER', scope: '310107' } as const;
  const results = await Promise.allSettled([grant(operator, input), grant(operator, input)]);
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(reasons).toMatchObject([{ errors: [{ code: 'DUPLICATE', path: ['role'] }] }]);
  expect((await findAccount(db, { id, now: clock.now() }))?.grants).toHaveLength(1);
});

test('a time that is over is refused', async () => {
  const { id } = await makeAccount(db, 'too-late');
  const work = grant(operator, { accountId: id, role: 'EDITOR', scope: '310107', validUntil: clock.now() });
  await expect(work).rejects.toMatchObject({ errors: [{ code: 'INVALID', path: ['validUntil'] }] });
});
