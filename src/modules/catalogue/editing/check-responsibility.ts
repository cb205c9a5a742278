import type { Tx } from '../../../platform/db/tx.js';
import type { Explanation } from '../../../platform/errors/explanation.js';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { divisionScopes } from '../../jurisdictions/division-scopes.js';
import { findAnsweringIds } from '../../jurisdictions/find-answering-ids.js';
import { findBody } from '../../jurisdictions/find-body.js';
import { nameBodies } from '../../jurisdictions/name-bodies.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import { explain } from '../../rules/packs.js';
import type { Assignment } from '../effective-item.js';
import type { OpenItem, Place } from './open-item.js';

/** Where the value is to stand; an item that is there already says what comes from above. */
export type Naming = Place & Partial<Pick<OpenItem, 'inherited'>>;

/**
 * R-I06: a named body stands in the division's own tree, and has not ended (R-P06); a function is one that some body
 * carries.
 */
export async function checkResponsibility(tx: Tx, place: Naming, value: Assignment): Promise<UserError | null> {
  if ('function' in value) {
    const carried = await tx.sql('select 1 from body where $1 = any(functions) and to_sequence is null limit 1', [
      value.function,
    ]);
    if (carried.length > 0) return null;
    return refusal(tx, place, { text: `没有机关承担“${value.function}”职能。`, value: value.function });
  }
  const body = await findBody(tx, value.bodyId);
  if (body === null) return refusal(tx, place, { text: '公开主体须从机关名录中选择。', value: value.bodyId });
  const scopes = await divisionScopes(tx, body.divisionCode);
  if (!scopes.includes(place.division.code)) {
    const text = `${body.name}不在${place.division.name}的机关范围内，不能确定为公开主体。`;
    return refusal(tx, place, { text, value: body.name });
  }
  const today = shanghaiDate(tx.clock.now());
  if (body.validTo === null || body.validTo >= today) return null;
  const heirs = (await nameBodies(tx, await findAnsweringIds(tx, body.id, today))).join('、');
  const now = heirs === '' ? '' : `，其职能由${heirs}承担`;
  const text = `${body.name}已于${body.validTo}撤并${now}，不能确定为公开主体。`;
  return refusal(tx, place, {
    text,
    value: body.name,
    rule: 'R-P06',
    inputs: heirs === '' ? [] : [{ name: '承继机关', value: heirs }],
  });
}

interface Refusal {
  readonly text: string;
  readonly value: string;
  readonly rule?: string;
  readonly inputs?: Explanation['inputs'];
}

async function refusal(
  tx: Tx,
  place: Naming,
  { text, value, rule = 'R-I06', inputs = [] }: Refusal,
): Promise<UserError> {
  const named = [{ name: '公开主体', value }, ...(await inheritedOf(tx, place)), ...inputs];
  return {
    code: 'RULE_VIOLATION',
    path: ['responsibility'],
    message: text,
    rule,
    explanation: explain(place.pack, rule, { inputs: named, text }),
  };
}

/** What the level above names, as it names it. */
async function inheritedOf(tx: Tx, { inherited, chain }: Naming): Promise<Explanation['inputs']> {
  const value = inherited?.responsibility;
  if (value == null) return [];
  const from = inherited?.fieldOrigins.find(({ field }) => field === 'responsibility')?.origins[0]?.divisionCode;
  const source = chain.find((division) => division.code === from)?.name ?? '上级';
  const printed = 'function' in value ? value.function : ((await findBody(tx, value.bodyId))?.name ?? value.bodyId);
  return [{ name: `公开主体(${source})`, value: printed }];
}
