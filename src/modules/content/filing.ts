import type { Sql } from '../../platform/db/sql.js';
import type { EffectiveItem } from '../catalogue/effective-item.js';
import { resolveFromDatabase } from '../catalogue/resolve-from-database.js';
import type { Body, Division } from '../jurisdictions/directory.js';
import { findBody } from '../jurisdictions/find-body.js';
import { loadChain } from '../jurisdictions/load-chain.js';
import { readHead } from '../ledger/read-head.js';
import { type Pack, packFor } from '../rules/packs.js';
import type { Draft } from './draft.js';

/** Where a draft belongs, as it stands now: who publishes, where, by which rules, under which items. */
export interface Filing {
  readonly body: Body;
  readonly division: Division;
  readonly pack: Pack;
  /** By item code, in the draft's order; null where the item does not show at the division. */
  readonly items: ReadonlyMap<string, EffectiveItem | null>;
}

/** Null when the body or its division is not in the register. The chain above it is read once for all items. */
export async function loadFiling(
  db: Sql,
  { bodyId, itemCodes }: Pick<Draft, 'bodyId' | 'itemCodes'>,
): Promise<Filing | null> {
  const { sequence: at } = await readHead(db);
  const body = await findBody(db, bodyId);
  if (body === null) return null;
  const directory = await loadChain(db, body.divisionCode, at);
  const division = directory.division(body.divisionCode);
  if (division === undefined) return null;
  const items = new Map<string, EffectiveItem | null>();
  for (const itemCode of itemCodes) {
    const [item] = await resolveFromDatabase(db, directory, { divisionCode: division.code, itemCode, at });
    items.set(itemCode, item ?? null);
  }
  return { body, division, pack: packFor(division.pack), items };
}
