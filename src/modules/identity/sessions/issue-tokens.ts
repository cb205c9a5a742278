import { createHash } from 'node:crypto';
import type { Tx } from '../../../platform/db/tx.js';
import { signAccessToken } from './access-token.js';
import { accessMilliseconds, type SessionSettings } from './session-settings.js';

/** What the client gets, once: only a hash of the refresh token is kept. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

export interface Session {
  readonly accountId: string;
  readonly family: string;
  readonly tokenVersion: number;
  readonly endsAt: Date;
}

const refreshLength = 32;

/** The next pair of tokens of a session; neither outlives it. */
export async function issueTokens(tx: Tx, settings: SessionSettings, session: Session): Promise<SessionTokens> {
  const now = tx.clock.now();
  const refreshToken = tx.ids.bytes(refreshLength).toString('base64url');
  await tx.sql(
    `insert into refresh_token (id, account_id, family, token_hash, expires_at, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [tx.ids.uuid(), session.accountId, session.family, hashRefreshToken(refreshToken), session.endsAt, now],
  );
  const accessExpiresAt = new Date(Math.min(now.getTime() + accessMilliseconds, session.endsAt.getTime()));
  const claims = { accountId: session.accountId, sessionId: session.family, tokenVersion: session.tokenVersion };
  const accessToken = await signAccessToken(settings, claims, { from: now, until: accessExpiresAt });
  return { accessToken, accessExpiresAt, refreshToken, refreshExpiresAt: session.endsAt };
}

/** SHA-256 is enough here: unlike a password, 32 random bytes cannot be guessed. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
