import type { Tx } from '../../../platform/db/tx.js';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { divisionScopes } from '../../jurisdictions/division-scopes.js';
import { findBody } from '../../jurisdictions/find-body.js';
import { explain } from '../../rules/packs.js';
import type { ResponsibilityValue } from '../catalogue-fact.js';
import type { Place } from './open-item.js';

/** R-I06: a named body stands in the division's own tree; a function is one that some body carries. */
export async function checkResponsibility(tx: Tx, place: Place, value: ResponsibilityValue): Promise<UserError | null> {
  if ('function' in value) {
    const carried = await tx.sql('select 1 from body where $1 = any(functions) and to_sequence is null limit 1', [
      value.function,
    ]);
    return carried.length > 0 ? null : refusal(place, `没有机关承担“${value.function}”职能。`, value.function);
  }
  const body = await findBody(tx, value.bodyId);
  if (body === null) return refusal(place, '公开主体须从机关名录中选择。', value.bodyId);
  const scopes = await divisionScopes(tx, body.divisionCode);
  if (scopes.includes(place.division.code)) return null;
  return refusal(place, `${body.name}不在${place.division.name}的机关范围内，不能确定为公开主体。`, body.name);
}

function refusal({ pack }: Place, text: string, value: string): UserError {
  const inputs = [{ name: '公开主体', value }];
  return {
    code: 'RULE_VIOLATION',
    path: ['responsibility'],
    message: text,
    rule: 'R-I06',
    explanation: explain(pack, 'R-I06', { inputs, text }),
  };
}
