import type { Explanation } from './explanation.js';

export const userErrorCodes = [
  'REQUIRED',
  'INVALID',
  'NOT_ALLOWED_HERE',
  'RULE_VIOLATION',
  'GATE_UNMET',
  'DUPLICATE',
  'CONFLICT',
] as const;

export type UserErrorCode = (typeof userErrorCodes)[number];

/** One thing an editor can mend. `path` leads to the input field; `rule` is a rule id such as R-I05. */
export interface UserError {
  readonly code: UserErrorCode;
  readonly path: readonly string[];
  readonly message: string;
  readonly rule?: string;
  readonly explanation?: Explanation;
}

/**
 * Thrown by a verb that refuses: carries every fault found, not only the first.
 * The transaction is rolled back; the editorial edge returns the list as data.
 */
export class UserErrors extends Error {
  constructor(readonly errors: readonly UserError[]) {
    super(errors.map((error) => error.message).join(' '));
    this.name = 'UserErrors';
  }
}

export function refuse(...errors: UserError[]): never {
  throw new UserErrors(errors);
}
