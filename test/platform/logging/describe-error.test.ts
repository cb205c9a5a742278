import { expect, test } from 'vitest';
import { describeError } from '../../../src/platform/logging/describe-error.js';

function refused(): Error {
  return Object.assign(new Error("insert into draft (title) values ('秘密') - duplicate key"), {
    code: '23505',
    severity: 'ERROR',
    detail: 'Key (title)=(秘密) already exists.',
    where: '秘密',
    table: 'draft',
    constraint: 'draft_pkey',
    query: '秘密',
  });
}

test('a refused statement is told by its code and place, never by what it held, however deep it is wrapped', () => {
  for (const error of [refused(), new Error('秘密 failed', { cause: new Error('秘密', { cause: refused() }) })]) {
    const told = describeError(error);
    expect(told).toMatchObject({
      type: 'Error',
      message: 'The database refused a statement (23505).',
      code: '23505',
      table: 'draft',
      constraint: 'draft_pkey',
      stack: expect.stringContaining('describe-error.test'),
    });
    expect(JSON.stringify(told)).not.toContain('秘密');
  }
});

test('every other error stays as it is, with its cause', () => {
  const told = describeError(
    new TypeError('broken', { cause: Object.assign(new Error('lost'), { code: 'ECONNRESET' }) }),
  );
  expect(told).toMatchObject({
    type: 'TypeError',
    message: 'broken: lost',
    stack: expect.stringContaining('caused by'),
  });
  expect(describeError('text')).toBe('text');
});
