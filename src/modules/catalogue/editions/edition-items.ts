import { named } from '../../../platform/db/named.js';
import type { Sql } from '../../../platform/db/sql.js';
import type { Tx } from '../../../platform/db/tx.js';
import type { CatalogueItem } from '../catalogue-fact.js';
import { isLocalCode } from '../editing/item-code.js';
import { catalogueCategories } from '../effective-item.js';

export type EditionItem = Omit<CatalogueItem, 'retiredAt' | 'position'>;

/** The items that an edition adds, in its order; all or some of them. */
export async function readEditionItems(
  db: Sql,
  edition: { readonly id: string; readonly divisionCode: string },
  itemCodes: readonly string[] | null = null,
): Promise<EditionItem[]> {
  const rows = await db.sql<Omit<EditionItem, 'category' | 'definedAt' | 'local'> & { readonly category: string }>(
    `select i.code, i.parent_code as "parentCode", i.category, i.tier, i.is_leaf as "isLeaf", i.identifier,
       i.field as "pilotField"
     from catalogue_edition_item i
     where i.edition_id = $1 and ($2::text[] is null or i.code = any($2::text[])) order by i.position, i.code`,
    [edition.id, itemCodes],
  );
  return rows.map((row) => ({
    ...row,
    category: named(catalogueCategories, row.category),
    definedAt: edition.divisionCode,
    local: isLocalCode(row.code),
  }));
}

/** An item that some edition proposes: its code is taken. */
export interface ProposedItem extends Pick<CatalogueItem, 'code' | 'category' | 'tier' | 'isLeaf'> {
  readonly editionId: string;
}

/** Items of any edition that is not published yet, by their codes. */
export async function readProposedItems(db: Sql, codes: readonly string[]): Promise<ProposedItem[]> {
  const rows = await db.sql<Omit<ProposedItem, 'category'> & { readonly category: string }>(
    `select code, category, tier, is_leaf as "isLeaf", edition_id::text as "editionId" from catalogue_edition_item
     where code = any($1::text[])`,
    [codes],
  );
  return rows.map((row) => ({ ...row, category: named(catalogueCategories, row.category) }));
}

/** Puts items behind those that the edition adds already. */
export async function writeEditionItems(tx: Tx, editionId: string, items: readonly EditionItem[]): Promise<void> {
  await tx.sql(
    `insert into catalogue_edition_item (code, edition_id, parent_code, category, tier, is_leaf, identifier, field, position)
     select i.code, $1, i."parentCode", i.category, i.tier, i."isLeaf", i.identifier, i."pilotField", last.position + i.number
     from (select coalesce(max(position), 0) as position from catalogue_edition_item where edition_id = $1) last,
       rows from (jsonb_to_recordset($2::jsonb) as (code text, "parentCode" text, category text, tier int,
         "isLeaf" boolean, identifier text, "pilotField" text)) with ordinality
         as i(code, "parentCode", category, tier, "isLeaf", identifier, "pilotField", number)`,
    [editionId, JSON.stringify(items)],
  );
}
