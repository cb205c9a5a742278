/** A function that needs no item of its own in a division and those below it. */
export interface Exemption {
  readonly id: string;
  readonly divisionCode: string;
  readonly function: string;
  readonly reason: string;
  /** Number of the paper on which it was decided. */
  readonly document: string | null;
  readonly exemptedBy: string;
  readonly at: Date;
  readonly endedAt: Date | null;
}
