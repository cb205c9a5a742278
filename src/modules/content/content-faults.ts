import type { UserError } from '../../platform/errors/user-errors.js';
import type { EffectiveItem } from '../catalogue/effective-item.js';
import { type CalendarDate } from '../rules/calendar-date.js';
import { explain } from '../rules/packs.js';
import type { Draft } from './draft.js';
import type { Filing } from './filing.js';
import type { KindDefinition } from './kinds/kind.js';
import { validateFields } from './kinds/validate-fields.js';

type Filed = Pick<
  Draft,
  'bodyId' | 'originBodyId' | 'itemCodes' | 'elements' | 'fields' | 'relations' | 'html' | 'attachments'
>;

/** A link points to the maker's record and carries nothing of it. */
function isLink(draft: Filed): boolean {
  return draft.relations.some((relation) => relation.type === 'LINKS_TO');
}

/** Who may publish this: the body that made it or that carries on the maker's functions, and the lead of several. */
export function publisherFaults(
  draft: Filed,
  { filing, definition, today }: { filing: Filing; definition: KindDefinition; today: CalendarDate },
): UserError[] {
  const { body, pack } = filing;
  const faults: UserError[] = [];
  const refuseBy = (rule: string, path: string[], message: string): void => {
    const inputs = [{ name: '公开主体', value: body.name }];
    const explanation = explain(pack, rule, { inputs, text: message });
    faults.push({ code: 'RULE_VIOLATION', path, message, rule, explanation });
  };
  if (body.validTo !== null && body.validTo < today) {
    refuseBy('R-P06', ['bodyId'], `“${body.name}”已于${body.validTo}撤并，由承继其职能的机关公开。`);
  }
  const ownIds: readonly string[] = [body.id, ...body.predecessorIds];
  if (!ownIds.includes(draft.originBodyId)) {
    if (!isLink(draft)) {
      refuseBy(
        'R-P01',
        ['originBodyId'],
        '该信息由其他机关制作，应由制作机关公开；本机关可以添加指向原文的链接(LINKS_TO)。',
      );
    } else if (draft.html !== null || draft.attachments.length > 0 || Object.keys(draft.elements).length > 0) {
      refuseBy('R-P01', ['html'], '链接只指向制作机关的原文，不得复制其正文、要素和附件。');
    }
  }
  for (const [name, field] of Object.entries(definition.fields)) {
    if (field.type !== 'bodies' || field.firstLeads !== true) continue;
    const value = draft.fields[name];
    const lead: unknown = Array.isArray(value) ? value[0] : undefined;
    if (typeof lead === 'string' && !ownIds.includes(lead)) {
      refuseBy(
        'R-P04',
        ['fields', name],
        '共同制作的信息由牵头机关公开：排列第一的发文机关应当是公开主体，其他机关可以添加链接。',
      );
    }
  }
  return faults;
}

/** Whether the items can be filed under, and whether the elements given are theirs. */
export function itemFaults(draft: Filed, filing: Filing): UserError[] {
  const faults: UserError[] = [];
  const known = new Set<string>();
  draft.itemCodes.forEach((code, index) => {
    const item = filing.items.get(code) ?? null;
    for (const element of item?.elements ?? []) known.add(element.id);
    const fault = item === null ? `目录中没有事项“${code}”。` : unfit(item);
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

function unfit(item: EffectiveItem): string | null {
  if (!item.isLeaf) return `“${item.name}”不是末级事项，不能直接归入。`;
  if (item.applicability === 'NOT_APPLICABLE') return `事项“${item.name}”在本级不适用。`;
  return item.applicability === 'RETIRED' ? `事项“${item.name}”已停用。` : null;
}

/** One fault for each required element of an item that the draft does not cover (R-V09). */
export function missingElements(draft: Filed, filing: Filing): UserError[] {
  if (isLink(draft) && draft.originBodyId !== draft.bodyId) return [];
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

/** What a kind or the envelope still lacks before anybody is asked to review it. */
export function missingContent(draft: Filed, definition: KindDefinition): UserError[] {
  const { faults } = validateFields(definition, draft.fields, 'COMPLETE');
  const fields = faults.map((fault): UserError => ({ ...fault, path: ['fields', ...fault.path] }));
  if (draft.itemCodes.length > 0) return fields;
  return [{ code: 'REQUIRED', path: ['itemCodes'], message: '至少归入一个公开事项。' }, ...fields];
}
