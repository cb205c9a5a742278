import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { EffectiveItem } from '../catalogue/effective-item.js';
import { resolveFromDatabase } from '../catalogue/resolve-from-database.js';
import type { Audience } from '../jurisdictions/audiences/audience.js';
import { findAudiences } from '../jurisdictions/audiences/find-audiences.js';
import type { Body, Directory, Division } from '../jurisdictions/directory.js';
import { loadChain } from '../jurisdictions/load-chain.js';
import { readHead } from '../ledger/read-head.js';
import { type Pack, packFor } from '../rules/packs.js';
import type { Draft } from './draft.js';
import { type Made, namedBodies } from './publisher/makers.js';
import { definitionOf } from './save-draft.js';

/** Where a draft belongs, as it stands now: who publishes, where, by which rules, under which items. */
export interface Filing {
  readonly body: Body;
  readonly division: Division;
  readonly pack: Pack;
  /** By item code, in the draft's order; null where the item does not show at the division. */
  readonly items: ReadonlyMap<string, EffectiveItem | null>;
  /** By description: the specific audiences of the items, as far as they are registered. */
  readonly audiences: ReadonlyMap<string, Audience>;
  /** The division, those above it, and the bodies that the draft names wherever they are, with their heirs. */
  readonly directory: Directory;
}

/** Null when the body or its division is not in the register. The chain above it is read once for all items. */
export async function loadFiling(
  db: Sql,
  draft: Pick<Draft, 'bodyId' | 'itemCodes' | 'kind'> & Made,
): Promise<Filing | null> {
  if (!isUuid(draft.bodyId)) return null;
  // One moment for all that is read.
  const { sequence: at } = await readHead(db);
  const bodyIds = namedBodies(draft, definitionOf(draft));
  const directory = await loadChain(db, { bodyId: draft.bodyId }, { at, bodyIds });
  const body = directory.body(draft.bodyId);
  const division = directory.division(body?.divisionCode ?? '');
  if (body === undefined || division === undefined) return null;
  const items = new Map<string, EffectiveItem | null>();
  for (const itemCode of draft.itemCodes) {
    const [item] = await resolveFromDatabase(db, directory, { divisionCode: division.code, itemCode, at });
    items.set(itemCode, item ?? null);
  }
  const audiences = await audiencesOf(db, directory.scopesOf(division.code), items);
  return { body, division, pack: packFor(division.pack), items, audiences, directory };
}

/** Nearly all items are for everybody: then nothing is asked. */
async function audiencesOf(
  db: Sql,
  scopes: ReturnType<Directory['scopesOf']>,
  items: Filing['items'],
): Promise<Filing['audiences']> {
  const descriptions = [...items.values()].flatMap((item) => item?.audience.specific ?? []);
  return descriptions.length === 0 ? new Map() : findAudiences(db, scopes, descriptions);
}
