import { expect, test } from 'vitest';
import {
  citedEntries,
  plainEntryNo,
  unknownEntryFaults,
} from '../../../../src/modules/content/attribute/cited-entries.js';
import { packFor } from '../../../../src/modules/rules/packs.js';

test.each([
  ['负面清单第3项', ['3']],
  ['依据《普陀区政府信息公开负面清单》第3项、第４项和第（五）项', ['3', '4', '(五)']],
  ['《条例》第十六条，负面清单第1项，《条例》第十七条', ['1']],
  ['负面清单第1项，条例第十六条', ['1']],
  ['属于负面清单的情形；《条例》第十六条', []],
  ['负面清单的情形，见《条例》第十六条', []],
  [null, []],
])('%s', (reason, expected) => {
  expect(citedEntries(reason)).toEqual(expected);
});

test('a number is compared as the list has it, whatever stands around it', () => {
  expect(['1', ' 1 ', '（一）', '一、', '第1项'].map(plainEntryNo)).toEqual(['1', '1', '一', '一', '1']);
});

test('POW-05 an entry that no list has is refused with those that are there, and only where the pack asks for it', () => {
  const ask = (reason: string, entries: readonly string[], pack = 'SHANGHAI') =>
    unknownEntryFaults(packFor(pack), { attribute: 'NOT_DISCLOSED', reason, entries: new Set(entries) });
  expect(ask('负面清单第99项', ['1', '2'])).toMatchObject([
    {
      code: 'RULE_VIOLATION',
      path: ['reason'],
      rule: 'POW-05',
      message: '所引用的负面清单条目不存在：第99项；已发布的负面清单条目为1、2。',
      explanation: { rule: 'POW-05', inputs: [{ value: '不予公开' }, { value: '负面清单第99项' }] },
    },
  ]);
  expect(ask('负面清单第1项', []).map(({ message }) => message)).toEqual([
    '所引用的负面清单条目不存在：第1项；没有已发布的负面清单。',
  ]);
  expect(ask('负面清单第（1）项', ['1'])).toEqual([]);
  expect(ask('内部讨论', [])).toEqual([]);
  expect(ask('负面清单第99项', ['1'], 'NATIONAL_BASE')).toEqual([]);
});
