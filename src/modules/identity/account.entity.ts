import { defineEntity, p } from '@mikro-orm/postgresql';

/** Somebody who can sign in. Never deleted: audit rows name accounts for ever. */
export const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'account',
  checks: [{ name: 'account_login_lower_case', expression: 'login = lower(login)' }],
  properties: {
    id: p.uuid().primary(),
    /** Lower case; see `loginPattern`. */
    login: p.text().unique(),
    displayName: p.text(),
    /** PHC string of argon2id, with its salt and cost. */
    passwordHash: p.text(),
    active: p.boolean().default(true),
    /** Made by the demo data, with a password that stands in the README: refused in production. */
    demo: p.boolean().default(false),
    /** Wrong passwords since the last right one, or since the last lock ran out. */
    failedAttempts: p.integer().default(0),
    lockedUntil: p.datetime(3).nullable(),
    /** Access tokens of an older version are dead. */
    tokenVersion: p.integer().default(0),
    createdAt: p.datetime(3),
  },
});

/** One role on one scope. Ended by `revokedAt` or `validUntil`, never deleted. */
export const AccountGrantSchema = defineEntity({
  name: 'AccountGrant',
  tableName: 'account_grant',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(AccountSchema).index(),
    role: p.text(),
    /** Opaque here, so without a foreign key. */
    scope: p.text(),
    grantedBy: p.uuid(),
    grantedAt: p.datetime(3),
    revokedAt: p.datetime(3).nullable(),
    validUntil: p.datetime(3).nullable(),
  },
});

/** One link of a session: each refresh uses it up and adds the next of the same family. */
export const RefreshTokenSchema = defineEntity({
  name: 'RefreshToken',
  tableName: 'refresh_token',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(AccountSchema).index(),
    /** The session: revoked as a whole. */
    family: p.uuid().index(),
    tokenHash: p.text().unique(),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3),
  },
});
