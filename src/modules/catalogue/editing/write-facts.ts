import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import { type Appended, appendRelease, type ReleaseWrite } from '../../ledger/append-release.js';
import type { CatalogueFact, CatalogueItem } from '../catalogue-fact.js';

export type NewFact = Pick<CatalogueFact, 'itemCode' | 'divisionCode' | 'field' | 'slot' | 'state' | 'value'> & {
  /** That under which it was proposed; left out: a new one. */
  readonly id?: string;
  readonly reason?: string | null;
  readonly basis?: string | null;
  readonly rule?: string | null;
  readonly approver?: string | null;
};

export interface FactWrites {
  /** The division that speaks. */
  readonly divisionCode: string;
  readonly itemCodes: readonly [string, ...string[]];
  /** Ids of facts that end. */
  readonly close?: readonly string[];
  readonly open?: readonly NewFact[];
  readonly items?: readonly Omit<CatalogueItem, 'retiredAt'>[];
  /** Codes of items that end. */
  readonly retire?: readonly string[];
  /** What else belongs to the release. */
  readonly also?: readonly ReleaseWrite[];
}

export interface WrittenFacts extends Appended {
  /** Ids of the facts that begin, in order. */
  readonly factIds: readonly string[];
}

/** One release that closes and opens facts, with one entry for each item: the last thing a verb does. */
export async function writeFacts(tx: Tx, actor: Actor, writes: FactWrites): Promise<WrittenFacts> {
  const open = (writes.open ?? []).map((fact) => ({
    ...fact,
    id: fact.id ?? tx.ids.uuid(),
    accountId: actor.accountId,
  }));
  const [first, ...rest] = writes.itemCodes;
  const entry = (itemCode: string) => ({
    kind: 'CATALOGUE_CHANGED' as const,
    subject: `${writes.divisionCode}/${itemCode}`,
  });
  const statements: ReleaseWrite[] = [];
  if ((writes.items ?? []).length > 0) statements.push(insertItems(writes.items ?? []));
  if ((writes.close ?? []).length > 0) statements.push(closeFacts(writes.close ?? []));
  if (open.length > 0) statements.push(insertFacts(open));
  if ((writes.retire ?? []).length > 0) statements.push(retireItems(writes.retire ?? []));
  statements.push(...(writes.also ?? []));
  const appended = await appendRelease(tx, { entries: [entry(first), ...rest.map(entry)], writes: statements });
  return { ...appended, factIds: open.map((fact) => fact.id) };
}

function closeFacts(ids: readonly string[]): ReleaseWrite {
  return {
    text: `update catalogue_fact set to_sequence = head.sequence from head
      where catalogue_fact.id = any($1::uuid[]) and catalogue_fact.to_sequence is null`,
    params: [ids],
  };
}

function insertFacts(facts: readonly (NewFact & { readonly id: string; readonly accountId: string })[]): ReleaseWrite {
  return {
    text: `insert into catalogue_fact (id, item_code, division_code, field, slot, state, value, reason, basis, rule, approver, account_id, at, from_sequence)
      select f.id, f."itemCode", f."divisionCode", f.field, f.slot, f.state, f.value, f.reason, f.basis, f.rule, f.approver, f."accountId", head.at, head.sequence
      from head, jsonb_to_recordset($1::jsonb) as f(id uuid, "itemCode" text, "divisionCode" text, field text, slot text,
        state text, value jsonb, reason text, basis text, rule text, approver uuid, "accountId" uuid)`,
    params: [JSON.stringify(facts)],
  };
}

function insertItems(items: readonly Omit<CatalogueItem, 'retiredAt'>[]): ReleaseWrite {
  return {
    text: `insert into catalogue_item (code, parent_code, defined_at, category, tier, is_leaf, identifier, field, position, local, from_sequence)
      select i.code, i."parentCode", i."definedAt", i.category, i.tier, i."isLeaf", i.identifier, i."pilotField", i.position, i.local, head.sequence
      from head, jsonb_to_recordset($1::jsonb) as i(code text, "parentCode" text, "definedAt" text, category text, tier int,
        "isLeaf" boolean, identifier text, "pilotField" text, position int, local boolean)`,
    params: [JSON.stringify(items)],
  };
}

function retireItems(codes: readonly string[]): ReleaseWrite {
  return {
    text: `update catalogue_item set to_sequence = head.sequence from head
      where catalogue_item.code = any($1::text[]) and catalogue_item.to_sequence is null`,
    params: [codes],
  };
}
