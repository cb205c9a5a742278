import type { Sql } from '../../platform/db/sql.js';
import { Catalogue } from '../catalogue/catalogue.js';
import type { CatalogueItem } from '../catalogue/catalogue-fact.js';
import { factsByItem } from '../catalogue/load-catalogue.js';
import { readFacts, readItems } from '../catalogue/read-catalogue.js';
import { loadDirectory } from '../jurisdictions/load-directory.js';
import { readHead } from '../ledger/read-head.js';

/**
 * The newest catalogue of all divisions, but of these nodes alone, with what is below and above them: resolved by the
 * same code as the whole one, read by six statements however many divisions there are. All items without codes.
 */
export async function loadPart(db: Sql, itemCodes?: readonly string[]): Promise<Catalogue> {
  const { sequence: at } = await readHead(db);
  const directory = await loadDirectory(db, at);
  const all = await readItems(db, { at });
  const items = itemCodes === undefined ? all : around(all, new Set(itemCodes));
  const facts = await readFacts(db, { at, itemCodes: items.map((item) => item.code) });
  return new Catalogue(at, directory, {
    items: new Map(items.map((item) => [item.code, item])),
    facts: factsByItem(facts),
  });
}

function around(all: readonly CatalogueItem[], wanted: ReadonlySet<string>): CatalogueItem[] {
  const byCode = new Map(all.map((item) => [item.code, item]));
  const kept = new Set<string>();
  for (const item of all) {
    const path = pathOf(item, byCode);
    if (path.some((code) => wanted.has(code))) for (const code of path) kept.add(code);
  }
  return all.filter((item) => kept.has(item.code));
}

/** The item and everything above it. */
function pathOf(item: CatalogueItem, byCode: ReadonlyMap<string, CatalogueItem>): string[] {
  const path: string[] = [];
  for (let node: CatalogueItem | undefined = item; node !== undefined; node = byCode.get(node.parentCode ?? '')) {
    path.push(node.code);
  }
  return path;
}
