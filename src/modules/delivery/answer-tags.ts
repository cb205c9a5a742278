import type { Sql } from '../../platform/db/sql.js';
import type { LedgerEntry } from '../ledger/ledger-entry.js';
import type { DisclosureWhere } from '../publication/disclosure-where.js';
import { findReach } from '../publication/find-reach.js';

/** What an answer can be made from, and what a release changes: the two sides meet in these names. */
export const tags = {
  /** Every release. */
  ledger: 'ledger',
  /** Divisions, bodies, and the links of bodies. */
  directory: 'directory',
  catalogue: 'catalogue',
  /** Any disclosure at all. */
  disclosures: 'disclosures',
  disclosure: (id: string): string => `disclosure/${id}`,
  listOfBody: (id: string): string => `body/${id}`,
} as const;

/** What every answer may be made from. */
export const residentTags: readonly string[] = [tags.directory, tags.catalogue];

/** What a list is made from: of named bodies, what they publish; otherwise anything. */
export function listTags({ bodyIds }: DisclosureWhere): readonly string[] {
  return bodyIds === undefined ? [tags.disclosures] : bodyIds.map(tags.listOfBody);
}

/** Everything that looks different after these entries. */
export async function changedTags(db: Sql, entries: readonly LedgerEntry[]): Promise<ReadonlySet<string>> {
  const changed = new Set<string>([tags.ledger]);
  const disclosureIds: string[] = [];
  for (const { kind, subject } of entries) {
    switch (kind) {
      case 'DISCLOSURE_PUBLISHED':
      case 'DISCLOSURE_CORRECTED':
      case 'DISCLOSURE_WITHDRAWN':
        disclosureIds.push(subject);
        break;
      case 'CATALOGUE_CHANGED':
        changed.add(tags.catalogue);
        break;
      case 'DIVISION_CHANGED':
      case 'BODY_CHANGED':
      case 'SITE_CHANGED':
        changed.add(tags.directory);
        break;
    }
  }
  if (disclosureIds.length === 0) return changed;
  const reach = await findReach(db, disclosureIds);
  changed.add(tags.disclosures);
  for (const id of reach.disclosureIds) changed.add(tags.disclosure(id));
  for (const id of reach.bodyIds) changed.add(tags.listOfBody(id));
  return changed;
}
