import { type Actor, everywhere, type Role, type Scope } from '../../src/modules/identity/actor.js';
import { createAccount, type NewAccount } from '../../src/modules/identity/create-account.js';
import type { Account } from '../../src/modules/identity/find-account.js';
import type { PasswordCost } from '../../src/modules/identity/password.js';
import type { SessionTokens } from '../../src/modules/identity/sessions/issue-tokens.js';
import type { SessionSettings } from '../../src/modules/identity/sessions/session-settings.js';
import { signIn } from '../../src/modules/identity/sessions/sign-in.js';
import type { Database } from '../../src/platform/db/database.js';

/** As little as the algorithm allows: tests are not for guessing. */
export const cheapCost: PasswordCost = { memoryCost: 8, timeCost: 1, parallelism: 1 };

export const sessionSettings: SessionSettings = {
  secret: 'a secret of tests, thirty-two bytes or more',
  issuer: 'https://tongyuan.example',
  audience: 'https://tongyuan.example/editorial',
  mode: 'demo',
  passwordCost: cheapCost,
};

export const rightPassword = 'correct horse battery';

export function actorWith(role: Role, scope: Scope, accountId = '00000000-0000-4000-8000-00000000000a'): Actor {
  return { accountId, displayName: `${role} ${scope}`, grants: [{ role, scope }] };
}

/** OPERATOR everywhere, and nobody's account. */
export const operator = actorWith('OPERATOR', everywhere);

export function makeAccount(db: Database, login: string, more: Partial<NewAccount> = {}): Promise<Account> {
  const input = { login, displayName: login, password: rightPassword, passwordCost: cheapCost, ...more };
  return db.transaction((tx) => createAccount(tx, operator, input));
}

/** Null when refused. */
export async function trySignIn(
  db: Database,
  login: string,
  { password = rightPassword, settings = sessionSettings }: { password?: string; settings?: SessionSettings } = {},
): Promise<SessionTokens | null> {
  const result = await db.transaction((tx) => signIn(tx, settings, { login, password }));
  return result.ok ? result.tokens : null;
}

export async function signedInAs(db: Database, login: string): Promise<SessionTokens> {
  const tokens = await trySignIn(db, login);
  if (tokens === null) throw new Error(`${login} could not sign in.`);
  return tokens;
}

/** Everything this module stores, to show that a refusal left nothing behind. */
export function identityRows(db: Database): Promise<object[]> {
  return db.sql<object>(
    `select 'account' as t, to_jsonb(a) as row from account a
     union all select 'grant', to_jsonb(g) from account_grant g
     union all select 'token', to_jsonb(r) from refresh_token r
     union all select 'audit', to_jsonb(e) from audit_entry e order by 1, 2`,
  );
}

export function auditVerbs(db: Database, accountId: string): Promise<string[]> {
  return db
    .sql<{ verb: string }>('select verb from audit_entry where subject = $1 order by id', [`account:${accountId}`])
    .then((rows) => rows.map((row) => row.verb));
}
