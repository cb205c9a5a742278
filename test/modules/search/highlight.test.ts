import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markFragments, markWhole } from '../../../src/modules/search/highlight.js';
import { foldTerms } from '../../../src/platform/text/fold-text.js';

describe('markWhole', () => {
  it.each([
    ['政务公开标准', ['务公'], '政<em>务公</em>开标准'],
    ['政务公开标准', ['政务', '务公', '标准'], '<em>政务公</em>开<em>标准</em>'],
    ['第①条', ['1'], '第<em>①</em>条'],
    ['𠮷林𠮷', ['𠮷'], '<em>𠮷</em>林<em>𠮷</em>'],
    ['a<b', ['b'], 'a&lt;<em>b</em>'],
    ['WIFI覆盖', ['wifi'], '<em>WIFI</em>覆盖'],
    ['没有', ['词'], null],
    ['没有', [], null],
  ])('%s, %j', (text, terms, html) => {
    expect(markWhole(text, terms)).toBe(html);
  });
});

describe('markFragments', () => {
  it('gives the first places with text around them, at most as many as asked for', () => {
    const text = `${'甲'.repeat(100)}词${'乙'.repeat(100)}词${'丙'.repeat(100)}词`;
    expect(markFragments(text, ['词'], 2)).toEqual([
      `${'甲'.repeat(40)}<em>词</em>${'乙'.repeat(40)}`,
      `${'乙'.repeat(40)}<em>词</em>${'丙'.repeat(40)}`,
    ]);
    expect(markFragments(text, ['没'], 2)).toEqual([]);
  });

  it('finds a word across the border of two windows', () => {
    for (let before = 1_980; before < 2_010; before += 1) {
      expect(markFragments(`${'甲'.repeat(before)}独角兽`, ['独角兽'], 3)).toEqual([
        `${'甲'.repeat(40)}<em>独角兽</em>`,
      ]);
    }
  });

  it('is safe HTML with nothing but em, well-formed, whatever the text', () => {
    const unit = fc.constantFrom(...Array.from('<>&"\'甲𠮷词a em/é\u0301①'));
    const text = fc.array(unit, { maxLength: 400 }).map((units) => units.join(''));
    fc.assert(
      fc.property(text, fc.array(unit, { minLength: 1, maxLength: 3 }), (whole, units) => {
        const terms = foldTerms(units.join(''));
        for (const html of markFragments(whole, terms, 3)) {
          expect(html).toContain('<em>');
          expect(html.isWellFormed()).toBe(true);
          const plain = html.replace(/<em>([^<]*)<\/em>/gu, '$1');
          expect(plain).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/u);
        }
      }),
    );
  });
});
