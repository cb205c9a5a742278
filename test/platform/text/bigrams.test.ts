import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termGrams, textGrams } from '../../../src/platform/text/bigrams.js';
import { foldTerms, foldText } from '../../../src/platform/text/fold-text.js';

describe('bigrams', () => {
  it('are single characters and pairs of neighbours, each once, as 32-bit numbers', () => {
    expect(textGrams('政务政务')).toHaveLength(2 + 2);
    expect(textGrams('政 务')).toEqual(['政'.codePointAt(0), '务'.codePointAt(0)]);
    expect(textGrams('政\n务')).toEqual(textGrams('政 务'));
    expect(textGrams('')).toEqual([]);
    for (const gram of textGrams('同源一致𠮷')) expect(gram).toBe(gram | 0);
  });

  it('of a word are its pairs, or the character itself', () => {
    expect(termGrams('公')).toEqual(['公'.codePointAt(0)]);
    expect(termGrams('𠮷')).toEqual(['𠮷'.codePointAt(0)]);
    expect(termGrams('政务公开')).toHaveLength(3);
    expect(termGrams('')).toEqual([]);
    expect(termGrams('政务 公')).toEqual([...termGrams('政务'), ...termGrams('公')]);
  });

  it('the order of a pair matters', () => {
    expect(termGrams('政务')).not.toEqual(termGrams('务政'));
  });

  it('a text has every key of every word that stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat({ max: 6 }), (text, from, length) => {
        const folded = foldText(text);
        const points = Array.from(folded);
        const start = points.length === 0 ? 0 : from % points.length;
        const grams = new Set(textGrams(folded));
        for (const term of foldTerms(points.slice(start, start + length).join(''))) {
          if (!folded.includes(term)) continue;
          for (const gram of termGrams(term)) expect(grams.has(gram)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
