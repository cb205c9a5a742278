import type { Sql } from '../../platform/db/sql.js';
import { loadChain } from '../jurisdictions/load-chain.js';
import { readHead } from '../ledger/read-head.js';
import type { EffectiveItem } from './effective-item.js';
import { resolveFromDatabase } from './resolve-from-database.js';

/** The current truth for verbs, read in their own transaction; null where the division does not know the item. */
export async function findEffectiveItem(
  db: Sql,
  { divisionCode, itemCode }: { readonly divisionCode: string; readonly itemCode: string },
): Promise<EffectiveItem | null> {
  const { sequence: at } = await readHead(db);
  const directory = await loadChain(db, divisionCode, at);
  const [item] = await resolveFromDatabase(db, directory, { divisionCode, itemCode, at });
  return item ?? null;
}
