import { seedActor } from '../../seeds/seed-actor.js';
import { advanceCatalogue } from '../../src/modules/catalogue/advance-catalogue.js';
import { findAffected } from '../../src/modules/catalogue/affected/find-affected.js';
import type { Catalogue } from '../../src/modules/catalogue/catalogue.js';
import { loadCatalogue } from '../../src/modules/catalogue/load-catalogue.js';
import { overrideField } from '../../src/modules/catalogue/override-field.js';
import { loadDirectory } from '../../src/modules/jurisdictions/load-directory.js';
import { listEntries } from '../../src/modules/ledger/list-entries.js';
import { readHead } from '../../src/modules/ledger/read-head.js';
import type { Sequence } from '../../src/modules/ledger/sequence.js';
import type { Database } from '../../src/platform/db/database.js';
import { quantile } from '../load/run-slice.js';
import type { CatalogueResult } from './catalogue-result.js';
import { cityCode } from './fill-catalogue.js';

const pageSize = 50;
const edits = 600;
/** Edits that open the connection and let its statements be prepared; not counted, as with any server that runs. */
const warmUp = 40;

/** Loads the catalogue, reads the first page of every town, then edits the city's fields one after the other. */
export async function measureCatalogue(db: Database): Promise<CatalogueResult> {
  const { sequence } = await readHead(db);
  const directory = await loadDirectory(db, sequence);
  const before = usedMemory();
  const began = performance.now();
  const catalogue = await loadCatalogue(db, directory, sequence);
  const load = performance.now() - began;
  const memory = usedMemory() - before;
  const towns = directory.divisions().filter((division) => division.level === 'STREET');
  const first: number[] = [];
  const again: number[] = [];
  for (const { code } of towns) {
    first.push(timed(() => readPage(catalogue, code)));
    again.push(timed(() => readPage(catalogue, code)));
  }
  const memoryAfterReads = usedMemory() - before;
  const [counted] = await db.sql<{ items: number; facts: number }>(
    `select (select count(*) from catalogue_item)::int as items,
       (select count(*) from catalogue_fact where to_sequence is null)::int as facts`,
  );
  return {
    divisions: directory.divisions().length,
    items: counted?.items ?? 0,
    facts: counted?.facts ?? 0,
    load,
    memory,
    memoryAfterReads,
    firstPage: quantiles(first),
    again: quantiles(again),
    ...(await measureEdits(db, catalogue)),
  };
}

/** Eight fields of each item with where they come from; the sum keeps the reading from being left out. */
function readPage(catalogue: Catalogue, divisionCode: string): number {
  let read = 0;
  for (const item of catalogue.itemList(divisionCode).slice(0, pageSize)) {
    read += item.name.length + item.elements.length + item.bases.length + item.channels.length + item.levels.length;
    read += (item.deadline?.text.length ?? 0) + (item.responsibility?.bodyId.length ?? 0);
    read += item.audience.allSociety ? 1 : 0;
    for (const { origins } of item.fieldOrigins) read += origins.length;
  }
  return read;
}

async function measureEdits(
  db: Database,
  start: Catalogue,
): Promise<Pick<CatalogueResult, 'edit' | 'advance' | 'pageAfterEdit' | 'affected' | 'rowsOfEdit'>> {
  const commits: number[] = [];
  const advances: number[] = [];
  const affected: number[] = [];
  const pages: number[] = [];
  let rowsOfEdit = 0;
  let catalogue = start;
  const leaves = start.effectiveItems(cityCode).filter((item) => item.isLeaf);
  const towns = start.directory.divisions().filter((division) => division.level === 'STREET');
  for (const [index, { code: itemCode }] of leaves.slice(0, warmUp + edits).entries()) {
    const name = `示例事项${itemCode}，第${index + 1}次修改于${catalogue.sequence}`;
    const began = performance.now();
    const { sequence } = await db.transaction((tx) =>
      overrideField(tx, seedActor, { divisionCode: cityCode, itemCode, value: { name } }),
    );
    commits.push(performance.now() - began);
    const committed = performance.now();
    if (sequence === null) throw new Error('The edit was only proposed.');
    const entries = await listEntries(db, { after: catalogue.sequence, upTo: sequence, limit: 100 });
    catalogue = await advanceCatalogue(db, catalogue, { directory: start.directory, entries, upTo: sequence });
    advances.push(performance.now() - committed);
    const { code: town } = towns[index % towns.length] ?? { code: cityCode };
    pages.push(timed(() => readPage(catalogue, town)));
    affected.push(await timeAffected(db, sequence));
    rowsOfEdit = Math.max(rowsOfEdit, await rowsAt(db, sequence));
  }
  const [last] = leaves.slice(0, warmUp + edits).slice(-1);
  const stale = start.directory
    .divisions()
    .filter(({ code }) => catalogue.effectiveItem(code, last?.code ?? '')?.name.includes('次修改于') !== true);
  if (stale.length > 0) throw new Error(`${stale.length} divisions do not see the city's edit.`);
  return {
    edit: quantiles(commits.slice(warmUp)),
    advance: quantiles(advances.slice(warmUp)),
    pageAfterEdit: quantiles(pages.slice(warmUp)),
    affected: quantiles(affected.slice(warmUp)),
    rowsOfEdit,
  };
}

/** A name of the city reaches every division, so that a pair that is missing would be noticed. */
async function timeAffected(db: Database, sequence: Sequence): Promise<number> {
  const began = performance.now();
  const found = (await findAffected(db, [sequence])).get(sequence) ?? [];
  const took = performance.now() - began;
  const [counted] = await db.sql<{ divisions: number }>('select count(*)::int as divisions from division');
  const pairs = found.reduce((sum, { divisionCodes }) => sum + divisionCodes.length, 0);
  if (pairs !== counted?.divisions) throw new Error(`${pairs} pairs were affected, not ${counted?.divisions}.`);
  return took;
}

async function rowsAt(db: Database, sequence: Sequence): Promise<number> {
  const [row] = await db.sql<{ rows: number }>(
    `select (select count(*) from catalogue_fact where from_sequence = $1 or to_sequence = $1)::int
       + (select count(*) from catalogue_item where from_sequence = $1 or to_sequence = $1)::int as rows`,
    [sequence],
  );
  return row?.rows ?? 0;
}

function quantiles(numbers: readonly number[]): { p50: number; p99: number } {
  const sorted = numbers.toSorted((left, right) => left - right);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}

function timed(work: () => number): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

function usedMemory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
}
