import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { ConsoleFault } from './console-fault.js';

export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Questions; never what is typed. */
  ask(text: string): void;
}

/** Twice on a terminal, without an echo; the first line of anything else. */
export async function readPassword(terminal: Terminal): Promise<string> {
  const typed = terminal.input.isTTY === true;
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: terminal.input, output, terminal: typed, historySize: 0 });
  const lines = linesOf(reader);
  try {
    if (!typed) return await nextLine(lines, '标准输入中没有密码 (no password on standard input)。');
    terminal.ask('密码 password: ');
    const first = await nextLine(lines, '已取消 (cancelled)。');
    terminal.ask('\n再次输入 again: ');
    const second = await nextLine(lines, '已取消 (cancelled)。');
    if (first !== second) throw new ConsoleFault('两次输入的密码不一致 (they differ)。');
    return first;
  } finally {
    if (typed) terminal.ask('\n');
    reader.close();
  }
}

/** Lines wait until they are asked for: both may be pasted at once. The terminal is in raw mode: Ctrl-C only says so. */
function linesOf(reader: Interface): AsyncIterator<string> {
  reader.on('SIGINT', () => reader.close());
  return reader[Symbol.asyncIterator]();
}

async function nextLine(lines: AsyncIterator<string>, otherwise: string): Promise<string> {
  const { done, value } = await lines.next();
  if (done === true || value === '') throw new ConsoleFault(otherwise);
  return value;
}
