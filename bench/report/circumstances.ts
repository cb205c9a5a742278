import { cpus, loadavg, totalmem } from 'node:os';
import { systemClock } from '../../src/platform/clock/clock.js';
import { printInstant } from '../../src/platform/graphql/scalars.js';
import type { Database } from '../../src/platform/db/database.js';
import type { BenchOptions } from '../options.js';

/** What else ran on the machine, as the mean number of processes over the last minute; to be asked before the bench. */
export function otherLoad(): number {
  return loadavg()[0] ?? 0;
}

/** What somebody must know to measure the same again; the machine by its make, not by its name. */
export async function circumstances(db: Database, options: BenchOptions, load: number): Promise<string> {
  const day = printInstant(systemClock.now()).slice(0, 10);
  const cores = cpus();
  const machine = `${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const [server] = await db.sql<{ server_version: string }>('show server_version');
  const versions = `Node ${process.versions.node}, PostgreSQL ${server?.server_version ?? '–'}`;
  const { size, rounds, slice, connections, keys } = options;
  return (
    `${day}, ${machine}, ${versions}; ${size} disclosures, ${keys} of them asked for, ${connections} connections, ` +
    `${rounds} rounds of ${slice} ms slices, load average ${load.toFixed(1)} before. Ratios are of the same round: smallest / median / largest.`
  );
}
