import type { CatalogueResult } from '../catalogue/catalogue-result.js';
import type { Spread } from '../measure/summary.js';
import type { PublishResult } from '../publish/publish-throughput.js';
import type { ContestantName, Work } from '../servers/contestant.js';
import { decimals, markdownTable } from './markdown-table.js';
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

const readHead = [
  'server',
  'answers/s',
  'p50 ms',
  'p99 ms',
  '× limit',
  '× static',
  '× PostGraphile',
  'CPU ms: server + PostgreSQL',
  'statements',
  'memory MiB',
];

export function printReport(report: Report): string {
  const parts = [report.circumstances, ''];
  for (const work of ['one', 'newest'] as const) {
    parts.push(...readPart(workLabels[work], rowsOf(report.reads, work)));
    parts.push(
      ...readPart(`${workLabels[work]}, cache on, one publication a second meanwhile`, rowsOf(report.cached, work)),
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

function readPart(title: string, rows: readonly ReadRow[]): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map((row) => [
    row.name,
    decimals(row.rate.median, 0),
    decimals(row.p50.median, 1),
    decimals(row.p99.median, 1),
    ratio(row, 'limit'),
    ratio(row, 'static'),
    ratio(row, 'PostGraphile 5'),
    `${decimals(row.serverCpu, 3)} + ${decimals(row.postgresCpu, 3)}`,
    decimals(row.statements, 1),
    decimals(row.resident, 0),
  ]);
  return [`**${title}**`, '', markdownTable(readHead, lines), ''];
}

function ratio({ ratios }: ReadRow, reference: ContestantName): string {
  const spread: Spread | undefined = ratios.get(reference);
  if (spread === undefined) return '–';
  return `${decimals(spread.min, 2)} / ${decimals(spread.median, 2)} / ${decimals(spread.max, 2)}`;
}

function publishLines(publish: PublishResult | null): string[][] {
  if (publish === null) return [];
  const { published, clients, perSecond, p50, p99, serverCpu, postgresCpu, statements } = publish;
  return [
    [
      `publications/s, ${clients} editors, ${published} drafts`,
      `${decimals(perSecond, 0)} (p50 ${decimals(p50, 1)} ms, p99 ${decimals(p99, 1)} ms)`,
      '≥ 300',
    ],
    [
      'CPU ms of one publication: server + PostgreSQL',
      `${decimals(serverCpu, 2)} + ${decimals(postgresCpu, 2)}, ${decimals(statements, 0)} statements`,
      '',
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
    ['from the commit until every division reads it, p50, p99', both(catalogue.advance), ''],
    ['resident catalogue loads in', `${decimals(catalogue.load / 1_000, 2)} s`, '< 2 s'],
    [
      'memory of it, after every town was read',
      `${decimals(catalogue.memory, 0)} MiB, ${decimals(catalogue.memoryAfterReads, 0)} MiB`,
      '< 150 MB',
    ],
  ];
}
