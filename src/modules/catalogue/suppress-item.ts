import type { Tx } from '../../platform/db/tx.js';
import { refuse, type UserError } from '../../platform/errors/user-errors.js';
import type { Actor, Role } from '../identity/actor.js';
import { findAccount } from '../identity/find-account.js';
import { explain } from '../rules/packs.js';
import { type CatalogueChange, changeFact } from './editing/change-fact.js';
import { checkFieldPolicy } from './editing/check-inheritance.js';
import { type OpenItem, openItem } from './editing/open-item.js';
import { printField } from './editing/print-field.js';

export interface SuppressItem {
  readonly divisionCode: string;
  readonly itemCode: string;
  readonly editionId?: string | null;
  readonly reason: string;
  /** The account that agreed: another person, of the next level up. In an edition, whoever approves the edition. */
  readonly approverId?: string | null;
}

const approvers: readonly Role[] = ['UPPER_APPROVER', 'DISCLOSURE_OFFICE'];

/**
 * Declares an inherited leaf not applicable here and below (R-I10): with a reason, and the consent of somebody else who
 * approves for the next level up. Errors as data: REQUIRED, DUPLICATE, NOT_ALLOWED_HERE, RULE_VIOLATION.
 */
export async function suppressItem(tx: Tx, actor: Actor, input: SuppressItem): Promise<CatalogueChange> {
  const open = await openItem(tx, actor, { ...input, roles: ['DISCLOSURE_OFFICE'], cites: false });
  const faults = [...checkPlace(open), ...checkReason(open, input.reason)];
  const { approverId = null } = input;
  const approval = open.edition === null ? await checkApprover(tx, open, { actor, approverId }) : null;
  if (approval !== null) faults.push(approval);
  if (faults.length > 0) refuse(...faults);
  return changeFact(tx, actor, {
    open,
    verb: 'suppress-item',
    fact: {
      field: 'applicability',
      slot: 'VALUE',
      state: 'SUPPRESS',
      value: null,
      reason: input.reason.trim(),
      rule: 'R-I10',
      approver: open.edition === null ? approverId : null,
    },
  });
}

function checkPlace(open: OpenItem): UserError[] {
  if (!open.item.isLeaf) return [fault(open, 'itemCode', 'NOT_ALLOWED_HERE', '只有末级事项可以声明不适用。')];
  if (open.inherited === null) {
    return [fault(open, 'itemCode', 'NOT_ALLOWED_HERE', '本级设定的事项不能声明不适用，可以停用。')];
  }
  const forbidden = checkFieldPolicy(open, 'applicability', 'SUPPRESS');
  if (forbidden !== null) return [{ ...forbidden, path: ['itemCode'] }];
  return open.current.suppressed ? [fault(open, 'itemCode', 'DUPLICATE', '该事项已声明不适用。')] : [];
}

function checkReason(open: OpenItem, reason: string): UserError[] {
  return reason.trim() === '' ? [fault(open, 'reason', 'REQUIRED', '不适用的事项须说明理由。')] : [];
}

/** The approval belongs to the next level up: neither to the division itself nor to a level above that. */
async function checkApprover(
  tx: Tx,
  open: OpenItem,
  { actor, approverId }: { readonly actor: Actor; readonly approverId: string | null },
): Promise<UserError | null> {
  if (open.upper === null) return null;
  if (approverId === actor.accountId) return fault(open, 'approverId', 'RULE_VIOLATION', '本人不能同意自己的申请。');
  const account = approverId === null ? null : await findAccount(tx, { id: approverId, now: tx.clock.now() });
  const competent =
    account?.active === true &&
    account.grants.some((grant) => approvers.includes(grant.role) && grant.scope === open.upper?.code);
  if (competent) return null;
  const text = `须经${open.upper.name}(上一级)的审核人员或信息公开主管部门同意。`;
  return fault(open, 'approverId', 'RULE_VIOLATION', text);
}

function fault(open: OpenItem, field: string, code: UserError['code'], text: string): UserError {
  const { inherited, upper, chain } = open;
  const inputs = [{ name: '事项', value: open.current.name }];
  if (inherited !== null) {
    const said = inherited.fieldOrigins.find((origin) => origin.field === 'applicability')?.origins[0];
    const from =
      chain.find((division) => division.code === (said?.divisionCode ?? open.item.definedAt))?.name ?? '上级';
    inputs.push({ name: `适用性(${from})`, value: printField(inherited, 'applicability') });
  }
  if (upper !== null) inputs.push({ name: '须经同意的上一级', value: upper.name });
  return {
    code,
    path: [field],
    message: text,
    rule: 'R-I10',
    explanation: explain(open.pack, 'R-I10', { inputs, text }),
  };
}
