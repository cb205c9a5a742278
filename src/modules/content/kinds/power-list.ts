import type { KindDefinition, KindValue } from './kind.js';

/** The ten kinds of what a body may do to or for people (DB31/T 1297—2021, 5.2.5), in their order. */
export const powerCategories: readonly string[] = [
  '行政许可',
  '行政处罚',
  '行政强制',
  '行政征收',
  '行政给付',
  '行政检查',
  '行政确认',
  '行政奖励',
  '行政裁决',
  '其他行政行为',
];

/** 权责清单: every power of a body with what it rests on, who exercises it, how, and what it answers for. */
export const powerList: KindDefinition = {
  kind: 'POWER_LIST',
  typeName: 'PowerList',
  label: '权责清单',
  fields: {
    powers: {
      type: 'rows',
      label: '权责事项',
      rowName: 'PowerListItem',
      rule: 'POW-01',
      required: true,
      columns: {
        name: { type: 'text', label: '事项名称', required: true },
        category: { type: 'text', label: '权力类型', required: true },
        basis: { type: 'text', label: '设定依据', required: true },
        exercisedBy: { type: 'text', label: '行使主体', required: true },
        operation: { type: 'text', label: '运行流程', required: true },
        duty: { type: 'text', label: '对应责任', required: true },
        supervision: { type: 'text', label: '监督方式' },
      },
    },
  },
  check: ({ powers }) =>
    categoriesOf(powers).flatMap((category, index) =>
      category === null || powerCategories.includes(category)
        ? []
        : [
            {
              field: 'powers',
              rule: 'POW-01',
              message: `权责事项第${index + 1}项的权力类型“${category}”应为：${powerCategories.join('、')}。`,
            },
          ],
    ),
};

function categoriesOf(powers: KindValue | undefined): (string | null)[] {
  if (!Array.isArray(powers)) return [];
  return powers.map((row: unknown) => {
    if (typeof row !== 'object' || row === null || !('category' in row)) return null;
    return typeof row.category === 'string' ? row.category : null;
  });
}
