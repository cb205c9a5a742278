import type { Tx } from '../../../platform/db/tx.js';
import { refuseIn } from '../../catalogue/editing/refuse-in.js';
import { findEffectiveItem } from '../../catalogue/find-effective-item.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import type { RuleFault } from '../../rules/explain-errors.js';
import { keepers, requireOverseer } from '../compliance-policy.js';
import { focusSubjects } from './focus-subjects.js';

export interface SetFocusItemsInput {
  readonly divisionCode: string;
  readonly subject: string;
  /** Leaves or groups as they show at the division; none takes all of its tags away. */
  readonly itemCodes: readonly string[];
}

const most = 100;

/**
 * Says which items a division counts to a focus subject besides those of the standard catalogue (CAT-25); it holds for
 * everything below. Answers with the codes. Errors: NOT_FOUND, FORBIDDEN (DISCLOSURE_OFFICE), userErrors.
 */
export async function setFocusItems(tx: Tx, actor: Actor, input: SetFocusItemsInput): Promise<readonly string[]> {
  const { divisionCode, subject } = input;
  await requireOverseer(tx, actor, { divisionCode, roles: keepers });
  const itemCodes = [...new Set(input.itemCodes)];
  const rule = 'CAT-25';
  const faults: RuleFault[] = [];
  if (!focusSubjects.some(({ code }) => code === subject)) {
    const inputs = [{ name: '可用的重点主题', value: focusSubjects.map(({ code }) => code).join('、') }];
    faults.push({ code: 'INVALID', path: ['subject'], message: `没有重点主题“${subject}”。`, rule, inputs });
  }
  if (itemCodes.length > most) {
    const message = `最多${most}个事项。`;
    await refuseIn(tx, divisionCode, { code: 'INVALID', path: ['itemCodes'], message, rule });
  }
  for (const [index, itemCode] of itemCodes.entries()) {
    const item = await findEffectiveItem(tx, { divisionCode, itemCode });
    if (item !== null && item.applicability !== 'RETIRED') continue;
    const retired = item === null ? '' : '(已停用)';
    const message = `本级目录中没有事项“${itemCode}”${retired}。`;
    faults.push({ code: 'INVALID', path: ['itemCodes', String(index)], message, rule });
  }
  if (faults.length > 0) await refuseIn(tx, divisionCode, ...faults);

  await tx.sql('delete from focus_item where division_code = $1 and subject = $2 and item_code <> all($3::text[])', [
    divisionCode,
    subject,
    itemCodes,
  ]);
  await tx.sql(
    `insert into focus_item (division_code, subject, item_code, tagged_by, tagged_at)
     select $1, $2, unnest($3::text[]), $4::uuid, $5 on conflict do nothing`,
    [divisionCode, subject, itemCodes, actor.accountId, tx.clock.now()],
  );
  await recordAudit(tx, actor, {
    verb: 'set-focus-items',
    subject: `division:${divisionCode}`,
    details: { subject, itemCodes },
  });
  return itemCodes;
}
