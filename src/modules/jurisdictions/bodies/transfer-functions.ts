import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { refuse, type UserError } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { appendRelease } from '../../ledger/append-release.js';
import { type Body, type Directory, isValidOn } from '../directory.js';
import { requireKeeper } from '../jurisdictions-policy.js';
import { lockDirectory } from '../lock-directory.js';
import { carriedFunctions } from '../responsible-body.js';
import { successionRows } from './succession-rows.js';

export interface TransferInput {
  readonly bodyId: string;
  readonly successorId: string;
  readonly functions: readonly string[];
  /** First day on which the other body has them, YYYY-MM-DD. */
  readonly effectiveOn: string;
}

/**
 * Records that a body hands functions over to another one and goes on without them (5.6.6): from that day on the other
 * answers for their items. What was published stays with whoever published it. Answers with the body that hands over.
 * Errors: NOT_FOUND, FORBIDDEN (keeper of both divisions), userErrors.
 */
export async function transferFunctions(tx: Tx, actor: Actor, input: TransferInput): Promise<Body> {
  const directory = await lockDirectory(tx);
  const body = directory.body(input.bodyId);
  if (body === undefined) throw notFound();
  requireKeeper(actor, directory.scopesOf(body.divisionCode));
  const heir = directory.body(input.successorId);
  if (heir !== undefined) requireKeeper(actor, directory.scopesOf(heir.divisionCode));
  const faults = [...faultsOfHeir(body, heir, input), ...faultsOfFunctions(directory, body, input)];
  if (faults.length > 0) refuse(...faults);

  const { functions, effectiveOn, successorId } = input;
  await recordAudit(tx, actor, {
    verb: 'transfer-functions',
    subject: `body:${body.id}`,
    details: { successorId, functions, effectiveOn },
  });
  await appendRelease(tx, {
    entries: [
      { kind: 'BODY_CHANGED', subject: body.id },
      { kind: 'BODY_CHANGED', subject: successorId },
    ],
    writes: [successionRows(body.id, { heirs: [{ bodyId: successorId, functions }], effectiveOn })],
  });
  return { ...body, successorIds: [...body.successorIds, successorId] };
}

function faultsOfHeir(body: Body, heir: Body | undefined, { effectiveOn }: TransferInput): UserError[] {
  const path = ['successorId'];
  if (heir === undefined || heir.id === body.id) return [{ code: 'INVALID', path, message: '承接主体不存在。' }];
  if (isValidOn(heir, effectiveOn)) return [];
  return [{ code: 'INVALID', path, message: `${heir.name}在生效日期不是有效的公开主体。`, rule: 'R-P06' }];
}

function faultsOfFunctions(directory: Directory, body: Body, { functions, effectiveOn }: TransferInput): UserError[] {
  const path = ['functions'];
  if (!isValidOn(body, effectiveOn)) {
    return [{ code: 'INVALID', path: ['effectiveOn'], message: `${body.name}在生效日期不是有效的公开主体。` }];
  }
  if (functions.length === 0) return [{ code: 'REQUIRED', path, message: '请写明划转的职能。' }];
  const carried = carriedFunctions(directory, body, effectiveOn);
  const strange = functions.filter((fn) => !carried.includes(fn));
  if (strange.length === 0) return [];
  const message = `${body.name}在生效日期没有这些职能：${strange.join('、')}。`;
  return [{ code: 'RULE_VIOLATION', path, message, rule: 'R-P06' }];
}
