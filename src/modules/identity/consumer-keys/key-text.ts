import { createHash, timingSafeEqual } from 'node:crypto';

export interface KeyParts {
  readonly prefix: string;
  readonly secret: string;
}

const form = /^ty_([a-z0-9]{8})_([A-Za-z0-9_-]{20,64})$/;

/** What a consumer sends: `ty_{prefix}_{secret}`. */
export function printKey({ prefix, secret }: KeyParts): string {
  return `ty_${prefix}_${secret}`;
}

/** Null for what cannot be a key. */
export function readKey(text: string): KeyParts | null {
  const [, prefix, secret] = form.exec(text) ?? [];
  return prefix === undefined || secret === undefined ? null : { prefix, secret };
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Takes as long for a wrong secret as for the right one. */
export function isSecretOf(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(secret), 'hex'), Buffer.from(hash, 'hex'));
}
