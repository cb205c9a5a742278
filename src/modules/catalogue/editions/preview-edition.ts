import type { Sql } from '../../../platform/db/sql.js';
import { loadDirectory } from '../../jurisdictions/load-directory.js';
import { readHead } from '../../ledger/read-head.js';
import { Catalogue } from '../catalogue.js';
import { factsByItem } from '../load-catalogue.js';
import { readCatalogue } from '../read-catalogue.js';
import type { Edition } from './edition.js';
import { readEditionChanges, retires, withProposals } from './edition-changes.js';
import { readEditionItems } from './edition-items.js';

/**
 * The catalogue as it would stand for the edition's division if the edition were published now: ask it for that
 * division only, as it holds what the division and those above it say.
 */
export async function previewEdition(db: Sql, edition: Edition): Promise<Catalogue> {
  const { sequence: at } = await readHead(db);
  const directory = await loadDirectory(db, at);
  const divisionCodes = directory.chain(edition.divisionCode).map((division) => division.code);
  const { items, facts } = await readCatalogue(db, { at, divisionCodes });
  if (edition.state === 'PUBLISHED') {
    return new Catalogue(at, directory, {
      items: new Map(items.map((item) => [item.code, item])),
      facts: factsByItem(facts),
    });
  }
  const last = Math.max(0, ...items.map((item) => item.position));
  const proposed = (await readEditionItems(db, edition)).map((item, index) => {
    return { ...item, position: last + 1 + index, retiredAt: null };
  });
  const own = facts.filter((fact) => fact.divisionCode === edition.divisionCode);
  const above = facts.filter((fact) => fact.divisionCode !== edition.divisionCode);
  const changes = await readEditionChanges(db, edition, { at });
  const would = withProposals(own, changes);
  const ended = new Set(changes.filter(retires).map((change) => change.itemCode));
  const standing = items.map((item) => (ended.has(item.code) ? { ...item, retiredAt: item.retiredAt ?? at } : item));
  return new Catalogue(at, directory, {
    items: new Map([...standing, ...proposed].map((item) => [item.code, item])),
    facts: factsByItem([...above, ...would]),
  });
}
