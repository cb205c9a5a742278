import type { UserError } from '../../platform/errors/user-errors.js';
import type { EffectiveItem } from '../catalogue/effective-item.js';
import { explain } from '../rules/packs.js';
import type { Draft } from './draft.js';
import type { Filing } from './filing.js';
import type { KindDefinition } from './kinds/kind.js';
import { validateFields } from './kinds/validate-fields.js';
import { isLink } from './publisher/is-link.js';
import { type Made, makersOf } from './publisher/makers.js';
import { definitionOf } from './save-draft.js';

type Filed = Pick<Draft, 'kind' | 'bodyId' | 'itemCodes' | 'elements' | 'relations'> & Made;

/** Whether the items can be filed under, and whether the elements given are theirs. */
export function itemFaults(draft: Filed, filing: Filing): UserError[] {
  const faults: UserError[] = [];
  const known = new Set<string>();
  draft.itemCodes.forEach((code, index) => {
    const item = filing.items.get(code) ?? null;
    for (const element of item?.elements ?? []) known.add(element.id);
    const fault = item === null ? `目录中没有事项“${code}”。` : unfitItem(item);
    if (fault === null) return;
    const path = ['itemCodes', String(index)];
    const explanation = explain(filing.pack, 'R-I10', { inputs: [{ name: '公开事项', value: code }], text: fault });
    if (item === null || !item.isLeaf) faults.push({ code: 'INVALID', path, message: fault, explanation });
    else faults.push({ code: 'RULE_VIOLATION', path, message: fault, rule: 'R-I10', explanation });
  });
  for (const element of Object.keys(draft.elements).filter((id) => !known.has(id))) {
    faults.push({ code: 'INVALID', path: ['elements', element], message: `所属事项没有要素“${element}”。` });
  }
  return faults;
}

/** Why nothing can be filed under an item, in Chinese; null where it can. */
export function unfitItem(item: EffectiveItem): string | null {
  if (!item.isLeaf) return `“${item.name}”不是末级事项，不能直接归入。`;
  if (item.applicability === 'NOT_APPLICABLE') return `事项“${item.name}”在本级不适用。`;
  return item.applicability === 'RETIRED' ? `事项“${item.name}”已停用。` : null;
}

/** One fault for each required element of an item that the draft does not cover (R-V09). */
export function missingElements(draft: Filed, filing: Filing): UserError[] {
  if (isLink(draft) && isOthers(draft)) return [];
  return [...filing.items.values()].flatMap((item) =>
    (item?.elements ?? [])
      .filter((element) => element.required && !Object.hasOwn(draft.elements, element.id))
      .map((element): UserError => {
        const message = `缺少“${item?.name ?? ''}”的必备要素“${element.name}”。`;
        const inputs = [
          { name: '公开事项', value: item?.code ?? '' },
          { name: '要素', value: element.name },
          { name: '定义于', value: element.origin.divisionCode },
        ];
        const explanation = explain(filing.pack, 'R-V09', { inputs, text: message });
        return { code: 'REQUIRED', path: ['elements', element.id], message, rule: 'R-V09', explanation };
      }),
  );
}

/** A body that made it, or that leads those who did, has something to say; one that only links has not. */
function isOthers(draft: Filed): boolean {
  const { leadId } = makersOf(draft, definitionOf(draft));
  return draft.originBodyId !== draft.bodyId || (leadId !== null && leadId !== draft.bodyId);
}

/** What a kind or the envelope still lacks before anybody is asked to review it. */
export function missingContent(draft: Filed, definition: KindDefinition): UserError[] {
  const { faults } = validateFields(definition, draft.fields, 'COMPLETE');
  const fields = faults.map((fault): UserError => ({ ...fault, path: ['fields', ...fault.path] }));
  if (draft.itemCodes.length > 0) return fields;
  return [{ code: 'REQUIRED', path: ['itemCodes'], message: '至少归入一个公开事项。' }, ...fields];
}
