import type { Sql } from '../../platform/db/sql.js';
import type { EffectiveItem } from '../catalogue/effective-item.js';
import { findEffectiveItem } from '../catalogue/find-effective-item.js';
import type { Body, Division } from '../jurisdictions/directory.js';
import { findBody } from '../jurisdictions/find-body.js';
import { findDivision } from '../jurisdictions/find-division.js';
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

/** Null when the body or its division is no longer known. */
export async function loadFiling(
  db: Sql,
  { bodyId, itemCodes }: Pick<Draft, 'bodyId' | 'itemCodes'>,
): Promise<Filing | null> {
  const body = await findBody(db, bodyId);
  const division = body === null ? null : await findDivision(db, body.divisionCode);
  if (body === null || division === null) return null;
  const items = new Map<string, EffectiveItem | null>();
  for (const itemCode of itemCodes) {
    items.set(itemCode, await findEffectiveItem(db, { divisionCode: division.code, itemCode }));
  }
  return { body, division, pack: packFor(division.pack), items };
}
