import type { ItemInput } from '../../src/modules/catalogue/add-items.js';

const perGroup = 24;

/**
 * So many items of a standard catalogue: groups of two dozen leaves, each with all columns, for every level.
 * `function` answers for all of them.
 */
export function standardItems(count: number): ItemInput[] {
  const groups = Math.ceil(count / (perGroup + 1));
  const items: ItemInput[] = [];
  for (let group = 1; group <= groups; group += 1) {
    const parent = `BX-${String(group).padStart(2, '0')}`;
    items.push({ ...common(parent, null), isLeaf: false, columns: { name: `示例领域${group}` } });
    for (let leaf = 1; leaf <= perGroup && items.length < count; leaf += 1) {
      items.push(leafItem(`${parent}-${String(leaf).padStart(2, '0')}`, parent));
    }
  }
  return items;
}

function common(code: string, parentCode: string | null) {
  return { code, parentCode, category: 'KEY_WORK', identifier: code.replaceAll('-', '_') } as const;
}

function leafItem(code: string, parentCode: string): ItemInput {
  return {
    ...common(code, parentCode),
    isLeaf: true,
    columns: {
      name: `示例事项${code}`,
      elements: [
        { id: 'scope', name: '适用范围', identifier: 'SCOPE', type: 'TEXT', required: true, values: [] },
        { id: 'contact', name: '联系方式', identifier: 'CONTACT', type: 'TEXT', required: false, values: [] },
      ],
      bases: [{ title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第二十条' }],
      deadline: { kind: 'STATUTORY', trigger: 'CHANGED', amount: 20, unit: 'WORKING_DAY' },
      responsibility: { function: 'GOVERNMENT' },
      channels: ['GOVERNMENT_WEBSITE', 'SERVICE_CENTRE'],
      audience: { specific: null },
      levels: ['CITY', 'DISTRICT', 'STREET'],
    },
  };
}
