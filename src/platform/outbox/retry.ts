/** How often a delivery is tried, and how long it rests in between. Times in milliseconds. */
export interface RetryPolicy {
  /** After so many failures it is parked. */
  readonly maxAttempts: number;
  /** The rest after the first failure; each further one doubles it … */
  readonly firstDelay: number;
  /** … up to this. */
  readonly longestDelay: number;
  /** How long a worker may keep what it claimed before others take it for dead. */
  readonly lease: number;
}

/** Gives up after about an hour, so a dependency may be away for that long. */
export const defaultRetries: RetryPolicy = {
  maxAttempts: 12,
  firstDelay: 2_000,
  longestDelay: 900_000,
  lease: 60_000,
};

/** `failures` from 1; `spread` from 0 to 1 shortens the rest by up to a half, so that failures do not come back in a row. */
export function delayAfter(failures: number, policy: RetryPolicy, spread: number): number {
  const full = Math.min(policy.firstDelay * 2 ** (failures - 1), policy.longestDelay);
  return Math.round(full * (1 - spread / 2));
}
