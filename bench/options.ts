import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const benchParts = ['reads', 'cached', 'publish', 'catalogue'] as const;
export type BenchPart = (typeof benchParts)[number];

export interface BenchOptions {
  /** How many disclosures the scratch store holds. */
  readonly size: number;
  readonly rounds: number;
  /** Length of one slice, in milliseconds. */
  readonly slice: number;
  readonly connections: number;
  /** How many different records are asked for. */
  readonly keys: number;
  readonly parts: readonly BenchPart[];
  /** Whether the table goes into the README. */
  readonly write: boolean;
  /** Where the scratch stores are kept from run to run. */
  readonly dataDir: string;
}

export const benchUsage = `npm run bench -- [--size 100000] [--rounds 5] [--slice 1000] [--connections 16] [--keys 2000]
  [--only ${benchParts.join(',')}] [--data-dir DIR] [--write]`;

/** Errors: one sentence for a wrong option. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '5' },
      slice: { type: 'string', default: '1000' },
      connections: { type: 'string', default: '16' },
      keys: { type: 'string', default: '2000' },
      only: { type: 'string', default: benchParts.join(',') },
      'data-dir': { type: 'string', default: join(tmpdir(), 'tongyuan-bench') },
      write: { type: 'boolean', default: false },
    },
  });
  return {
    size: within('size', values.size, [300, 5_000_000]),
    rounds: within('rounds', values.rounds, [1, 50]),
    slice: within('slice', values.slice, [50, 1_000]),
    connections: within('connections', values.connections, [1, 200]),
    keys: within('keys', values.keys, [1, 20_000]),
    parts: values.only.split(',').map(partOf),
    write: values.write,
    dataDir: resolve(values['data-dir']),
  };
}

function partOf(name: string): BenchPart {
  const part = benchParts.find((one) => one === name);
  if (part === undefined) throw new Error(`--only takes ${benchParts.join(', ')}, separated by commas.`);
  return part;
}

function within(name: string, text: string, [least, most]: readonly [number, number]): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} takes a whole number from ${least} to ${most}.`);
}
