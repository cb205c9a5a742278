import type { Cost } from '../measure/meter.js';
import type { ContestantName } from '../servers/contestant.js';
import { decimals, markdownTable } from './markdown-table.js';
import type { ReadRow } from './read-rows.js';

/** One table of one kind of work; ratios as smallest / median / largest. */
export function printReads(title: string, rows: readonly ReadRow[]): string[] {
  if (rows.length === 0) return [];
  const named: readonly ContestantName[] = ['limit', 'static', 'PostGraphile 5'];
  const references = named.filter((name) => rows.some((row) => row.name === name));
  const [main] = references;
  const mainCost = rows.find((row) => row.name === main)?.cost;
  const head = ['server', 'answers/s', 'p50 ms', 'p99 ms', ...references.map((name) => `× ${name}`)];
  const costs = ['CPU ms: server + PostgreSQL', `× ${main} by CPU`, 'statements', 'memory MiB'];
  const lines = rows.map((row) => [
    row.name,
    decimals(row.rate.median, 0),
    decimals(row.p50.median, 1),
    decimals(row.p99.median, 1),
    ...references.map((name) => ratio(row, name)),
    `${decimals(row.cost.serverCpu, 3)} + ${decimals(row.cost.postgresCpu, 3)}`,
    decimals((mainCost === undefined ? Number.NaN : cpuOf(mainCost)) / cpuOf(row.cost), 2),
    decimals(row.cost.statements, 1),
    decimals(row.resident, 0),
  ]);
  return [`**${title}**`, '', markdownTable([...head, ...costs], lines), ''];
}

function cpuOf({ serverCpu, postgresCpu }: Cost): number {
  return serverCpu + postgresCpu;
}

function ratio({ ratios }: ReadRow, reference: ContestantName): string {
  const spread = ratios.get(reference);
  if (spread === undefined) return '–';
  return [spread.min, spread.median, spread.max].map((value) => decimals(value, 2)).join(' / ');
}
