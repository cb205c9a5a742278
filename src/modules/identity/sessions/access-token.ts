import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { clockDifference, type SessionSettings } from './session-settings.js';

/** What an access token says. It carries no grants: those are read anew at every request. */
export interface AccessClaims {
  readonly accountId: string;
  /** The family of refresh tokens it was made with. */
  readonly sessionId: string;
  readonly tokenVersion: number;
}

const claimsOf = z.object({ sub: z.guid(), sid: z.guid(), ver: z.int32(), iat: z.number() });
const algorithm = 'HS256';
const type = 'at+jwt';

/** Error: a plain one if the secret of the installation is too short. */
export function signAccessToken(
  settings: SessionSettings,
  claims: AccessClaims,
  life: { readonly from: Date; readonly until: Date },
): Promise<string> {
  return new SignJWT({ sid: claims.sessionId, ver: claims.tokenVersion })
    .setProtectedHeader({ alg: algorithm, typ: type })
    .setSubject(claims.accountId)
    .setIssuer(settings.issuer)
    .setAudience(settings.audience)
    .setIssuedAt(life.from)
    .setExpirationTime(life.until)
    .sign(keyOf(settings));
}

/** Null for whatever this installation did not sign, or not for this use, or whose time is over or yet to come. */
export async function readAccessToken(
  settings: SessionSettings,
  token: string,
  now: Date,
): Promise<AccessClaims | null> {
  try {
    const { payload } = await jwtVerify(token, keyOf(settings), {
      algorithms: [algorithm],
      typ: type,
      issuer: settings.issuer,
      audience: settings.audience,
      requiredClaims: ['sub', 'iat', 'exp'],
      currentDate: now,
    });
    const claims = claimsOf.safeParse(payload);
    if (!claims.success || claims.data.iat * 1_000 > now.getTime() + clockDifference) return null;
    return { accountId: claims.data.sub, sessionId: claims.data.sid, tokenVersion: claims.data.ver };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** Whose a token says it is: for one that was verified before, and nothing that depends on who asks. */
export function unverifiedAccount(token: string): string | null {
  try {
    return decodeJwt(token).sub ?? null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

function keyOf(settings: SessionSettings): Uint8Array {
  const key = new TextEncoder().encode(settings.secret);
  if (key.length < 32) throw new Error('The session secret is shorter than 32 bytes.');
  return key;
}
