import type { UserError } from '../../platform/errors/user-errors.js';
import { explain, type Pack } from './packs.js';

/** Every refusal that names a rule answers "why": those that do not yet say it get the clause of the pack. */
export function explainErrors(pack: Pack, errors: readonly UserError[]): UserError[] {
  return errors.map((error) =>
    error.rule === undefined || error.explanation !== undefined
      ? error
      : { ...error, explanation: explain(pack, error.rule, { text: error.message }) },
  );
}
