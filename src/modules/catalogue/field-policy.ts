import type { Role } from '../identity/actor.js';
import { type CatalogueField, catalogueFields, type FactState } from './effective-item.js';

/**
 * How the facts of a chain become one value. NEAREST: the lowest value counts. APPEND_UPPER_FIRST: the lowest value,
 * then the additions from its level down. UNION: ticks of all. STRICTEST: the shortest of comparable terms.
 * SUPPRESSED_BELOW: not applicable from the highest suppression down.
 */
export const mergeKinds = ['NEAREST', 'APPEND_UPPER_FIRST', 'UNION', 'STRICTEST', 'SUPPRESSED_BELOW'] as const;
export type MergeKind = (typeof mergeKinds)[number];

export interface FieldPolicy {
  readonly label: string;
  readonly merge: MergeKind;
  /** What a division below the defining one may do to this field. The defining one may set it anew. */
  readonly below: readonly Extract<FactState, 'OVERRIDE' | 'APPEND' | 'SUPPRESS'>[];
  readonly rule: string;
  /** Why anything else is refused. */
  readonly message: string;
  /** Who may change it, on the division or one above. */
  readonly roles: readonly Role[];
}

const office: readonly Role[] = ['DISCLOSURE_OFFICE'];

/** The table of domain rules R-I01 to R-I10: verbs and resolvers know of fields only what stands here. */
export const fieldPolicies: Readonly<Record<CatalogueField, FieldPolicy>> = {
  name: {
    label: '事项名称',
    merge: 'NEAREST',
    below: [],
    rule: 'R-I01',
    message: '事项名称由上级目录确定，下级不得变更。',
    roles: office,
  },
  elements: {
    label: '公开要素',
    merge: 'APPEND_UPPER_FIRST',
    below: ['APPEND'],
    rule: 'R-I03',
    message: '下级可以增加要素，不得删减或改动上级要素。',
    roles: office,
  },
  bases: {
    label: '公开依据',
    merge: 'APPEND_UPPER_FIRST',
    below: ['APPEND'],
    rule: 'R-I04',
    message: '下级可以补充本级依据，不得删除或改动上级依据。',
    roles: office,
  },
  deadline: {
    label: '公开时限',
    merge: 'STRICTEST',
    below: ['OVERRIDE'],
    rule: 'R-I05',
    message: '下级可以缩短期限，不得延长或变更起算点。',
    roles: office,
  },
  responsibility: {
    label: '公开主体',
    merge: 'NEAREST',
    below: ['OVERRIDE'],
    rule: 'R-I06',
    message: '下级只能在本行政区域的机关范围内确定公开主体。',
    roles: office,
  },
  channels: {
    label: '公开渠道和载体',
    merge: 'UNION',
    below: ['APPEND'],
    rule: 'R-I07',
    message: '下级可以增加渠道，不得取消上级已选的渠道。',
    roles: office,
  },
  audience: {
    label: '公开对象',
    merge: 'NEAREST',
    below: [],
    rule: 'R-I08',
    message: '公开对象由上级目录确定，下级不得缩小。',
    roles: office,
  },
  levels: {
    label: '公开层级',
    merge: 'NEAREST',
    below: [],
    rule: 'R-I01',
    message: '公开层级由上级目录确定，下级不得变更。',
    roles: office,
  },
  note: {
    label: '备注',
    merge: 'NEAREST',
    below: ['OVERRIDE'],
    rule: 'R-I09',
    message: '备注只能由本级另行填写。',
    roles: ['DISCLOSURE_OFFICE', 'EDITOR'],
  },
  applicability: {
    label: '适用性',
    merge: 'SUPPRESSED_BELOW',
    below: ['SUPPRESS'],
    rule: 'R-I10',
    message: '不适用的事项须说明理由并经上一级同意。',
    roles: office,
  },
};

/** For the set-based resolver: the merge kind of each field, as parallel lists. */
export const mergeTable = {
  fields: catalogueFields,
  merges: catalogueFields.map((field) => fieldPolicies[field].merge),
};
