import type { ExplanationInput } from '../../platform/errors/explanation.js';
import type { UserError } from '../../platform/errors/user-errors.js';
import { explain, type Pack } from './packs.js';

/** A fault with the values that forbid it; `inputs` count where the check has not explained itself already. */
export interface RuleFault extends UserError {
  readonly inputs?: readonly ExplanationInput[];
}

/** Every refusal that names a rule answers "why": those that do not yet say it get the clause of the pack. */
export function explainErrors(pack: Pack, faults: readonly RuleFault[]): UserError[] {
  return faults.map(({ inputs = [], ...fault }) =>
    fault.rule === undefined || fault.explanation !== undefined
      ? fault
      : { ...fault, explanation: explain(pack, fault.rule, { inputs, text: fault.message }) },
  );
}
