import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { refuse, type UserError } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { appendRelease } from '../../ledger/append-release.js';
import type { Body, Directory } from '../directory.js';
import { requireKeeper } from '../jurisdictions-policy.js';
import { lockDirectory } from '../lock-directory.js';
import { dayBefore } from './day-before.js';
import { nextBodyRow } from './next-body-row.js';

export interface AbolitionInput {
  readonly bodyId: string;
  /** First day without it, YYYY-MM-DD. */
  readonly effectiveOn: string;
}

/**
 * Records that a body ends and nobody carries on what it did (5.6.6): its last day becomes the day before
 * `effectiveOn`. From that day on its functions, the items that name it and what it published fall to the government or
 * office of the division; what it published keeps it as its origin. Errors: NOT_FOUND, FORBIDDEN (keeper of its
 * division), userErrors.
 */
export async function abolishBody(tx: Tx, actor: Actor, input: AbolitionInput): Promise<Body> {
  const directory = await lockDirectory(tx);
  const body = directory.body(input.bodyId);
  if (body === undefined) throw notFound();
  requireKeeper(actor, directory.scopesOf(body.divisionCode));
  const faults = faultsOf(directory, body, input.effectiveOn);
  if (faults.length > 0) refuse(...faults);

  await recordAudit(tx, actor, {
    verb: 'abolish-body',
    subject: `body:${body.id}`,
    details: { effectiveOn: input.effectiveOn },
  });
  const ended = { ...body, validTo: await dayBefore(tx, input.effectiveOn) };
  await appendRelease(tx, { entries: [{ kind: 'BODY_CHANGED', subject: body.id }], writes: nextBodyRow(ended) });
  return ended;
}

function faultsOf(directory: Directory, body: Body, effectiveOn: string): UserError[] {
  const faults: UserError[] = [];
  if (body.validTo !== null) {
    faults.push({ code: 'NOT_ALLOWED_HERE', path: ['bodyId'], message: `${body.name}已登记终止日期${body.validTo}。` });
  }
  if (body.validFrom !== null && effectiveOn <= body.validFrom) {
    faults.push({ code: 'INVALID', path: ['effectiveOn'], message: '生效日期应晚于该主体的起始日期。' });
  }
  const later = directory.successionsTo(body.id).find((succession) => succession.effectiveOn >= effectiveOn);
  if (later !== undefined) {
    const message = `${body.name}自${later.effectiveOn}起承继其他主体的职能，不能在此之前撤销。`;
    faults.push({ code: 'RULE_VIOLATION', path: ['effectiveOn'], message, rule: 'R-P06' });
  }
  return faults;
}
