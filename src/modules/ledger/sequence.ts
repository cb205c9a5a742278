/** A point of the ledger. 64-bit: travels as a decimal string, never as a JSON number. */
export type Sequence = bigint;

const pattern = /^(0|[1-9][0-9]{0,18})$/;
const largest = 9_223_372_036_854_775_807n;

/** Null for anything that is not a decimal 64-bit integer from 0. */
export function parseSequence(text: string): Sequence | null {
  if (!pattern.test(text)) return null;
  const value = BigInt(text);
  return value > largest ? null : value;
}
