import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { refuseIn } from '../editing/refuse-in.js';
import type { RuleFault } from '../../rules/explain-errors.js';
import { requireCatalogueKeeper } from './audit-policy.js';
import type { Exemption } from './exemption.js';
import { listExemptions } from './list-exemptions.js';

export interface ExemptFunction {
  readonly divisionCode: string;
  readonly function: string;
  readonly reason: string;
  /** Number of the paper on which it was decided. */
  readonly document?: string | null;
}

/**
 * Puts in writing that a function needs no item of its own in a division and those below it (CAT-07).
 * Errors: NOT_FOUND, FORBIDDEN; as data REQUIRED, INVALID, DUPLICATE where it holds here already.
 */
export async function exemptFunction(tx: Tx, actor: Actor, input: ExemptFunction): Promise<Exemption> {
  await tx.sql(`select pg_advisory_xact_lock(1400003)`);
  const scopes = await requireCatalogueKeeper(tx, actor, input.divisionCode);
  const standing = (await listExemptions(tx, scopes)).filter((one) => one.endedAt === null);
  const faults = findFaults(input, standing);
  if (faults.length > 0) await refuseIn(tx, input.divisionCode, ...faults);
  const exemption: Exemption = {
    id: tx.ids.uuid(),
    divisionCode: input.divisionCode,
    function: input.function,
    reason: input.reason.trim(),
    document: input.document ?? null,
    exemptedBy: actor.accountId,
    at: tx.clock.now(),
    endedAt: null,
  };
  await recordAudit(tx, actor, {
    verb: 'exempt-function',
    subject: `catalogue:${exemption.divisionCode}`,
    details: { exemptionId: exemption.id, function: exemption.function },
  });
  await tx.sql(
    `insert into catalogue_exemption (id, division_code, function, reason, document, exempted_by, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      exemption.id,
      exemption.divisionCode,
      exemption.function,
      exemption.reason,
      exemption.document,
      exemption.exemptedBy,
      exemption.at,
    ],
  );
  return exemption;
}

function findFaults(input: ExemptFunction, standing: readonly Exemption[]): RuleFault[] {
  const faults: RuleFault[] = [];
  if (!/^[A-Z][A-Z0-9_]{0,63}$/.test(input.function)) {
    faults.push({ code: 'INVALID', path: ['function'], message: '职能应为大写英文标识。', rule: 'CAT-07' });
  }
  if (input.reason.trim() === '') {
    faults.push({ code: 'REQUIRED', path: ['reason'], message: '请写明豁免理由。', rule: 'CAT-07' });
  }
  const same = standing.find((one) => one.function === input.function);
  if (same !== undefined) {
    const message = `职能“${input.function}”已经豁免。`;
    const inputs = [
      { name: '豁免的区划', value: same.divisionCode },
      { name: '豁免理由', value: same.reason },
    ];
    faults.push({ code: 'DUPLICATE', path: ['function'], message, rule: 'CAT-07', inputs });
  }
  return faults;
}
