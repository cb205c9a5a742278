import { expect, test } from 'vitest';
import { CheckedTexts } from '../../../src/platform/graphql/checked-texts.js';
import { publicLimits } from '../../../src/platform/graphql/operation-limits.js';

test('a text that passed is read once, one that did not is refused each time', () => {
  const texts = new CheckedTexts({ ...publicLimits, depth: 2 });
  const document = texts.check('{ a { b } }');
  expect(document?.kind).toBe('Document');
  expect(texts.check('{ a { b } }')).toBe(document);
  expect(texts.check('{ a {')).toBeNull();
  for (let time = 0; time < 2; time += 1) {
    expect(() => texts.check('{ a { b { c } } }')).toThrow('depth 3, allowed 2');
    expect(() => texts.check('{ a(b: "\\u0000") }')).toThrow('U+0000');
  }
});
