import type { Sql } from '../../../platform/db/sql.js';
import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import type { Sequence } from '../../ledger/sequence.js';
import type { CatalogueFact, FactSlot } from '../catalogue-fact.js';
import type { CatalogueField, FactState } from '../effective-item.js';
import { readHead } from '../../ledger/read-head.js';
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

/** To say of one's own item that it does not apply ends it. */
export function retires({ fact }: Pick<EditionChange, 'fact'>): boolean {
  return fact !== null && fact.field === 'applicability' && fact.state === 'DEFINED' && fact.value === null;
}

/** Codes of the items that an edition ends; none outside of one. */
export async function endingsOf(tx: Tx, edition: EditionKey | null): Promise<string[]> {
  if (edition === null) return [];
  const { sequence: at } = await readHead(tx);
  return (await readEditionChanges(tx, edition, { at })).filter(retires).map((change) => change.itemCode);
}

type ChangeRow = Omit<EditionChange, 'fact'> & { readonly fact: FactRow | null };

interface EditionKey {
  readonly id: string;
  readonly divisionCode: string;
}

/** The proposals of an edition, all or for some items; `at` is the sequence from which they are thought to hold. */
export async function readEditionChanges(
  db: Sql,
  edition: EditionKey,
  { at, itemCodes = null }: { readonly at: Sequence; readonly itemCodes?: readonly string[] | null },
): Promise<EditionChange[]> {
  const rows = await db.sql<ChangeRow>(
    `select ${changeColumns} from catalogue_edition_change f
     where f.edition_id = $1 and f.replaced_at is null and ($4::text[] is null or f.item_code = any($4::text[]))
     order by f.item_code, f.field, f.slot desc`,
    [edition.id, edition.divisionCode, String(at), itemCodes],
  );
  return rows.map(changeOf);
}

/** One proposal that an edition has, or had before it was replaced or taken back; undefined where it never had it. */
export async function findEditionChange(
  db: Sql,
  edition: EditionKey,
  { id, at }: { readonly id: string; readonly at: Sequence },
): Promise<EditionChange | undefined> {
  const rows = await db.sql<ChangeRow>(
    `select ${changeColumns} from catalogue_edition_change f where f.edition_id = $1 and f.id = $4`,
    [edition.id, edition.divisionCode, String(at), id],
  );
  return rows.map(changeOf)[0];
}

const proposedFactJson = `jsonb_build_object('id', f.id, 'itemCode', f.item_code, 'divisionCode', $2::text,
  'field', f.field, 'slot', f.slot, 'state', f.state, 'value', f.value, 'reason', f.reason, 'basis', f.basis,
  'rule', f.rule, 'at', extract(epoch from f.at) * 1000, 'since', $3::text)`;

/** For `changeOf`; `$2` is the division that proposes, `$3` the sequence from which it is thought to hold. */
const changeColumns = `f.id::text, f.item_code as "itemCode", f.field, f.slot, f.reason, f.based_on::text as "basedOn",
  f.account_id::text as "accountId", f.at, case when f.state is not null then ${proposedFactJson} end as fact`;

function changeOf(row: ChangeRow): EditionChange {
  return { ...row, fact: row.fact === null ? null : factOf(row.fact) };
}

/** What the division would say: its published facts with the proposals in their places. */
export function withProposals(own: readonly CatalogueFact[], changes: readonly EditionChange[]): CatalogueFact[] {
  const replaced = new Set(changes.map(slotOf));
  return [
    ...own.filter((fact) => !replaced.has(slotOf(fact))),
    ...changes.map((change) => change.fact).filter((fact) => fact !== null),
  ];
}

/** Whether the division's published fact is another one than the proposal was to take the place of. */
export function isOvertaken(change: EditionChange, published: readonly CatalogueFact[]): boolean {
  const standing = published.find((fact) => slotOf(fact) === slotOf(change));
  return change.basedOn !== (standing?.id ?? null);
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
  await endEditionChanges(tx, editionId, changes);
  await tx.sql(
    `insert into catalogue_edition_change
       (id, edition_id, item_code, field, slot, state, value, reason, basis, rule, based_on, account_id, at)
     select c.id, $2, c."itemCode", c.field, c.slot, c.state, c.value, c.reason, c.basis, c.rule, c."basedOn", $3, $4
     from jsonb_to_recordset($1::jsonb) as c(id uuid, "itemCode" text, field text, slot text, state text, value jsonb,
       reason text, basis text, rule text, "basedOn" uuid)`,
    [JSON.stringify(rows), editionId, actor.accountId, tx.clock.now()],
  );
  return rows.map((row) => row.id);
}

/** Clears slots of an edition: nothing is proposed for them any more. What was proposed is kept for whoever saw it. */
export async function endEditionChanges(
  tx: Tx,
  editionId: string,
  slots: readonly Pick<EditionChange, 'itemCode' | 'field' | 'slot'>[],
): Promise<void> {
  if (slots.length === 0) return;
  await tx.sql(
    `update catalogue_edition_change c set replaced_at = $3
     from jsonb_to_recordset($2::jsonb) as s("itemCode" text, field text, slot text)
     where c.edition_id = $1 and c.item_code = s."itemCode" and c.field = s.field and c.slot = s.slot
       and c.replaced_at is null`,
    [editionId, JSON.stringify(slots), tx.clock.now()],
  );
  await touchEdition(tx, editionId);
}

export async function touchEdition(tx: Tx, editionId: string): Promise<void> {
  await tx.sql('update catalogue_edition set version = version + 1, updated_at = $2 where id = $1', [
    editionId,
    tx.clock.now(),
  ]);
}
