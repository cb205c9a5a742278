import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import type { CatalogueFact } from '../catalogue-fact.js';
import { type CatalogueChange, changeFact, ownFact } from '../editing/change-fact.js';
import { type Additions, additionsBeside, checkAdditions } from '../editing/check-additions.js';
import { checkFieldPolicy } from '../editing/check-inheritance.js';
import { type OpenItem, openItem } from '../editing/open-item.js';
import { printFact, printField } from '../editing/print-field.js';
import { refuseUnder } from '../editing/refuse-under.js';
import type { CatalogueField } from '../effective-item.js';
import { fieldPolicies } from '../field-policy.js';
import type { MergedFields } from '../resolution/merge-fields.js';

/** The lists that a lower level adds to and does not set. */
type ListField = keyof Additions;

export function isListField(field: CatalogueField): field is ListField {
  return fieldPolicies[field].below.some((state) => state === 'APPEND');
}

export interface MergeAdditions {
  readonly divisionCode: string;
  readonly itemCode: string;
  readonly field: ListField;
  /** What takes the place of the own additions; left out: they stay, without what the level above states too. */
  readonly value: Additions | null;
  readonly editionId: string | null;
  readonly reason: string | null;
}

/**
 * Brings the division's own additions to a list back beside what stands above (R-I12). Refused under a lock, and where
 * nothing would change or nothing remain: that is to keep them, or to accept. Errors as data: NOT_ALLOWED_HERE, and
 * those of every addition.
 */
export async function mergeAdditions(tx: Tx, actor: Actor, input: MergeAdditions): Promise<CatalogueChange> {
  const { field, value, reason } = input;
  const { roles, label, rule } = fieldPolicies[field];
  const open = await openItem(tx, actor, { ...input, roles });
  const { inherited } = open;
  const own = ownFact(open, field, 'APPEND');
  if (own === undefined || inherited === null) {
    const message = `本级没有增加“${label}”的内容，不能合并。`;
    const inputs = [{ name: label, value: printField(open.current, field) }];
    refuseUnder(open.pack, { code: 'NOT_ALLOWED_HERE', path: ['decision'], message, rule: 'R-I12', inputs });
  }
  const locked = checkFieldPolicy(open, field, 'APPEND');
  if (locked !== null) refuseUnder(open.pack, { ...locked, path: ['decision'] });
  const merged = value === null ? withoutRepeated(open, inherited, own) : checked(open, inherited, { field, value });
  return changeFact(tx, actor, {
    open,
    verb: 'append-to-field',
    fact: { field, slot: 'APPEND', state: 'APPEND', value: merged[field] ?? [], reason, rule },
  });
}

function withoutRepeated(open: OpenItem, inherited: MergedFields, own: CatalogueFact): Additions {
  const beside = additionsBeside(inherited, own) ?? {};
  const left = countOf(beside);
  if (left > 0 && left < countOf({ [own.field]: own.value })) return beside;
  const message =
    left === 0
      ? '本级增加的内容上级已全部列出，合并后没有剩余；可以采用上级的值。'
      : '本级增加的内容与上级没有重复，无须合并；可以保留本级的值。';
  const inputs = [
    { name: '上级的值', value: printField(inherited, own.field) },
    { name: '本级的值', value: printFact(own) },
  ];
  refuseUnder(open.pack, { code: 'NOT_ALLOWED_HERE', path: ['decision'], message, rule: 'R-I12', inputs });
}

function checked(
  open: OpenItem,
  inherited: MergedFields,
  { field, value }: { readonly field: ListField; readonly value: Additions },
): Additions {
  const faults = checkAdditions(open.pack, inherited, value);
  if (faults.length === 0) return value;
  const inputs = [{ name: `上级的${fieldPolicies[field].label}`, value: printField(inherited, field) }];
  refuseUnder(open.pack, ...faults.map((fault) => ({ ...fault, path: ['value', ...fault.path], inputs })));
}

function countOf({ elements, bases, channels }: Additions): number {
  return (elements ?? bases ?? channels ?? []).length;
}
