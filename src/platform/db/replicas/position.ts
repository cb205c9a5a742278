/**
 * How a copy of the database says how far it is, in a count of the business that only grows and that is
 * written in the same transaction as what it counts.
 */
export interface PositionOf {
  /** A query for one bigint. */
  readonly sql: string;
  /** What a read begun now may not be older than. */
  readonly needed: () => bigint;
}
