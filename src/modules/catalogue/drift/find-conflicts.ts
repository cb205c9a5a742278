import type { Sql } from '../../../platform/db/sql.js';
import type { AdminLevel } from '../../jurisdictions/directory.js';
import type { Sequence } from '../../ledger/sequence.js';
import { printFact, printField } from '../editing/print-field.js';
import type { CatalogueField } from '../effective-item.js';
import { type FactRow, factOf } from '../read-catalogue.js';
import { contributingFacts } from '../resolution/contributing-facts.js';
import { mergeFields } from '../resolution/merge-fields.js';
import { conflictsSql } from './conflicts.sql.js';

/** A division set a field for itself or added to it, and a level above it has changed or locked that field since. */
export interface Conflict {
  readonly divisionCode: string;
  readonly itemCode: string;
  readonly field: CatalogueField;
  readonly details: ConflictDetails;
}

/** What whoever decides has to see; values are printed. */
export interface ConflictDetails {
  readonly upperDivision: string;
  readonly upperValue: string;
  readonly ownFactId: string;
  readonly ownValue: string;
  readonly sequence: string;
  /** A lock above holds the own value back. */
  readonly locked: boolean;
  /** The item was retired above and lives on in the division, by the basis that `ownValue` names (R-I12). */
  readonly retired: boolean;
}

interface ConflictRow {
  readonly upperDivision: string;
  readonly itemCode: string;
  readonly field: CatalogueField;
  readonly divisionCode: string;
  readonly locked: boolean;
  readonly retired: boolean;
  readonly own: readonly FactRow[];
  readonly said: readonly { readonly level: AdminLevel; readonly facts: readonly FactRow[] }[];
}

/** All conflicts that the release of one sequence brought about and that nobody below has decided since. */
export async function findConflicts(db: Sql, sequence: Sequence): Promise<Conflict[]> {
  const rows = await db.sql<ConflictRow>(conflictsSql, [sequence]);
  return rows.map((row) => {
    const { divisionCode, itemCode, field, upperDivision, locked, retired } = row;
    const own = row.own.map(factOf);
    return {
      divisionCode,
      itemCode,
      field,
      details: {
        upperDivision,
        upperValue: retired ? '已停用' : printUpper(row),
        ownFactId: own[0]?.id ?? '',
        ownValue: own.map(printFact).join('；'),
        sequence: sequence.toString(),
        locked,
        retired,
      },
    };
  });
}

/** What holds at the division that spoke. */
function printUpper({ field, said }: ConflictRow): string {
  const levels = new Map(said.flatMap(({ level, facts }) => facts.map((fact) => [fact.divisionCode, level] as const)));
  const chain = said.map(({ facts }) => facts.map(factOf));
  return printField(
    mergeFields(contributingFacts(chain), (code) => levels.get(code) ?? 'CITY'),
    field,
  );
}
