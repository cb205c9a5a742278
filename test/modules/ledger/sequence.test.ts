import { expect, it } from 'vitest';
import { parseSequence } from '../../../src/modules/ledger/sequence.js';

it.each<[string, bigint | null]>([
  ['0', 0n],
  ['42', 42n],
  ['9223372036854775807', 9_223_372_036_854_775_807n],
  ['9223372036854775808', null],
  ['99999999999999999999', null],
  ['-1', null],
  ['01', null],
  ['1.0', null],
  ['1e3', null],
  [' 1', null],
  ['', null],
])('parseSequence(%j)', (text, sequence) => {
  expect(parseSequence(text)).toBe(sequence);
});
