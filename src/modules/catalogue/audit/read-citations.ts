import type { Sql } from '../../../platform/db/sql.js';
import { divisionScopes } from '../../jurisdictions/division-scopes.js';
import type { Term } from '../../rules/term.js';
import type { BasisValue } from '../catalogue-fact.js';
import { findEffectiveItem } from '../find-effective-item.js';

/** What one division states as the basis of one leaf that it keeps, in a value or an addition. */
export interface StatedBases {
  readonly divisionCode: string;
  readonly itemCode: string;
  readonly bases: readonly BasisValue[];
  /**
   * What still holds for it from above though the item was retired there: nobody but this division can answer for it.
   */
  readonly leftAbove: readonly BasisValue[];
}

interface CitationRow {
  division_code: string;
  item_code: string;
  bases: readonly BasisValue[];
  terms: readonly Term[];
  ended: boolean;
}

/**
 * Bases and citations of terms that stand now, of all leaves or of one, by the division that keeps the leaf: where it
 * was retired, by itself or with its group, those that hold a basis of their own (R-I12), and nobody else.
 */
export async function readCitations(db: Sql, only: { readonly itemCode?: string } = {}): Promise<StatedBases[]> {
  const rows = await db.sql<CitationRow>(
    `with recursive line as (
       select code as leaf, parent_code, to_sequence from catalogue_item
       where is_leaf and ($1::text is null or code = $1)
       union all
       select line.leaf, up.parent_code, up.to_sequence from line join catalogue_item up on up.code = line.parent_code
     ), leaf as (
       select leaf as code, bool_or(to_sequence is not null) as ended from line group by leaf
     )
     select f.division_code, f.item_code,
       coalesce(jsonb_path_query_array(jsonb_agg(f.value) filter (where f.field = 'bases'), '$[*][*]'), '[]') as bases,
       coalesce(jsonb_agg(f.value) filter (where f.field = 'deadline'), '[]') as terms, leaf.ended
     from catalogue_fact f join leaf on leaf.code = f.item_code
     where f.to_sequence is null and f.field in ('bases', 'deadline') and f.slot <> 'LOCK' and f.value is not null
     group by f.division_code, f.item_code, leaf.ended order by f.item_code, f.division_code`,
    [only.itemCode ?? null],
  );
  const living = rows.filter((row) => !row.ended).map((row) => ({ ...statedOf(row), leftAbove: [] }));
  const ended = Map.groupBy(
    rows.filter((row) => row.ended),
    (row) => row.item_code,
  );
  const kept: StatedBases[] = [];
  for (const stated of ended.values()) kept.push(...(await keptOf(db, stated.map(statedOf))));
  return [...living, ...kept];
}

type Stated = Omit<StatedBases, 'leftAbove'>;

function statedOf({ division_code: divisionCode, item_code: itemCode, bases, terms }: CitationRow): Stated {
  return { divisionCode, itemCode, bases: [...bases, ...terms.flatMap((term) => term.citation ?? [])] };
}

/** What is said of one leaf that was retired, by those that keep it; the uppermost of them has what is said above. */
async function keptOf(db: Sql, stated: readonly Stated[]): Promise<StatedBases[]> {
  const keepers: (Stated & { readonly scopes: readonly string[] })[] = [];
  for (const one of stated) {
    const item = await findEffectiveItem(db, one);
    if (item === null || item.applicability === 'RETIRED') continue;
    keepers.push({ ...one, scopes: await divisionScopes(db, one.divisionCode) });
  }
  const keeping = new Set(keepers.map((keeper) => keeper.divisionCode));
  return keepers.map(({ scopes, ...keeper }) => {
    const [, ...above] = scopes;
    const uppermost = !above.some((code) => keeping.has(code));
    const left = uppermost ? stated.filter((one) => above.includes(one.divisionCode)) : [];
    return { ...keeper, leftAbove: left.flatMap((one) => one.bases) };
  });
}
