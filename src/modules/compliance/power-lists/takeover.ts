/** A body took over what another one did, or one ended without an heir and its division's government has it now. */
export interface Takeover {
  readonly predecessorId: string;
  readonly predecessorName: string;
  /** Null = all of them. */
  readonly functions: readonly string[] | null;
  readonly effectiveOn: string;
}

/** One takeover among those of a body. */
export function keyOf({ predecessorId, effectiveOn }: Pick<Takeover, 'predecessorId' | 'effectiveOn'>): string {
  return `${predecessorId}/${effectiveOn}`;
}
