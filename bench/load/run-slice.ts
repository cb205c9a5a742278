import { setTimeout as sleep } from 'node:timers/promises';
import { seededNumbers } from '../store/random.js';
import { Connection, postBytes } from './connection.js';

export interface SliceOrder {
  readonly port: number;
  readonly path: string;
  /** JSON bodies; each connection takes one after the other by chance of the seed. */
  readonly questions: readonly string[];
  readonly connections: number;
  readonly milliseconds: number;
  readonly seed: number;
}

export interface SliceResult {
  readonly answers: number;
  /** From the first question to the last answer. */
  readonly seconds: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Asks on all connections at once until the time is over; what is on its way then is waited for. */
export async function runSlice(order: SliceOrder): Promise<SliceResult> {
  const bytes = order.questions.map((question) => postBytes(order.path, question));
  const open = await Promise.all(Array.from({ length: order.connections }, () => Connection.open(order.port)));
  const times: number[] = [];
  // Whatever opening the connections has set off is over.
  await sleep(20);
  const began = performance.now();
  const end = began + order.milliseconds;
  try {
    await Promise.all(
      open.map(async (connection, index) => {
        const next = seededNumbers(order.seed * 1_000 + index);
        for (let now = performance.now(); now < end; ) {
          const question = bytes[next(bytes.length)];
          if (question === undefined) return;
          await connection.ask(question);
          const later = performance.now();
          times.push(later - now);
          now = later;
        }
      }),
    );
  } finally {
    for (const connection of open) connection.close();
  }
  const seconds = (performance.now() - began) / 1_000;
  times.sort((left, right) => left - right);
  return { answers: times.length, seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

/** Of numbers in order; 0 of none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
