import { describe, expect, test } from 'vitest';
import { parseOptions } from '../../../src/app/console/parse-options.js';

const allowed = { single: ['login', 'name'], repeated: ['role'], flags: ['json'] };
const parse = (...args: string[]) => parseOptions(args, allowed);

describe('options', () => {
  test('are read in both forms, repeated ones in their order', () => {
    const options = parse('--login', 'x', '--name=张三 (示例)', '--role', 'EDITOR', '--json', '--role=*');
    expect(options.required('login')).toBe('x');
    expect(options.optional('name')).toBe('张三 (示例)');
    expect(options.every('role')).toEqual(['EDITOR', '*']);
    expect(options.flag('json')).toBe(true);
  });

  test('that are not given are absent', () => {
    const options = parse();
    expect([options.optional('name'), options.every('role'), options.flag('json')]).toEqual([undefined, [], false]);
    expect(() => options.required('login')).toThrow('缺少 --login (missing)。');
  });

  test('may begin with a dash where nobody can take them for another option', () => {
    expect(parse('--name=-x').required('name')).toBe('-x');
  });
});

test.each([
  [['--password', 'hunter2'], '没有选项 --password (unknown option)。'],
  [['--password=hunter2'], '没有选项 --password (unknown option)。'],
  [['-l', 'x'], '没有选项 -l (unknown option)。'],
  [['hunter2'], '只接受 --选项 值 的写法 (only --option value is understood)。'],
  [['--login', 'x', 'hunter2'], '只接受 --选项 值 的写法 (only --option value is understood)。'],
  [['--', '--login'], '只接受 --选项 值 的写法 (only --option value is understood)。'],
  [['--login', 'x', '--login', 'y'], '--login 只能给一次 (only once)。'],
  [['--login'], '--login 缺少值 (needs a value)。'],
  [['--login='], '--login 缺少值 (needs a value)。'],
  [['--login', '--name', 'x'], '--login 缺少值；以 - 开头的值请写成 --login=值 (needs a value)。'],
  [['--json=yes'], '--json 不带值 (takes no value)。'],
  [['--json', '--__proto__', 'x'], '没有选项 --__proto__ (unknown option)。'],
])('%o is refused, and no value of it is repeated', (args, sentence) => {
  expect(() => parse(...args)).toThrow(sentence);
});
