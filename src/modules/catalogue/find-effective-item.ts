import type { Sql } from '../../platform/db/sql.js';
import { loadChain } from '../jurisdictions/load-chain.js';
import { loadDirectory } from '../jurisdictions/load-directory.js';
import { readHead } from '../ledger/read-head.js';
import type { EffectiveItem } from './effective-item.js';
import { resolveFromDatabase } from './resolve-from-database.js';

/** The current truth for verbs, read in their own transaction; null where the division does not know the item. */
export async function findEffectiveItem(
  db: Sql,
  { divisionCode, itemCode }: { readonly divisionCode: string; readonly itemCode: string },
): Promise<EffectiveItem | null> {
  const { sequence: at } = await readHead(db);
  const wanted = { divisionCode, itemCode, at };
  const [item] = await resolveFromDatabase(db, await loadChain(db, { divisionCode }, { at }), wanted);
  if (item === undefined || item.responsibility !== null || !item.isLeaf) return item ?? null;
  // A leaf may name a body of a division below, which the chain does not hold.
  const [whole] = await resolveFromDatabase(db, await loadDirectory(db, at), wanted);
  return whole ?? null;
}
