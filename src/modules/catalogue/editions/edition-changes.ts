import type { Sql } from '../../../platform/db/sql.js';
import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import type { Sequence } from '../../ledger/sequence.js';
import { named } from '../../../platform/db/named.js';
import type { CatalogueFact, CatalogueItem, FactSlot } from '../catalogue-fact.js';
import { catalogueCategories, type CatalogueField, type FactState } from '../effective-item.js';
import { isLocalCode } from '../editing/item-code.js';
import { factOf, type FactRow } from '../read-catalogue.js';

/** One proposal: the fact that would stand in a slot of the division; null: its own fact is taken back. */
export interface EditionChange {
  readonly id: string;
  readonly itemCode: string;
  readonly field: CatalogueField;
  readonly slot: FactSlot;
  readonly fact: CatalogueFact | null;
  /** Why something is taken back, or why it is said. */
  readonly reason: string | null;
  /** The published fact that it takes the place of; null for none. */
  readonly basedOn: string | null;
  readonly accountId: string;
  readonly at: Date;
}

/** What is to be put in a slot; `state` null takes back. */
export interface ProposedChange {
  readonly itemCode: string;
  readonly field: CatalogueField;
  readonly slot: FactSlot;
  readonly state: FactState | null;
  readonly value: CatalogueFact['value'];
  readonly reason: string | null;
  readonly basis: string | null;
  readonly rule: string | null;
  readonly basedOn: string | null;
}

export type EditionItem = Omit<CatalogueItem, 'retiredAt' | 'position'>;

/** To say of one's own item that it does not apply ends it. */
export function retires({ fact }: Pick<EditionChange, 'fact'>): boolean {
  return fact !== null && fact.field === 'applicability' && fact.state === 'DEFINED' && fact.value === null;
}

type ChangeRow = Omit<EditionChange, 'fact'> & { readonly fact: FactRow | null };

/** The proposals of an edition, all or for one item; `at` is the sequence from which they are thought to hold. */
export async function readEditionChanges(
  db: Sql,
  edition: { readonly id: string; readonly divisionCode: string },
  { at, itemCode = null }: { readonly at: Sequence; readonly itemCode?: string | null },
): Promise<EditionChange[]> {
  const rows = await db.sql<ChangeRow>(
    `select f.id::text, f.item_code as "itemCode", f.field, f.slot, f.reason, f.based_on::text as "basedOn",
       f.account_id::text as "accountId", f.at, case when f.state is not null then ${proposedFactJson} end as fact
     from catalogue_edition_change f
     where f.edition_id = $1 and ($2::text is null or f.item_code = $2::text)
     order by f.item_code, f.field, f.slot desc`,
    [edition.id, itemCode, edition.divisionCode, String(at)],
  );
  return rows.map((row) => ({ ...row, fact: row.fact === null ? null : factOf(row.fact) }));
}

const proposedFactJson = `jsonb_build_object('id', f.id, 'itemCode', f.item_code, 'divisionCode', $3::text,
  'field', f.field, 'slot', f.slot, 'state', f.state, 'value', f.value, 'reason', f.reason, 'basis', f.basis,
  'rule', f.rule, 'at', extract(epoch from f.at) * 1000, 'since', $4::text)`;

/** The items that an edition adds, in its order. */
export async function readEditionItems(
  db: Sql,
  edition: { readonly id: string; readonly divisionCode: string },
  itemCode?: string,
): Promise<EditionItem[]> {
  const rows = await db.sql<Omit<EditionItem, 'category' | 'definedAt' | 'local'> & { readonly category: string }>(
    `select i.code, i.parent_code as "parentCode", i.category, i.tier, i.is_leaf as "isLeaf", i.identifier,
       i.field as "pilotField"
     from catalogue_edition_item i
     where i.edition_id = $1 and ($2::text is null or i.code = $2::text) order by i.position, i.code`,
    [edition.id, itemCode ?? null],
  );
  return rows.map((row) => ({
    ...row,
    category: named(catalogueCategories, row.category),
    definedAt: edition.divisionCode,
    local: isLocalCode(row.code),
  }));
}

