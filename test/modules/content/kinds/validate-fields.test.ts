import { describe, expect, it } from 'vitest';
import type { KindDefinition } from '../../../../src/modules/content/kinds/kind.js';
import { kinds } from '../../../../src/modules/content/kinds/kinds.js';
import { policyDocument } from '../../../../src/modules/content/kinds/policy-document.js';
import { serviceGuide } from '../../../../src/modules/content/kinds/service-guide.js';
import { validateFields } from '../../../../src/modules/content/kinds/validate-fields.js';

const issuer = '00000000-0000-4000-8000-000000000001';

const complete = {
  conditions: '年满八十周岁',
  flow: '申请、受理、审核',
  timeLimit: '10个工作日',
  fee: '不收费',
  materials: [{ name: '身份证', basis: '《示例办法》第六条', copies: 1 }],
};

describe('validateFields', () => {
  it('gives every field of the definition in its order, null or empty where nothing was given', () => {
    for (const definition of kinds) {
      const { fields } = validateFields(definition, {}, 'PARTIAL');
      expect(Object.keys(fields)).toEqual(Object.keys(definition.fields));
      for (const value of Object.values(fields)) expect([null, []]).toContainEqual(value);
    }
  });

  it('finds nothing wrong with a complete guide, and reads what it wrote', () => {
    const { fields, faults } = validateFields(serviceGuide, complete, 'COMPLETE');
    expect(faults).toEqual([]);
    expect(fields.materials).toEqual([
      { name: '身份证', basis: '《示例办法》第六条', form: null, copies: 1, instructions: null },
    ]);
    expect(validateFields(serviceGuide, fields, 'COMPLETE')).toEqual({ fields, faults: [] });
  });

  it('tells what is missing only when all must be there', () => {
    expect(validateFields(serviceGuide, { conditions: ' ' }, 'PARTIAL').faults).toEqual([]);
    expect(validateFields(serviceGuide, { conditions: ' ' }, 'COMPLETE').faults.map((fault) => fault.path)).toEqual([
      ['conditions'],
      ['flow'],
      ['timeLimit'],
      ['fee'],
      ['materials'],
    ]);
  });

  it('N01: names the row and the column that is missing, with its rule', () => {
    const materials = [complete.materials[0], { name: '登记表', copies: 2 }, { basis: '《示例办法》' }];
    expect(validateFields(serviceGuide, { materials }, 'PARTIAL').faults).toEqual([
      {
        code: 'REQUIRED',
        path: ['materials', '1', 'basis'],
        message: '申请材料第2项“登记表”缺少“依据”。',
        rule: 'SVC-01',
      },
      { code: 'REQUIRED', path: ['materials', '2', 'name'], message: '申请材料第3项缺少“材料名称”。', rule: 'SVC-01' },
    ]);
  });

  it.each([
    [{ fee: 3 }, ['fee']],
    [{ fee: 'x'.repeat(1_001) }, ['fee']],
    [{ materials: 'x' }, ['materials', '0']],
    [{ materials: [['x']] }, ['materials', '0']],
    [{ materials: [{ name: 'a', basis: 'b', copies: 1.5 }] }, ['materials', '0', 'copies']],
    [{ materials: [{ name: 'a', basis: 'b', copies: -1 }] }, ['materials', '0', 'copies']],
    [{ materials: [{ name: 'a', basis: 'b', colour: 'red' }] }, ['materials', '0', 'colour']],
    [{ unknown: null }, ['unknown']],
    [JSON.parse('{"__proto__": "x"}'), ['__proto__']],
    [{ constructor: 'x' }, ['constructor']],
  ])('refuses %j', (given, path) => {
    expect(validateFields(serviceGuide, given, 'PARTIAL').faults).toMatchObject([{ code: 'INVALID', path }]);
  });

  it('reads a policy document: number, genre, issuers and dates in their one form', () => {
    const given = {
      docNo: '沪府规【2025】2号',
      genre: '会议纪要',
      issuers: [issuer.toUpperCase()],
      effectiveFrom: '2026-02-28',
      effectiveTo: '2031-02-27',
    };
    expect(validateFields(policyDocument, given, 'COMPLETE')).toEqual({
      fields: { ...given, docNo: '沪府规〔2025〕2号', genre: '纪要', issuers: [issuer], footnote: null },
      faults: [],
    });
    const wrong = { docNo: '第三号文件', genre: '公示', issuers: ['x'], effectiveFrom: '2026-02-29' };
    expect(validateFields(policyDocument, wrong, 'PARTIAL').faults.map((fault) => fault.path)).toEqual([
      ['docNo'],
      ['genre'],
      ['issuers', '0'],
      ['effectiveFrom'],
    ]);
    const reversed = { effectiveFrom: '2026-02-28', effectiveTo: '2026-02-27' };
    expect(validateFields(policyDocument, reversed, 'PARTIAL').faults).toMatchObject([{ path: ['effectiveTo'] }]);
  });

  it('takes lists of texts', () => {
    const definition: KindDefinition = {
      kind: 'INTERPRETATION',
      typeName: 'Interpretation',
      label: '政策解读',
      fields: { forms: { type: 'texts', label: '解读形式', required: true } },
    };
    expect(validateFields(definition, { forms: ['图解'] }, 'COMPLETE').faults).toEqual([]);
    expect(validateFields(definition, { forms: [''] }, 'COMPLETE').faults).toMatchObject([{ path: ['forms', '0'] }]);
    expect(validateFields(definition, { forms: 'x' }, 'PARTIAL').faults).toMatchObject([{ path: ['forms', '0'] }]);
  });
});
