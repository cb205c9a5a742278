import { parseArgs } from 'node:util';
import { ConsoleFault } from './console-fault.js';

export interface AllowedOptions {
  /** Take a value, at most once. */
  readonly single?: readonly string[];
  /** Take a value, any number of times. */
  readonly repeated?: readonly string[];
  /** Take none. */
  readonly flags?: readonly string[];
}

export interface Options {
  /** Refuses where it was not given. */
  required(name: string): string;
  optional(name: string): string | undefined;
  /** In the order they were given. */
  every(name: string): readonly string[];
  flag(name: string): boolean;
}

/** Reads `--name value` and `--name=value`. Nothing else is let through: a typing error must not do half of something. */
export function parseOptions(args: readonly string[], allowed: AllowedOptions): Options {
  const { single = [], repeated = [], flags = [] } = allowed;
  const takesValue = [...single, ...repeated];
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(takesValue.map((name) => [name, { type: 'string' as const, multiple: true }])),
      ...Object.fromEntries(flags.map((name) => [name, { type: 'boolean' as const }])),
    },
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    // Its text is not repeated: it may be a password that strayed.
    if (token.kind !== 'option')
      throw new ConsoleFault('只接受 --选项 值 的写法 (only --option value is understood)。');
    const given = values.get(token.name) ?? [];
    if (flags.includes(token.name)) {
      if (token.inlineValue === true) throw new ConsoleFault(`${token.rawName} 不带值 (takes no value)。`);
    } else if (!takesValue.includes(token.name)) {
      throw new ConsoleFault(`没有选项 ${token.rawName} (unknown option)。`);
    } else if (given.length > 0 && single.includes(token.name)) {
      throw new ConsoleFault(`${token.rawName} 只能给一次 (only once)。`);
    }
    values.set(token.name, [...given, takesValue.includes(token.name) ? valueOf(token) : '']);
  }
  const every = (name: string): readonly string[] => values.get(name) ?? [];
  return {
    required: (name) => {
      const [value] = every(name);
      if (value === undefined) throw new ConsoleFault(`缺少 --${name} (missing)。`);
      return value;
    },
    optional: (name) => every(name)[0],
    every,
    flag: (name) => values.has(name),
  };
}

function valueOf(token: { rawName: string; value: string | undefined; inlineValue: boolean | undefined }): string {
  const { rawName, value, inlineValue } = token;
  if (value === undefined || value === '') throw new ConsoleFault(`${rawName} 缺少值 (needs a value)。`);
  if (inlineValue === false && value.startsWith('-')) {
    throw new ConsoleFault(`${rawName} 缺少值；以 - 开头的值请写成 ${rawName}=值 (needs a value)。`);
  }
  return value;
}
