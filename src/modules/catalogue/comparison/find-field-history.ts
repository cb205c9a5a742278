import type { Sql } from '../../../platform/db/sql.js';
import type { Directory } from '../../jurisdictions/directory.js';
import type { Sequence } from '../../ledger/sequence.js';
import { printFact } from '../editing/print-field.js';
import type { CatalogueField, FactOrigin } from '../effective-item.js';
import { factJson, factOf, type FactRow } from '../read-catalogue.js';

export interface FieldOfItem {
  readonly itemCode: string;
  readonly field: CatalogueField;
}

/** What one level said of a field, from one release to another. */
export interface FieldStatement extends FieldOfItem {
  readonly id: string;
  readonly origin: FactOrigin;
  /** In words; null for a lock and for what does not apply. */
  readonly value: string | null;
  /** The first release at which it no longer held; null while it does. */
  readonly until: Sequence | null;
}

/**
 * What any division has said of fields of items up to a sequence, newest first, by item and field: what was replaced or
 * taken back, and what is set aside by a lock or a stricter term, too.
 */
export async function findFieldHistories(
  db: Sql,
  directory: Directory,
  wanted: { readonly of: readonly FieldOfItem[]; readonly at: Sequence },
): Promise<ReadonlyMap<string, readonly FieldStatement[]>> {
  const rows = await db.sql<{ fact: FactRow; until: string | null }>(
    `select ${factJson} as fact, case when f.to_sequence <= $2::bigint then f.to_sequence::text end as until
     from jsonb_to_recordset($1::jsonb) as wanted("itemCode" text, field text)
     join catalogue_fact f on f.item_code = wanted."itemCode" and f.field = wanted.field
     where f.from_sequence <= $2::bigint
     order by f.from_sequence desc, f.division_code, f.slot desc`,
    [JSON.stringify(wanted.of), wanted.at],
    { prepared: true },
  );
  return Map.groupBy(
    rows.map(({ fact, until }) => statementOf(directory, fact, until)),
    keyOfField,
  );
}

export function keyOfField({ itemCode, field }: FieldOfItem): string {
  return `${itemCode}/${field}`;
}

function statementOf(directory: Directory, row: FactRow, until: string | null): FieldStatement {
  const fact = factOf(row);
  const { id, itemCode, field, divisionCode, state, since, at, basis, reason, rule } = fact;
  const level = directory.division(divisionCode)?.level ?? 'CITY';
  return {
    id,
    itemCode,
    field,
    origin: { divisionCode, level, state, since, at, basis, reason, rule },
    value: fact.value === null ? null : printFact(fact),
    until: until === null ? null : BigInt(until),
  };
}
