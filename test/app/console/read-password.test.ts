import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { readPassword } from '../../../src/app/console/read-password.js';

/** A terminal as Node gives it: in raw mode it echoes nothing by itself. */
function terminal() {
  const modes: boolean[] = [];
  const asked: string[] = [];
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (on: boolean) => modes.push(on) });
  return { modes, asked, input, read: () => readPassword({ input, ask: (text) => void asked.push(text) }) };
}

function piped(text: string): Promise<string> {
  const input = new PassThrough();
  input.end(text);
  return readPassword({ input, ask: () => expect.unreachable('a pipe is asked nothing') });
}

test('is asked for twice on a terminal, without an echo', async () => {
  const { modes, asked, input, read } = terminal();
  const password = read();
  input.write('秘密的 passwordX\x7f\r');
  input.write('秘密的 password\r');
  expect(await password).toBe('秘密的 password');
  expect(asked.join('')).toBe('密码 password: \n再次输入 again: \n');
  expect(modes).toEqual([true, false]);
});

test('may be pasted twice at once', async () => {
  const { input, read } = terminal();
  input.write('a long password\ra long password\r');
  expect(await read()).toBe('a long password');
});

test.each([
  ['one\rother\r', '两次输入的密码不一致 (they differ)。'],
  ['\r', '已取消 (cancelled)。'],
  ['half\x03', '已取消 (cancelled)。'],
  ['\x04', '已取消 (cancelled)。'],
])('%j on a terminal is refused, and the terminal is given back', async (typed, sentence) => {
  const { modes, input, read } = terminal();
  const password = read();
  input.write(typed);
  await expect(password).rejects.toThrow(sentence);
  expect(modes).toEqual([true, false]);
});

test('is the first line of what is piped in', async () => {
  expect(await piped('first line\r\nsecond line\n')).toBe('first line');
  expect(await piped('没有换行')).toBe('没有换行');
  await expect(piped('')).rejects.toThrow('标准输入中没有密码 (no password on standard input)。');
  await expect(piped('\nlater')).rejects.toThrow('标准输入中没有密码 (no password on standard input)。');
});
