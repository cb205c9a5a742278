import type { Sql } from '../../platform/db/sql.js';
import type { Directory } from '../jurisdictions/directory.js';
import type { LedgerEntry } from '../ledger/ledger-entry.js';
import type { Sequence } from '../ledger/sequence.js';
import { Catalogue } from './catalogue.js';
import { factsByItem } from './load-catalogue.js';
import { readCatalogue } from './read-catalogue.js';

/**
 * Carries a resident catalogue on to `upTo`, given every ledger entry in between and the directory as it stands there.
 * Only items that the entries name are read again; what did not change is shared with the catalogue before.
 */
export async function advanceCatalogue(
  db: Sql,
  catalogue: Catalogue,
  next: { readonly directory: Directory; readonly entries: readonly LedgerEntry[]; readonly upTo: Sequence },
): Promise<Catalogue> {
  const { directory, entries, upTo } = next;
  const changed = new Set(
    entries.filter((entry) => entry.kind === 'CATALOGUE_CHANGED').map((entry) => itemCodeOf(entry.subject)),
  );
  const moved = directory !== catalogue.directory;
  if (changed.size === 0 && !moved) return catalogue;
  if (changed.size === 0) return new Catalogue(upTo, directory, catalogue.content);
  const itemCodes = [...changed];
  const read = await readCatalogue(db, { at: upTo, itemCodes });
  const items = new Map(catalogue.content.items);
  for (const item of read.items) items.set(item.code, item);
  const facts = new Map(catalogue.content.facts);
  // Of an item nothing may be left.
  for (const code of changed) facts.delete(code);
  for (const [code, ofItem] of factsByItem(read.facts)) facts.set(code, ofItem);
  const content = { items, facts };
  return moved ? new Catalogue(upTo, directory, content) : catalogue.with(upTo, content, changed);
}

/** Subjects of the catalogue are `{division}/{item code}`. */
function itemCodeOf(subject: string): string {
  return subject.slice(subject.indexOf('/') + 1);
}
