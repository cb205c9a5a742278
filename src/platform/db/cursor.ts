import { createHmac, timingSafeEqual } from 'node:crypto';
import { badInput } from '../errors/app-error.js';

const macLength = 9;
let secret = 'cursors are opaque';

/** Set once at start from the installation's secret, so that cursors stay valid across its nodes and restarts. */
export function useCursorSecret(value: string): void {
  secret = value;
}

/**
 * An opaque cursor over sort keys. `context` names the connection and its order:
 * a cursor of one list is unknown to another.
 */
export function encodeCursor(parts: readonly (string | number)[], context: string): string {
  const body = Buffer.from(JSON.stringify(parts.map(String)), 'utf8');
  return Buffer.concat([mac(body, context), body]).toString('base64url');
}

/** The sort keys again. Errors: BAD_USER_INPUT for anything that `encodeCursor` did not make for this context. */
export function decodeCursor(cursor: string, context: string): string[] {
  const raw = Buffer.from(cursor, 'base64url');
  const body = raw.subarray(macLength);
  if (raw.toString('base64url') !== cursor || raw.length <= macLength) throw unknownCursor();
  if (!timingSafeEqual(raw.subarray(0, macLength), mac(body, context))) throw unknownCursor();
  const parts: unknown = JSON.parse(body.toString('utf8'));
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) throw unknownCursor();
  return parts;
}

function mac(body: Buffer, context: string): Buffer {
  return createHmac('sha256', secret).update(context).update('\0').update(body).digest().subarray(0, macLength);
}

function unknownCursor(): Error {
  return badInput('Unknown cursor: take it from an answer to the same list in the same order.');
}
