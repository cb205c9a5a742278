import { named } from '../../platform/db/named.js';
import { Params } from '../../platform/db/params.js';
import type { Sql } from '../../platform/db/sql.js';
import type { Sequence } from '../ledger/sequence.js';
import type { CatalogueFact, CatalogueItem } from './catalogue-fact.js';
import { catalogueCategories } from './effective-item.js';

/** Which rows: those visible at a sequence, of all items or of those named. */
export interface CatalogueRows {
  readonly at: Sequence;
  readonly itemCodes?: readonly string[];
}

/** Of facts also: only what these divisions say. */
export interface FactRows extends CatalogueRows {
  readonly divisionCodes?: readonly string[];
}

export interface ItemRow {
  code: string;
  parent_code: string | null;
  defined_at: string;
  category: string;
  tier: number;
  is_leaf: boolean;
  identifier: string;
  field: string | null;
  position: number;
  local: boolean;
  retired_at: string | null;
}

/**
 * The columns of `catalogue_item` for `itemOf`; `$1` is the sequence of the reader: what comes later is not known yet.
 */
export const itemColumns = `i.code, i.parent_code, i.defined_at, i.category, i.tier, i.is_leaf, i.identifier, i.field,
  i.position, i.local, case when i.to_sequence <= $1::bigint then i.to_sequence::text end as retired_at`;

/** Items of the sequence, retired ones too, in no order. */
export async function readItems(db: Sql, { at, itemCodes }: CatalogueRows): Promise<CatalogueItem[]> {
  const rows = await db.sql<ItemRow>(
    `select ${itemColumns} from catalogue_item i
     where i.from_sequence <= $1::bigint and ($2::text[] is null or i.code = any($2::text[]))`,
    [at, itemCodes ?? null],
  );
  return rows.map(itemOf);
}

export function itemOf(row: ItemRow): CatalogueItem {
  return {
    code: row.code,
    parentCode: row.parent_code,
    definedAt: row.defined_at,
    category: named(catalogueCategories, row.category),
    tier: row.tier,
    isLeaf: row.is_leaf,
    identifier: row.identifier,
    pilotField: row.field,
    position: row.position,
    local: row.local,
    retiredAt: row.retired_at === null ? null : BigInt(row.retired_at),
  };
}

/** A fact as SQL hands it out: values were checked by the verb that wrote them. */
export type FactRow = {
  readonly [Key in CatalogueFact['field']]: Omit<Extract<CatalogueFact, { field: Key }>, 'at' | 'since'> & {
    readonly at: string | number | Date;
    readonly since: string;
  };
}[CatalogueFact['field']];

/** The columns of `catalogue_fact` for `factOf`, as one JSON object. */
export const factJson = `jsonb_build_object('id', f.id, 'itemCode', f.item_code, 'divisionCode', f.division_code,
  'field', f.field, 'slot', f.slot, 'state', f.state, 'value', f.value, 'reason', f.reason, 'basis', f.basis,
  'rule', f.rule, 'at', extract(epoch from f.at) * 1000, 'since', f.from_sequence::text)`;

/** Facts of the sequence, values before additions. */
export async function readFacts(db: Sql, { at, itemCodes }: CatalogueRows): Promise<CatalogueFact[]> {
  const rows = await db.sql<FactRow>(
    `select f.id::text, f.item_code as "itemCode", f.division_code as "divisionCode", f.field, f.slot, f.state, f.value,
       f.reason, f.basis, f.rule, f.at, f.from_sequence::text as since
     from catalogue_fact f
     where f.from_sequence <= $1::bigint and (f.to_sequence is null or f.to_sequence > $1::bigint)
       and ($2::text[] is null or f.item_code = any($2::text[]))
     order by f.item_code, f.division_code, f.field, f.slot desc`,
    [at, itemCodes ?? null],
  );
  return rows.map(factOf);
}

/** All items and facts of a sequence, in one statement; those of some items and divisions where they are named. */
export async function readCatalogue(
  db: Sql,
  { at, itemCodes, divisionCodes }: FactRows,
): Promise<{ readonly items: CatalogueItem[]; readonly facts: CatalogueFact[] }> {
  const params = new Params();
  params.add(at);
  // Written out only where it is asked for: a plan for "all or some" would read them all.
  const oneOf = (column: string, codes: readonly string[] | undefined): string =>
    codes === undefined ? '' : ` and ${column} = any(${params.add(codes)}::text[])`;
  const ofItems = oneOf('i.code', itemCodes);
  const ofFacts = oneOf('f.division_code', divisionCodes) + oneOf('f.item_code', itemCodes);
  const [row] = await db.sql<{ items: ItemRow[]; facts: FactRow[] }>(
    `select (select coalesce(json_agg(one), '[]'::json) from
         (select ${itemColumns} from catalogue_item i
          where i.from_sequence <= $1::bigint${ofItems}) one) as items,
       (select coalesce(json_agg(${factJson} order by f.item_code, f.division_code, f.field, f.slot desc), '[]'::json)
        from catalogue_fact f
        where f.from_sequence <= $1::bigint and (f.to_sequence is null or f.to_sequence > $1::bigint)${ofFacts}) as facts`,
    params.values,
  );
  return { items: (row?.items ?? []).map(itemOf), facts: (row?.facts ?? []).map(factOf) };
}

/** One item with the groups above it and all that is said of it. */
export interface ItemLine {
  readonly item: CatalogueItem;
  /** The group that it stands under, then those above. */
  readonly above: readonly CatalogueItem[];
  readonly facts: readonly CatalogueFact[];
}

/** Items as they stand at a sequence, in one statement; there is none for a code that nobody has used by then. */
export async function readItemLines(
  db: Sql,
  { at, itemCodes }: { readonly at: Sequence; readonly itemCodes: readonly string[] },
): Promise<ReadonlyMap<string, ItemLine>> {
  const rows = await db.sql<{ items: ItemRow[]; facts: FactRow[] }>(
    `with recursive line as (
       select code as leaf, code, parent_code, 0 as height from catalogue_item
       where code = any($2::text[]) and from_sequence <= $1::bigint
       union all
       select line.leaf, above.code, above.parent_code, line.height + 1 from line
       join catalogue_item above on above.code = line.parent_code
     ), items as (
       select one.leaf, json_agg(one order by one.height) as items
       from (select line.leaf, line.height, ${itemColumns} from line join catalogue_item i on i.code = line.code) one
       group by one.leaf
     )
     select items.items,
       (select coalesce(json_agg(${factJson} order by f.division_code, f.field, f.slot desc), '[]'::json)
        from catalogue_fact f where f.item_code = items.leaf
          and f.from_sequence <= $1::bigint and (f.to_sequence is null or f.to_sequence > $1::bigint)) as facts
     from items`,
    [at, [...new Set(itemCodes)]],
  );
  const lines = rows.flatMap(({ items, facts }): ItemLine[] => {
    const [item, ...above] = items.map(itemOf);
    return item === undefined ? [] : [{ item, above, facts: facts.map(factOf) }];
  });
  return new Map(lines.map((line) => [line.item.code, line]));
}

/** Facts by their ids, whether they still stand or not. */
export async function readFactsById(db: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, CatalogueFact>> {
  if (ids.length === 0) return new Map();
  const rows = await db.sql<{ fact: FactRow }>(
    `select ${factJson} as fact from catalogue_fact f where f.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ fact }) => [fact.id, factOf(fact)]));
}

export function factOf(row: FactRow): CatalogueFact {
  return { ...row, at: new Date(row.at), since: BigInt(row.since) };
}
