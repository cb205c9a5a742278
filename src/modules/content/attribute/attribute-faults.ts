import type { UserError } from '../../../platform/errors/user-errors.js';
import { explain, type Pack, parameterOf } from '../../rules/packs.js';
import { attributeLabels, type DisclosureAttribute, type DisclosureMode } from './attribute.js';

interface Decision {
  readonly attribute: DisclosureAttribute;
  readonly reason: string | null;
  readonly mode: DisclosureMode;
}

/** In UTF-16 code units, the drafter's and the signer's. */
export const longestReason = 2_000;

/** What the pack asks of a decision: reasons for less than proactive (K03), redaction only where it is known (K05). */
export function attributeFaults(pack: Pack, { attribute, reason, mode }: Decision): UserError[] {
  const faults: UserError[] = [];
  const inputs = [{ name: '公开属性', value: attributeLabels[attribute] }];
  const reasonFor = parameterOf(pack, 'attribute.reasonFor')?.value ?? ['ON_APPLICATION', 'NOT_DISCLOSED'];
  if (attribute !== 'PROACTIVE' && reasonFor.includes(attribute) && (reason === null || reason.trim() === '')) {
    const message = `认定为${attributeLabels[attribute]}的，应当说明理由。`;
    const explanation = explain(pack, 'R-A02', { inputs, text: message });
    faults.push({ code: 'REQUIRED', path: ['reason'], message, rule: 'R-A02', explanation });
  }
  if (reason !== null && reason.length > longestReason) {
    faults.push({ code: 'INVALID', path: ['reason'], message: `理由不得超过${longestReason}字。`, rule: 'R-A02' });
  }
  if (mode === 'REDACTED' && parameterOf(pack, 'attribute.redactedMode')?.value !== true) {
    const message = '本地规则包没有删减后公开的方式。';
    const explanation = explain(pack, 'R-A03', { inputs, text: message });
    faults.push({ code: 'NOT_ALLOWED_HERE', path: ['mode'], message, rule: 'R-A03', explanation });
  }
  return faults;
}
