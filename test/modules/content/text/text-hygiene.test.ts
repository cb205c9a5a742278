import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseUncleanText } from '../../../../src/modules/content/text/text-hygiene.js';

describe('refuseUncleanText', () => {
  it('lets every well-formed text without control characters pass, tab and line feed included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const value = { list: [`${text}\n\t`], none: null, number: 1 };
        expect(() => refuseUncleanText(value)).not.toThrow();
      }),
    );
    expect(() => refuseUncleanText('𠮷\u{2F800}\u200d\ufeff é')).not.toThrow();
  });

  it.each([
    [{ a: ['x', { b: '\u0000' }] }, ['a', '1', 'b']],
    ['\ud83d', []],
    [{ a: '\udc00x' }, ['a']],
    [{ a: '\r\n' }, ['a']],
    [{ a: '\u0085' }, ['a']],
    [{ '\u0000': 'x' }, []],
  ])('refuses %j and says where', (value, path) => {
    expect(() => refuseUncleanText(value)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST', details: { path } }));
  });
});
