import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { selectsAtRoot } from '../../../src/platform/graphql/selects-at-root.js';

test.each([
  ['{ search { totalCount } }', true],
  ['{ other { id } hits: search { totalCount } }', true],
  ['{ ... on Query { ...a } } fragment a on Query { ...b } fragment b on Query { search { totalCount } }', true],
  ['query one { other } query two { search { totalCount } }', true],
  ['{ search: other { id } }', false],
  ['{ other { search } }', false],
  ['{ ...a } fragment a on Query { ...b } fragment b on Query { ...a other }', false],
  ['{ ...missing }', false],
  ['fragment a on Query { search { totalCount } }', false],
])('%s: %s', (text, answer) => {
  expect(selectsAtRoot(parse(text), 'search')).toBe(answer);
});
