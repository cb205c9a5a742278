import type { Sql } from '../../../platform/db/sql.js';
import { type OpenItem, readOpenItems, readPlace } from '../editing/open-item.js';
import { printFact, printField } from '../editing/print-field.js';
import type { FactSlot } from '../catalogue-fact.js';
import type { CatalogueField, FactState } from '../effective-item.js';
import { readHead } from '../../ledger/read-head.js';
import { readFactsById } from '../read-catalogue.js';
import type { Edition } from './edition.js';
import { type EditionChange, readEditionChanges } from './edition-changes.js';

/** One change of an edition beside what holds, in words. */
export interface EditionDifference {
  readonly itemCode: string;
  /** Null where the item has gone meanwhile. */
  readonly itemName: string | null;
  readonly field: CatalogueField;
  readonly slot: FactSlot;
  /** Null: the division takes its own back, and the inherited value shows again. */
  readonly state: FactState | null;
  /** What comes from above; null where the division defines the item itself. */
  readonly inherited: string | null;
  /** What the division says now; null where it says nothing. */
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
  /** The id that a further change of the edition expects. */
  readonly changeId: string;
  readonly accountId: string;
  readonly at: Date;
}

/** Every change of an edition: what is inherited, what the division says now, what it would say. */
export async function diffEdition(db: Sql, edition: Edition): Promise<EditionDifference[]> {
  const place = await readPlace(db, edition.divisionCode, edition);
  const { sequence: at } = await readHead(db);
  const changes = await readEditionChanges(db, edition, { at });
  const replaced = await readFactsById(
    db,
    changes.flatMap((change) => change.basedOn ?? []),
  );
  const itemCodes = [...new Set(changes.map((change) => change.itemCode))];
  const opened = place === null ? undefined : await readOpenItems(db, place, itemCodes);
  return changes.map((change) =>
    differenceOf(change, opened?.get(change.itemCode) ?? null, replaced.get(change.basedOn ?? '')),
  );
}

function differenceOf(
  change: EditionChange,
  open: OpenItem | null,
  before: EditionChange['fact'] | undefined,
): EditionDifference {
  const { itemCode, field, slot, fact, reason, accountId, at, id } = change;
  return {
    itemCode,
    itemName: open?.current.name ?? null,
    field,
    slot,
    state: fact?.state ?? null,
    inherited: open?.inherited == null ? null : printField(open.inherited, field),
    before: before == null ? null : printFact(before),
    after: fact === null ? null : printFact(fact),
    reason,
    changeId: id,
    accountId,
    at,
  };
}
