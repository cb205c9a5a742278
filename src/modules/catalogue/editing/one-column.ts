import { refuse } from '../../../platform/errors/user-errors.js';
import { fieldPolicies } from '../field-policy.js';
import { type ColumnField, type ColumnValues, columnFields } from './check-columns.js';
import type { OpenItem } from './open-item.js';
import { refuseUnder } from './refuse-under.js';

const ofGroups: readonly ColumnField[] = ['name', 'levels', 'note'];

/** A patch names exactly one field: whole items are never sent, so nothing inherited is frozen by saving. */
export function oneColumn(value: ColumnValues): ColumnField {
  const [field, second] = columnFields.filter((name) => value[name] !== undefined);
  if (field === undefined || second !== undefined) {
    refuse({ code: 'INVALID', path: ['value'], message: '一次只能变更一个栏目。', rule: 'CAT-17' });
  }
  return field;
}

/** CAT-03: only the last tier carries elements and the other columns of a disclosed item. */
export function requireColumnOf(
  { item, pack }: Pick<OpenItem, 'item' | 'pack'>,
  field: ColumnField,
  path: readonly string[] = ['value', field],
): void {
  if (item.isLeaf || ofGroups.includes(field)) return;
  const message = `分类项不设“${fieldPolicies[field].label}”，请在末级事项上填写。`;
  const inputs = [{ name: '分类项', value: item.code }];
  refuseUnder(pack, { code: 'NOT_ALLOWED_HERE', path, message, rule: 'CAT-03', inputs });
}
