/** What the editorial schema takes for the columns of a leaf: every one of the standard table, nothing left out. */
export const fullColumns = {
  name: '老年大学名录',
  elements: [
    { id: 'schoolName', name: '学校名称', type: 'TEXT', required: true },
    { id: 'phone', name: '联系电话', type: 'CONTACT', required: true },
    { id: 'tip', name: '提示', type: 'TEXT', required: false },
  ],
  bases: [{ title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第二十条' }],
  deadline: { kind: 'STATUTORY', trigger: 'CHANGED', amount: 20, unit: 'WORKING_DAY' },
  responsibility: { function: 'GOVERNMENT' },
  channels: ['GOVERNMENT_WEBSITE', 'SERVICE_CENTRE'],
  audience: { specific: null },
  levels: ['CITY', 'DISTRICT', 'STREET'],
};

/** A leaf of the standard catalogue under 老有所养; what is given replaces its own. */
export function leafInput(code: string, columns: object = {}): object {
  return {
    divisionCode: '310000',
    code,
    parentCode: 'YL-01',
    category: 'KEY_WORK',
    isLeaf: true,
    identifier: code.replaceAll('-', '_'),
    columns: { ...fullColumns, ...columns },
  };
}

export function workingDays(amount: number, kind = 'COMMITTED', trigger = 'CHANGED'): object {
  return { kind, trigger, amount, unit: 'WORKING_DAY' };
}

export const localBasis = { title: '普陀区老年教育工作办法(示例)', docNo: '普府规〔2026〕1号', clause: '第三条' };

export const districtRegulation = {
  title: '中华人民共和国政府信息公开条例',
  docNo: '国务院令第711号',
  clause: '第二十一条',
};
