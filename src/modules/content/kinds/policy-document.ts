import { normaliseDocumentNumber } from './document-number.js';
import { normaliseGenre } from './document-genre.js';
import type { KindDefinition } from './kind.js';

/** 政策文件: an official document with number, issuers and validity. */
export const policyDocument: KindDefinition = {
  kind: 'POLICY_DOCUMENT',
  typeName: 'PolicyDocument',
  label: '政策文件',
  fields: {
    docNo: {
      type: 'text',
      label: '发文字号',
      normalise: normaliseDocumentNumber,
      form: '“机关代字〔年份〕序号号”，如“沪府规〔2025〕2号”，令用“…令第12号”',
    },
    genre: { type: 'text', label: '公文种类', required: true, normalise: normaliseGenre, form: '十五种公文种类之一' },
    issuers: { type: 'bodies', label: '发文机关', required: true, firstLeads: true },
    effectiveFrom: { type: 'date', label: '施行日期' },
    effectiveTo: { type: 'date', label: '有效期至' },
    footnote: { type: 'text', label: '附注', derived: true },
  },
  check: ({ effectiveFrom, effectiveTo }) =>
    typeof effectiveFrom === 'string' && typeof effectiveTo === 'string' && effectiveTo < effectiveFrom
      ? [{ field: 'effectiveTo', message: '有效期至不得早于施行日期。' }]
      : [],
};
