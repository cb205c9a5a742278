import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { isUuid } from '../../../platform/ids/is-uuid.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { printInstant } from '../../rules/calendar-date.js';
import { refuseIn } from '../editing/refuse-in.js';
import { requireCatalogueKeeper } from './audit-policy.js';
import type { Exemption } from './exemption.js';
import { listExemptions } from './list-exemptions.js';

/** From now on the function needs an item again. Errors: NOT_FOUND, FORBIDDEN; as data NOT_ALLOWED_HERE if it ended. */
export async function endExemption(
  tx: Tx,
  actor: Actor,
  { exemptionId }: { readonly exemptionId: string },
): Promise<Exemption> {
  const [row] = isUuid(exemptionId)
    ? await tx.sql<{ code: string }>('select division_code as code from catalogue_exemption where id = $1 for update', [
        exemptionId,
      ])
    : [];
  if (row === undefined) throw notFound();
  await requireCatalogueKeeper(tx, actor, row.code);
  const exemption = (await listExemptions(tx, [row.code])).find((one) => one.id === exemptionId);
  if (exemption === undefined) throw notFound();
  if (exemption.endedAt !== null) {
    const message = '该豁免已经终止。';
    const inputs = [{ name: '终止时间', value: printInstant(exemption.endedAt) }];
    const fault = { code: 'NOT_ALLOWED_HERE', path: ['exemptionId'], message, rule: 'CAT-07', inputs } as const;
    await refuseIn(tx, row.code, fault);
  }
  const endedAt = tx.clock.now();
  await recordAudit(tx, actor, {
    verb: 'end-exemption',
    subject: `catalogue:${exemption.divisionCode}`,
    details: { exemptionId, function: exemption.function },
  });
  await tx.sql('update catalogue_exemption set ended_at = $2, ended_by = $3 where id = $1', [
    exemptionId,
    endedAt,
    actor.accountId,
  ]);
  return { ...exemption, endedAt };
}
