import type { Sql } from '../../../platform/db/sql.js';
import { loadDirectory } from '../../jurisdictions/load-directory.js';
import { readHead } from '../../ledger/read-head.js';
import type { EffectiveItem } from '../effective-item.js';
import type { Edition } from '../editions/edition.js';
import { previewEdition } from '../editions/preview-edition.js';
import { resolveFromDatabase } from '../resolve-from-database.js';

/** What a division's catalogue holds by code; in an edition, what it would hold. */
export async function divisionItems(
  db: Sql,
  { divisionCode, edition }: { readonly divisionCode: string; readonly edition: Edition | null },
): Promise<ReadonlyMap<string, EffectiveItem>> {
  const items = edition === null ? await published(db, divisionCode) : await proposed(db, edition);
  return new Map(items.map((item) => [item.code, item]));
}

async function published(db: Sql, divisionCode: string): Promise<readonly EffectiveItem[]> {
  const { sequence: at } = await readHead(db);
  return resolveFromDatabase(db, await loadDirectory(db, at), { divisionCode, at });
}

async function proposed(db: Sql, edition: Edition): Promise<readonly EffectiveItem[]> {
  return (await previewEdition(db, edition)).effectiveItems(edition.divisionCode);
}
