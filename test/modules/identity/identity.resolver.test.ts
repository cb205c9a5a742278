import 'reflect-metadata';
import { type ExecutionResult, graphql } from 'graphql';
import { buildSchema } from 'type-graphql';
import { expect, test } from 'vitest';
import type { Actor } from '../../../src/modules/identity/actor.js';
import type { EditorialContext } from '../../../src/modules/identity/editorial-context.js';
import { IdentityResolver } from '../../../src/modules/identity/identity.resolver.js';
import { SessionResolver } from '../../../src/modules/identity/sessions/session.resolver.js';
import {
  actorWith,
  identityRows,
  makeAccount,
  operator,
  rightPassword,
  sessionSettings,
} from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
const schema = await buildSchema({ resolvers: [SessionResolver, IdentityResolver], validate: false });

async function run(
  actor: Actor | null,
  source: string,
  variables: Record<string, unknown> = {},
): Promise<ExecutionResult> {
  const contextValue: EditorialContext = {
    db,
    actor,
    requestId: 'r-1',
    maskable: new Set(),
    afterCommit: async () => undefined,
    session: sessionSettings,
  };
  return JSON.parse(JSON.stringify(await graphql({ schema, source, contextValue, variableValues: variables })));
}

function codesOf(result: ExecutionResult): unknown[] {
  return (result.errors ?? []).map((error) => error.message);
}

const signIn = `mutation ($input: SignInInput!) {
  signIn(input: $input) { session { accessToken refreshToken accessExpiresAt refreshExpiresAt } userErrors { code } }
}`;

test('signs in, refreshes and signs out without an actor', async () => {
  await makeAccount(db, 'clerk');
  const signedIn = await run(null, signIn, { input: { login: 'clerk', password: rightPassword } });
  expect(signedIn).toMatchObject({
    data: {
      signIn: {
        session: {
          accessExpiresAt: '2026-03-02T09:10:00.000+08:00',
          refreshExpiresAt: '2026-03-02T21:00:00.000+08:00',
        },
        userErrors: [],
      },
    },
  });
  const [token] = JSON.stringify(signedIn).match(/(?<="refreshToken":")[^"]+/) ?? [];
  const refresh = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { session { refreshToken } } }`;
  const refreshed = await run(null, refresh, { input: { refreshToken: token } });
  const [next] = JSON.stringify(refreshed).match(/(?<="refreshToken":")[^"]+/) ?? [];
  expect(next).not.toBe(token);
  const out = await run(null, `mutation ($input: SignOutInput!) { signOut(input: $input) { userErrors { code } } }`, {
    input: { refreshToken: next },
  });
  expect(out).toEqual({ data: { signOut: { userErrors: [] } } });
  expect(codesOf(await run(null, refresh, { input: { refreshToken: next } }))).toEqual(['登录已失效，请重新登录。']);
});

test('a refused sign-in is an error, and its count stays', async () => {
  const { id } = await makeAccount(db, 'counted');
  const refused = await run(null, signIn, { input: { login: 'counted', password: 'wrong password' } });
  const unknown = await run(null, signIn, { input: { login: 'nobody', password: 'wrong password' } });
  expect(refused.data).toBeNull();
  expect(codesOf(refused)).toEqual(['登录名或密码不正确，或账号暂时不能登录。']);
  expect(codesOf(unknown)).toEqual(codesOf(refused));
  expect(await db.sql('select failed_attempts as n from account where id = $1', [id])).toEqual([{ n: 1 }]);
});

test('me is null for nobody and oneself for an actor', async () => {
  const me = '{ me { login displayName grants { role } } }';
  expect(await run(null, me)).toEqual({ data: { me: null } });
  const { id } = await makeAccount(db, 'myself', { displayName: '孙七' });
  expect(await run(actorWith('EDITOR', '310107', id), me)).toEqual({
    data: { me: { login: 'myself', displayName: '孙七', grants: [] } },
  });
});

test('an account is made, given a role by the chain of its scope, has it taken away and is disabled', async () => {
  const districtOperator = actorWith('OPERATOR', '310107');
  const made = await run(
    districtOperator,
    `mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id active } userErrors { code path } } }`,
    { input: { login: 'new-one', displayName: '周八', password: rightPassword } },
  );
  expect(made).toMatchObject({ data: { createAccount: { account: { active: true }, userErrors: [] } } });
  const [accountId] = JSON.stringify(made).match(/(?<="id":")[^"]+/) ?? [];
  const disabled = await run(
    operator,
    `mutation ($input: DisableAccountInput!) { disableAccount(input: $input) { account { active } userErrors { code } } }`,
    { input: { accountId } },
  );
  expect(disabled).toEqual({ data: { disableAccount: { account: { active: false }, userErrors: [] } } });
});

test('what an editor can mend comes back as data', async () => {
  const { id } = await makeAccount(db, 'mender');
  const change = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { changed userErrors { code path } } }`;
  const actor = actorWith('EDITOR', '310107', id);
  const of = (currentPassword: string, newPassword: string) =>
    run(actor, change, { input: { currentPassword, newPassword } });
  expect(await of('wrong password', 'another horse battery')).toEqual({
    data: { changePassword: { changed: false, userErrors: [{ code: 'INVALID', path: ['currentPassword'] }] } },
  });
  expect(await of(rightPassword, 'short')).toEqual({
    data: { changePassword: { changed: false, userErrors: [{ code: 'INVALID', path: ['newPassword'] }] } },
  });
  expect(await of(rightPassword, 'another horse battery')).toEqual({
    data: { changePassword: { changed: true, userErrors: [] } },
  });
});

test('the audit trail is for a supervisor everywhere', async () => {
  const query = '{ auditEntries(first: 1) { entries { id verb details cursor } hasNextPage } }';
  expect(await run(actorWith('SUPERVISOR', '*'), query)).toMatchObject({
    data: { auditEntries: { entries: [{ verb: 'change-password', details: {} }], hasNextPage: true } },
  });
  expect(codesOf(await run(operator, query))).toEqual(['只有全局监督人员可以查看审计记录。']);
  expect(codesOf(await run(null, query))).toEqual(['请先登录。']);
});

test.each([
  ['createAccount', 'CreateAccountInput', { login: 'intruder', displayName: '入侵者', password: rightPassword }],
  ['disableAccount', 'DisableAccountInput', { accountId: operator.accountId }],
])('%s is for nobody who is not signed in, and for no reader', async (name, type, input) => {
  const before = await identityRows(db);
  const source = `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`;
  expect(codesOf(await run(null, source, { input }))).toEqual(['请先登录。']);
  const denied = await run(actorWith('DRAFTER', '310107'), source, { input });
  expect(denied.data).toBeNull();
  expect(codesOf(denied)).toEqual([expect.stringMatching(/^只有/)]);
  expect(await identityRows(db)).toEqual(before);
});
