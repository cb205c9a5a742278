import type { PasswordCost } from '../password.js';

/** What sign-in needs to know of the installation; built once at start from the configuration. */
export interface SessionSettings {
  /** Key of the access tokens, at least 32 bytes. Changing it ends all access tokens at once. */
  readonly secret: string;
  /** `iss` and `aud` of the access tokens. */
  readonly issuer: string;
  readonly audience: string;
  /** In production the accounts of the demo data, whose passwords are known, cannot act. */
  readonly mode: 'demo' | 'production';
  readonly passwordCost: PasswordCost;
}

export const accessMilliseconds = 10 * 60_000;

/** A session ends this long after its sign-in; refreshing does not prolong it. */
export const sessionMilliseconds = 12 * 3_600_000;

/**
 * How far the clocks of two nodes may differ. What was issued later than this from now comes from a clock that was set
 * back since: it counts no more, or it would live longer than it may.
 */
export const clockDifference = 5_000;
