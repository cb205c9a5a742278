import type { Sql } from '../../../platform/db/sql.js';
import { printFact } from '../editing/print-field.js';
import type { CatalogueField } from '../effective-item.js';
import { type FactRow, factJson, factOf } from '../read-catalogue.js';

/** A division below that has set a field for itself or added to it, and what, printed. */
export interface OverrideBelow {
  readonly divisionCode: string;
  readonly factId: string;
  readonly value: string;
}

/**
 * Who below a division has a value or additions of their own for a field now: what a lock sets aside. By division code.
 */
export async function overridesBelow(
  db: Sql,
  { divisionCode, itemCode, field }: { divisionCode: string; itemCode: string; field: CatalogueField },
): Promise<OverrideBelow[]> {
  const rows = await db.sql<{ fact: FactRow }>(
    `with recursive below as (
       select code from division where parent_code = $1 and to_sequence is null
       union all
       select d.code from below join division d on d.parent_code = below.code and d.to_sequence is null
     )
     select ${factJson} as fact from catalogue_fact f
     where f.item_code = $2 and f.field = $3 and f.slot <> 'LOCK' and f.to_sequence is null
       and f.division_code in (select code from below)
     order by f.division_code, f.slot desc`,
    [divisionCode, itemCode, field],
  );
  const own = Map.groupBy(
    rows.map(({ fact }) => factOf(fact)),
    (fact) => fact.divisionCode,
  );
  return [...own].map(([code, facts]) => ({
    divisionCode: code,
    factId: facts[0]?.id ?? '',
    value: facts.map(printFact).join('；'),
  }));
}
