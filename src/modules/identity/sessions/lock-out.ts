/** What is known of wrong passwords for one account. */
export interface Attempts {
  readonly failedAttempts: number;
  readonly lockedUntil: Date | null;
}

const tolerated = 5;
const lockMilliseconds = 15 * 60_000;

export const noAttempts: Attempts = { failedAttempts: 0, lockedUntil: null };

/** While locked even the right password is refused, and wrong ones do not prolong the lock. */
export function isLocked(attempts: Attempts, now: Date): boolean {
  return attempts.lockedUntil !== null && attempts.lockedUntil > now;
}

/** The fifth wrong password locks for a quarter of an hour; after the lock the count starts again. */
export function afterWrongPassword(attempts: Attempts, now: Date): Attempts {
  const before = attempts.lockedUntil === null ? attempts.failedAttempts : 0;
  const failedAttempts = before + 1;
  const lockedUntil = failedAttempts >= tolerated ? new Date(now.getTime() + lockMilliseconds) : null;
  return { failedAttempts, lockedUntil };
}
