import { describe, expect, it } from 'vitest';
import { checkBasis, findLaw } from '../../../src/modules/rules/check-basis.js';
import { lawRegister } from '../../../src/modules/rules/law-register.js';
import { type Law, newestOf } from '../../../src/modules/rules/laws/law.js';
import { packAt } from '../../../src/modules/rules/packs.js';

const pack = packAt('SHANGHAI', '2026-01-01');
const regulation = { title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第二十六条' };

describe('checkBasis', () => {
  it('passes every registered text with its number', () => {
    for (const law of lawRegister.laws) {
      const { title, docNo } = newestOf(law);
      expect(checkBasis(pack, { title, docNo, clause: null })).toBeNull();
    }
  });

  it('passes the clauses that the standard catalogue cites', () => {
    for (const clause of ['第二十六条', '第二十条第(一)项', '5.2.3 a)', '(十四)', '', null])
      expect(checkBasis(pack, { ...regulation, clause })).toBeNull();
  });

  it('refuses a short title with the full one, its number and the clause', () => {
    expect(checkBasis(pack, { title: '条例', docNo: null, clause: '第二十六条' })).toEqual({
      code: 'RULE_VIOLATION',
      path: ['title'],
      message:
        '“条例”是简称，请填写全称、文号和条款，例如：《中华人民共和国政府信息公开条例》(国务院令第711号)第二十六条或《重大行政决策程序暂行条例》(国务院令第713号)第二十六条。',
      rule: 'CAT-09',
      explanation: {
        rule: 'CAT-09',
        clause: 'DB31/T 1297—2021 5.4',
        pack: 'SHANGHAI',
        packVersion: '2021-06-01',
        calendarVersion: null,
        inputs: [
          { name: '名称', value: '条例' },
          { name: '文号', value: '' },
          { name: '条款', value: '第二十六条' },
        ],
        text: '“条例”是简称，请填写全称、文号和条款，例如：《中华人民共和国政府信息公开条例》(国务院令第711号)第二十六条或《重大行政决策程序暂行条例》(国务院令第713号)第二十六条。',
      },
    });
  });

  it('refuses every alias, also in title marks and with the right number', () => {
    for (const law of lawRegister.laws) {
      const { title, docNo } = newestOf(law);
      for (const alias of law.aliases) {
        expect(checkBasis(pack, { title: `《${alias}》`, docNo, clause: '第一条' })).toMatchObject({
          code: 'RULE_VIOLATION',
          path: ['title'],
          message: expect.stringContaining(title),
        });
      }
    }
  });

  it('recognises the end of a full title as a short one', () => {
    expect(checkBasis(pack, { title: '程序暂行条例', docNo: '国务院令第713号', clause: null })).toMatchObject({
      message: expect.stringContaining('《重大行政决策程序暂行条例》(国务院令第713号)第×条'),
    });
  });

  it('refuses a registered text without its number or with another', () => {
    expect(checkBasis(pack, { ...regulation, docNo: null })).toMatchObject({
      code: 'REQUIRED',
      path: ['docNo'],
      message: '《中华人民共和国政府信息公开条例》须填写文号：国务院令第711号。',
    });
    expect(checkBasis(pack, { ...regulation, docNo: '国务院令第492号' })).toMatchObject({
      code: 'INVALID',
      path: ['docNo'],
      message: '《中华人民共和国政府信息公开条例》的文号应为“国务院令第711号”，而不是“国务院令第492号”。',
    });
  });

  it.each([
    ['政务公开管理规范', 'DB31/T 1297-2021'],
    ['政务公开管理规范', 'db31/t1297–2021'],
    ['关于全面推进政务公开工作的实施意见', '沪委办发[2017]14号'],
    ['关于全面推进政务公开工作的实施意见', '沪委办发（２０１７）14号'],
    ['《中华人民共和国政府信息公开条例》', ' 国务院令 第711号 '],
  ])('reads %s %s as the number is typed', (title, docNo) => {
    expect(checkBasis(pack, { title, docNo, clause: null })).toBeNull();
  });

  it('passes unknown full titles with a number, and asks for the number', () => {
    expect(
      checkBasis(pack, { title: '示例市高龄津贴申领办法', docNo: '示例府规〔2025〕2号', clause: '第六条' }),
    ).toBeNull();
    expect(checkBasis(pack, { title: '示例市高龄津贴申领办法', docNo: ' ', clause: '第六条' })).toMatchObject({
      code: 'REQUIRED',
      path: ['docNo'],
    });
  });

  it.each([
    ['', 'REQUIRED', 'title'],
    ['《》', 'REQUIRED', 'title'],
    ['办法', 'RULE_VIOLATION', 'title'],
    ['规'.repeat(201), 'INVALID', 'title'],
  ])('refuses the title %j', (title, code, field) => {
    expect(checkBasis(pack, { title, docNo: '示例〔2025〕1号', clause: null })).toMatchObject({
      code,
      path: [field],
      rule: 'CAT-09',
    });
  });

  it('wants a number where an article is claimed', () => {
    expect(checkBasis(pack, { ...regulation, clause: '有关条款' })).toMatchObject({
      code: 'INVALID',
      path: ['clause'],
    });
  });
});

describe('checkBasis with a register of its own', () => {
  const wording = { clauses: [], effectiveFrom: '2020-01-01', lastDay: null, endedAs: null, note: null };
  const renamed: Law = {
    id: 'renamed',
    kind: 'RULE',
    aliases: ['津贴办法'],
    versions: [
      {
        ...wording,
        version: 1,
        title: '示例市高龄津贴办法',
        docNo: '示例府规〔2020〕1号',
        lastDay: '2026-02-28',
        endedAs: 'AMENDED',
      },
      {
        ...wording,
        version: 2,
        title: '示例市老年津贴办法',
        docNo: '示例府规〔2026〕2号',
        effectiveFrom: '2026-03-01',
        clauses: ['第一条', '第二条'],
      },
    ],
  };
  const gone: Law = {
    id: 'gone',
    kind: 'RULE',
    aliases: [],
    versions: [
      {
        ...wording,
        version: 1,
        title: '示例市旧有补贴规定',
        docNo: '示例府规〔2019〕9号',
        lastDay: '2025-12-31',
        endedAs: 'REPEALED',
      },
    ],
  };
  const on = (day: string) => ({ ...pack, laws: { laws: [renamed, gone], on: day } });
  const old = { title: '示例市高龄津贴办法', docNo: '示例府规〔2020〕1号', clause: null };
  const present = { title: '示例市老年津贴办法', docNo: '示例府规〔2026〕2号', clause: '第二条第一款' };

  it('lets both wordings be cited until the older one ends, and the newer alone from then on', () => {
    expect(checkBasis(on('2026-02-28'), old)).toBeNull();
    expect(checkBasis(on('2026-02-28'), present)).toBeNull();
    expect(checkBasis(on('2026-03-01'), present)).toBeNull();
    expect(checkBasis(on('2026-03-01'), old)).toMatchObject({
      code: 'RULE_VIOLATION',
      path: ['title'],
      message: '《示例市高龄津贴办法》已由《示例市老年津贴办法》(示例府规〔2026〕2号)取代，请引用现行文本。',
    });
  });

  it('refuses the number of a wording that ended, and names the present one', () => {
    expect(checkBasis(on('2026-03-01'), { ...present, docNo: old.docNo })).toMatchObject({
      code: 'INVALID',
      path: ['docNo'],
      message: '《示例市老年津贴办法》的文号应为“示例府规〔2026〕2号”，而不是“示例府规〔2020〕1号”。',
    });
  });

  it('refuses a text that was repealed', () => {
    expect(
      checkBasis(on('2026-01-01'), { title: '示例市旧有补贴规定', docNo: '示例府规〔2019〕9号', clause: null }),
    ).toMatchObject({
      code: 'RULE_VIOLATION',
      path: ['title'],
      message: '《示例市旧有补贴规定》(示例府规〔2019〕9号)已废止，最后有效日为2025-12-31，不能再作为公开依据。',
    });
  });

  it('refuses a clause that a listed text does not have', () => {
    expect(checkBasis(on('2026-03-01'), { ...present, clause: '第三条' })).toMatchObject({
      code: 'INVALID',
      path: ['clause'],
      message: '《示例市老年津贴办法》没有“第三条”。',
    });
  });

  it('hints at the registered text for its short title', () => {
    expect(checkBasis(on('2026-03-01'), { title: '津贴办法', docNo: null, clause: '第二条' })).toMatchObject({
      message: expect.stringContaining('《示例市老年津贴办法》(示例府规〔2026〕2号)第二条'),
    });
  });
});

describe('findLaw', () => {
  it('knows full titles only', () => {
    const found = findLaw(lawRegister, '《重大行政决策程序暂行条例》');
    expect(found && newestOf(found).docNo).toBe('国务院令第713号');
    expect(findLaw(lawRegister, '条例')).toBeNull();
  });
});
