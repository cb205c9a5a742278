import type { CatalogueResult } from '../catalogue/catalogue-result.js';
import type { PublishResult } from '../publish/publish-throughput.js';
import type { Work } from '../servers/contestant.js';
import { decimals, markdownTable } from './markdown-table.js';
import { printReads } from './print-reads.js';
import type { ReadRow } from './read-rows.js';

export interface Report {
  /** When, on what machine, how long. */
  readonly circumstances: string;
  readonly reads: readonly ReadRow[];
  readonly cached: readonly ReadRow[];
  readonly publish: PublishResult | null;
  readonly catalogue: CatalogueResult | null;
  /** Why PostGraphile is not in the table; null where it is. */
  readonly withoutPostgraphile: string | null;
}

const workLabels: Readonly<Record<Work, string>> = {
  one: 'one disclosure by id with text, body and item',
  newest: 'the 20 newest of a body with body and item',
};

export function printReport(report: Report): string {
  const parts = [report.circumstances, ''];
  for (const work of ['one', 'newest'] as const) {
    parts.push(...printReads(workLabels[work], rowsOf(report.reads, work)));
    parts.push(
      ...printReads(`${workLabels[work]}, cache on, one publication a second meanwhile`, rowsOf(report.cached, work)),
    );
  }
  if (report.withoutPostgraphile !== null) {
    parts.push(`PostGraphile is missing, since it could not be installed: ${report.withoutPostgraphile}`, '');
  }
  const others = [...publishLines(report.publish), ...catalogueLines(report.catalogue)];
  if (others.length > 0) parts.push(markdownTable(['what', 'measured', 'goal'], others), '');
  return parts.join('\n').trimEnd();
}

function rowsOf(rows: readonly ReadRow[], work: Work): readonly ReadRow[] {
  return rows.filter((row) => row.work === work);
}

function publishLines(publish: PublishResult | null): string[][] {
  if (publish === null) return [];
  const { published, clients, perSecond, p50, p99, cost, elsewhere } = publish;
  return [
    [
      `publications/s, ${clients} editors, ${published} drafts`,
      `${decimals(perSecond, 0)} (p50 ${decimals(p50, 1)} ms, p99 ${decimals(p99, 1)} ms)`,
      '≥ 300',
    ],
    [
      'CPU ms of one publication: server + PostgreSQL',
      `${decimals(cost.serverCpu, 2)} + ${decimals(cost.postgresCpu, 2)}, ${decimals(cost.statements, 0)} statements`,
      '',
    ],
    [
      "from the editor's answer until another node shows it, p50, p99",
      `${decimals(elsewhere.p50, 1)}, ${decimals(elsewhere.p99, 1)} ms`,
      '< 100 ms',
    ],
  ];
}

function catalogueLines(catalogue: CatalogueResult | null): string[][] {
  if (catalogue === null) return [];
  const both = ({ p50, p99 }: { p50: number; p99: number }): string => `${decimals(p50, 2)}, ${decimals(p99, 2)} ms`;
  const { divisions, items, facts } = catalogue;
  const size = `${items} items, ${divisions} divisions, ${facts} facts`;
  return [
    [`first page of a town (50 items), p50, p99; ${size}`, both(catalogue.firstPage), '< 5 ms p99'],
    ['the same page again, p50, p99', both(catalogue.again), ''],
    ['an edit of the city commits, p50, p99', both(catalogue.edit), '< 20 ms'],
    ['rows of it in catalogue tables', String(catalogue.rowsOfEdit), '≤ 3'],
    ['items and divisions it affected are found, p50, p99', both(catalogue.affected), '< 50 ms'],
    ['from the commit until every division reads it, p50, p99', both(catalogue.advance), ''],
    ['the first page of a town read after it, p50, p99', both(catalogue.pageAfterEdit), ''],
    ['resident catalogue loads in', `${decimals(catalogue.load / 1_000, 2)} s`, '< 2 s'],
    [
      'memory of it, after every town was read',
      `${decimals(catalogue.memory, 0)} MiB, ${decimals(catalogue.memoryAfterReads, 0)} MiB`,
      '< 150 MB',
    ],
  ];
}
