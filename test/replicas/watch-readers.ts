import { setTimeout as sleep } from 'node:timers/promises';
import type { TestApp } from '../support/test-app.js';
import { look } from './nodes.js';

export interface Watch {
  /** There is something new to read, published at a sequence. */
  add(id: string, sequence: bigint): void;
  /** One of those read most, to be withdrawn. */
  standing(): string;
  /** Resolves when so many more reads were answered. */
  moreReads(count: number): Promise<void>;
  stop(): Promise<void>;
  readonly faults: readonly string[];
  reads(): number;
  /** How many readers of one node have seen to be gone. */
  gone(): number;
}

const patience = 20_000;
const mostFaults = 20;

/** What all readers of one node have seen: a read begun later may not see less. */
interface Seen {
  sequence: bigint;
  readonly gone: Set<string>;
}

/** Readers that never rest, and hold every answer against all that was answered by the same node before they asked. */
export function watchReaders(nodes: readonly TestApp[], { each }: { readonly each: number }): Watch {
  const published: { readonly id: string; readonly sequence: bigint }[] = [];
  const faults: string[] = [];
  let reads = 0;
  const handedOut = new Set<string>();
  let running = true;

  const readOnce = async (node: TestApp, seen: Seen, turn: number): Promise<void> => {
    // Mostly the newest ones, around which things happen.
    const target = published.at(-1 - (turn % 12)) ?? published[0];
    if (target === undefined) return sleep(1);
    const before = { sequence: seen.sequence, gone: seen.gone.has(target.id) };
    const token = turn % 5 === 0 ? { at: target.sequence } : turn % 7 === 0 ? { atLeast: target.sequence } : {};
    try {
      const sight = await look(node, target.id, token);
      reads += 1;
      const what = `${target.id} at ${sight.sequence} (${JSON.stringify({ at: token.at?.toString() })})`;
      if (before.gone && sight.title !== null) faults.push(`back again: ${what}`);
      if (token.at === undefined && sight.sequence < before.sequence) faults.push(`back in time: ${what}`);
      if (token.at === undefined && sight.sequence > seen.sequence) seen.sequence = sight.sequence;
      if (sight.title === null && sight.sequence >= target.sequence) seen.gone.add(target.id);
    } catch (error) {
      // The node that has not followed yet says so; nothing else may fail.
      if (!String(error).includes('SEQUENCE_AHEAD')) faults.push(String(error));
    }
  };
  const allSeen = nodes.map((): Seen => ({ sequence: 0n, gone: new Set() }));
  const readers = nodes.flatMap((node, number) =>
    Array.from({ length: each }, async (_, offset) => {
      const seen = allSeen[number] ?? { sequence: 0n, gone: new Set() };
      for (let turn = offset * 13; running && faults.length < mostFaults; turn += 1) await readOnce(node, seen, turn);
    }),
  );
  return {
    add: (id, sequence) => published.push({ id, sequence }),
    standing: () => {
      const next = published.findLast(({ id }, place) => place < published.length - 2 && !handedOut.has(id));
      if (next === undefined) throw new Error('Nothing is left to withdraw.');
      handedOut.add(next.id);
      return next.id;
    },
    moreReads: async (count) => {
      const enough = reads + count;
      const until = performance.now() + patience;
      while (reads < enough && faults.length < mostFaults && performance.now() < until) await sleep(1);
    },
    stop: async () => {
      running = false;
      await Promise.all(readers);
    },
    faults,
    reads: () => reads,
    gone: () => Math.max(...allSeen.map((seen) => seen.gone.size)),
  };
}
