import type { ExplanationInput } from '../../../platform/errors/explanation.js';
import { refuse, type UserError } from '../../../platform/errors/user-errors.js';
import { explain, type Pack } from '../../rules/packs.js';

/** A fault with the values that forbid it; `inputs` count where the check has not explained itself already. */
export interface RuleFault extends UserError {
  readonly inputs?: readonly ExplanationInput[];
}

/** Refuses. Whatever names a rule says why: its clause and pack, and the values that forbid it. */
export function refuseUnder(pack: Pack, ...faults: readonly RuleFault[]): never {
  refuse(...faults.map((fault) => explained(pack, fault)));
}

function explained(pack: Pack, { inputs = [], ...fault }: RuleFault): UserError {
  const { rule, explanation, message } = fault;
  if (rule === undefined || explanation !== undefined) return fault;
  return { ...fault, explanation: explain(pack, rule, { inputs, text: message }) };
}
