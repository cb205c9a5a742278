import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldNumber, foldTerms, foldText, foldWithOffsets } from '../../../src/platform/text/fold-text.js';

describe('foldText', () => {
  it.each([
    ['2026年第1号', '2026年第1号'],
    ['ABC ｶﾞ', 'abc ガ'],
    ['沪府发〔2026〕1号', '沪府发[2026]1号'],
    ['沪府发(2026)1号', '沪府发[2026]1号'],
    ['沪府发\uff08２０２６\uff091号', '沪府发[2026]1号'],
    ['沪府发【2026】1号', '沪府发[2026]1号'],
    ['甲\u3000\n乙\t丙', '甲 乙 丙'],
    ['𠮷野家', '𠮷野家'],
    ['ΟΔΟΣ', 'οδοσ'],
  ])('%j is %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('folding again changes nothing', () => {
    const again = fc.property(fc.string(), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    });
    fc.assert(again, { numRuns: 500 });
  });
});

it('foldNumber has no spaces', () => {
  expect(foldNumber(' 沪府发 〔2026〕 1 号 ')).toBe('沪府发[2026]1号');
});

it('foldTerms parts at white space and keeps each word once', () => {
  expect(foldTerms('  政务\u3000公开 政务 ABC abc ')).toEqual(['政务', '公开', 'abc']);
  expect(foldTerms(' \n ')).toEqual([]);
});

it.each([
  ['"Wi-Fi  覆盖" 政务', ['wi-fi 覆盖', '政务']],
  ['“ 一网通办 ”\u3000"a b"', ['一网通办', 'a b']],
  ['\uff02甲 乙\uff02', ['甲 乙']],
  ['政务服务“一网通办”线下', ['政务服务“一网通办”线下']],
  ['"甲 乙', ['"甲', '乙']],
  ['5" 屏 "甲"乙', ['5"', '屏', '"甲"乙']],
  ['"" “ ”', []],
])('foldTerms keeps a phrase in quotation marks together: %s', (query, terms) => {
  expect(foldTerms(query)).toEqual(terms);
});

describe('foldWithOffsets', () => {
  it('leads back to the characters as written', () => {
    const text = '第①条 ㎡';
    const { folded, starts, ends } = foldWithOffsets(text);
    expect(folded).toBe('第1条 m2');
    expect(text.slice(starts[1], ends[1])).toBe('①');
    expect(text.slice(starts[5], ends[5])).toBe('㎡');
  });

  it('folds as foldText does', () => {
    const characters = fc.constantFrom(...Array.from('政务公开〔〕()ABc1２ ｶﾞé\u0301①㎡𠮷한 \n'));
    fc.assert(
      fc.property(fc.array(characters), (list) => {
        const text = list.join('');
        const { folded, starts, ends } = foldWithOffsets(text);
        expect(folded).toBe(foldText(text));
        expect(starts).toHaveLength(folded.length);
        expect(ends).toHaveLength(folded.length);
      }),
      { numRuns: 500 },
    );
  });
});