/** Items of any edition that is open, by their codes. */
export async function readProposedItems(
  db: Sql,
  codes: readonly string[],
): Promise<(Pick<EditionItem, 'code' | 'category' | 'tier' | 'isLeaf'> & { readonly editionId: string })[]> {
  const rows = await db.sql<{ code: string; category: string; tier: number; isLeaf: boolean; editionId: string }>(
    `select code, category, tier, is_leaf as "isLeaf", edition_id::text as "editionId" from catalogue_edition_item
     where code = any($1::text[])`,
    [codes],
  );
  return rows.map((row) => ({ ...row, category: named(catalogueCategories, row.category) }));
}

/** What the division would say: its published facts with the proposals in their places. */
export function withProposals(own: readonly CatalogueFact[], changes: readonly EditionChange[]): CatalogueFact[] {
  const replaced = new Set(changes.map(slotOf));
  return [
    ...own.filter((fact) => !replaced.has(slotOf(fact))),
    ...changes.map((change) => change.fact).filter((fact) => fact !== null),
  ];
}

export function slotOf({ itemCode, field, slot }: Pick<EditionChange, 'itemCode' | 'field' | 'slot'>): string {
  return `${itemCode}/${field}/${slot}`;
}

/** Puts proposals in their slots, in the place of earlier ones of the edition; gives the ids that they have now. */
export async function writeEditionChanges(
  tx: Tx,
  actor: Actor,
  editionId: string,
  changes: readonly ProposedChange[],
): Promise<readonly string[]> {
  if (changes.length === 0) return [];
  const rows = changes.map((change) => ({ ...change, id: tx.ids.uuid() }));
  await tx.sql(
    `insert into catalogue_edition_change
       (id, edition_id, item_code, field, slot, state, value, reason, basis, rule, based_on, account_id, at)
     select c.id, $2, c."itemCode", c.field, c.slot, c.state, c.value, c.reason, c.basis, c.rule, c."basedOn", $3, $4
     from jsonb_to_recordset($1::jsonb) as c(id uuid, "itemCode" text, field text, slot text, state text, value jsonb,
       reason text, basis text, rule text, "basedOn" uuid)
     on conflict (edition_id, item_code, field, slot) do update set id = excluded.id, state = excluded.state,
       value = excluded.value, reason = excluded.reason, basis = excluded.basis, rule = excluded.rule,
       account_id = excluded.account_id, at = excluded.at`,
    [JSON.stringify(rows), editionId, actor.accountId, tx.clock.now()],
  );
  await touchEdition(tx, editionId);
  return rows.map((row) => row.id);
}

/** Clears slots of an edition: nothing is proposed for them any more. */
export async function dropEditionChanges(
  tx: Tx,
  editionId: string,
  slots: readonly Pick<EditionChange, 'itemCode' | 'field' | 'slot'>[],
): Promise<void> {
  if (slots.length === 0) return;
  await tx.sql(
    `delete from catalogue_edition_change c
     using jsonb_to_recordset($2::jsonb) as s("itemCode" text, field text, slot text)
     where c.edition_id = $1 and c.item_code = s."itemCode" and c.field = s.field and c.slot = s.slot`,
    [editionId, JSON.stringify(slots)],
  );
  await touchEdition(tx, editionId);
}

export async function writeEditionItem(tx: Tx, editionId: string, item: EditionItem): Promise<void> {
  await tx.sql(
    `insert into catalogue_edition_item (code, edition_id, parent_code, category, tier, is_leaf, identifier, field, position)
     select $1, $2, $3, $4, $5, $6, $7, $8, coalesce(max(position), 0) + 1 from catalogue_edition_item where edition_id = $2`,
    [item.code, editionId, item.parentCode, item.category, item.tier, item.isLeaf, item.identifier, item.pilotField],
  );
}

export async function touchEdition(tx: Tx, editionId: string): Promise<void> {
  await tx.sql('update catalogue_edition set version = version + 1, updated_at = $2 where id = $1', [
    editionId,
    tx.clock.now(),
  ]);
}
