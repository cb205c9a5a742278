import { expect, it } from 'vitest';
import { explainErrors } from '../../../src/modules/rules/explain-errors.js';
import { explain, packFor } from '../../../src/modules/rules/packs.js';
import type { UserError } from '../../../src/platform/errors/user-errors.js';

const pack = packFor('SHANGHAI');

it('gives a refusal that names a rule the clause of the pack', () => {
  const error: UserError = { code: 'REQUIRED', path: ['opinion'], message: '应当写明意见。', rule: 'R-V03' };
  expect(explainErrors(pack, [error])).toEqual([
    {
      ...error,
      explanation: {
        rule: 'R-V03',
        clause: 'DB31/T 1297—2021 6.2.2',
        pack: 'SHANGHAI',
        packVersion: '2021-06-01',
        calendarVersion: null,
        inputs: [],
        text: '应当写明意见。',
      },
    },
  ]);
});

it('leaves alone what explains itself and what names no rule', () => {
  const plain: UserError = { code: 'INVALID', path: ['title'], message: '标题过长。' };
  const explained: UserError = {
    code: 'RULE_VIOLATION',
    path: [],
    message: '不得发布。',
    rule: 'R-A02',
    explanation: explain(pack, 'R-A02', { inputs: [{ name: '公开属性', value: '不予公开' }] }),
  };
  expect(explainErrors(pack, [plain, explained])).toEqual([plain, explained]);
});
