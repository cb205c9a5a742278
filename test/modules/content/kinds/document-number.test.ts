import { describe, expect, it } from 'vitest';
import { documentGenres, normaliseGenre } from '../../../../src/modules/content/kinds/document-genre.js';
import { normaliseDocumentNumber } from '../../../../src/modules/content/kinds/document-number.js';

describe('normaliseDocumentNumber', () => {
  it.each([
    '沪府规〔2025〕2号',
    '沪府规[2025]2号',
    '沪府规(2025)2号',
    '沪府规\uff082025\uff092号',
    '沪府规【2025】2号',
    '沪府规\uff3b2025\uff3d2号',
    ' 沪府规 〔2025〕 第02号 ',
    '沪府规〔\uff12\uff10\uff12\uff15〕\uff12号',
  ])('writes %s in the one form', (text) => {
    expect(normaliseDocumentNumber(text)).toBe('沪府规〔2025〕2号');
  });

  it('keeps orders and serial notices', () => {
    expect(normaliseDocumentNumber('上海市人民政府令第12号')).toBe('上海市人民政府令第12号');
    expect(normaliseDocumentNumber('示例区人民政府公告2026年 第 3 号')).toBe('示例区人民政府公告2026年第3号');
  });

  it.each(['', '2号', '〔2025〕2号', '沪府规2025-2', '沪府规〔25〕2号', '沪府规〔2025〕号'])('refuses %j', (text) => {
    expect(normaliseDocumentNumber(text)).toBeNull();
  });
});

describe('normaliseGenre', () => {
  it('knows fifteen kinds by name and identifier', () => {
    expect(documentGenres).toHaveLength(15);
    expect(documentGenres.map(normaliseGenre)).toEqual(documentGenres);
    expect(['NOTICE', '会议纪要', '令', '命令(令)', ' 函 '].map(normaliseGenre)).toEqual([
      '通知',
      '纪要',
      '命令',
      '命令',
      '函',
    ]);
    expect(['公示', '', 'constructor', '__proto__'].map(normaliseGenre)).toEqual([null, null, null, null]);
  });
});
