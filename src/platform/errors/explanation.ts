/** One value a rule looked at: the name as an editor knows it, the value as printed. */
export interface ExplanationInput {
  readonly name: string;
  readonly value: string;
}

/**
 * The answer to "why": which rule of which pack version said so, looking at what.
 * `clause` is null where the rule is a decision of the product and not of a cited text;
 * `calendarVersion` is null where no working-day calendar was consulted.
 */
export interface Explanation {
  readonly rule: string;
  readonly clause: string | null;
  readonly pack: string;
  readonly packVersion: string;
  readonly calendarVersion: string | null;
  readonly inputs: readonly ExplanationInput[];
  readonly text: string;
}
