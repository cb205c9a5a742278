import { refuse } from '../../../platform/errors/user-errors.js';
import { explainErrors, type RuleFault } from '../../rules/explain-errors.js';
import type { Pack } from '../../rules/packs.js';

/** Refuses. Whatever names a rule says why: its clause and pack, and the values that forbid it. */
export function refuseUnder(pack: Pack, ...faults: readonly RuleFault[]): never {
  refuse(...explainErrors(pack, faults));
}
