import { describe, expect, it } from 'vitest';
import { fieldText } from '../../../../src/modules/content/kinds/field-text.js';
import { policyDocument } from '../../../../src/modules/content/kinds/policy-document.js';
import { serviceGuide } from '../../../../src/modules/content/kinds/service-guide.js';
import { validateFields } from '../../../../src/modules/content/kinds/validate-fields.js';

describe('fieldText', () => {
  it('puts a line for each field and row, without ids', () => {
    const materials = [
      { name: '身份证', basis: '第六条', copies: 1 },
      { name: '登记表', basis: '第七条', form: '原件' },
    ];
    const guide = validateFields(serviceGuide, { fee: '不收费', materials, phone: '12345' }, 'PARTIAL').fields;
    expect(fieldText(serviceGuide, guide)).toBe('不收费\n身份证 第六条\n登记表 第七条 原件\n12345');
    const issuers = ['00000000-0000-4000-8000-000000000001'];
    const policy = validateFields(
      policyDocument,
      { docNo: '沪府规〔2025〕2号', genre: '通知', issuers },
      'PARTIAL',
    ).fields;
    expect(fieldText(policyDocument, policy)).toBe('沪府规〔2025〕2号\n通知');
    expect(fieldText(policyDocument, {})).toBe('');
  });
});
