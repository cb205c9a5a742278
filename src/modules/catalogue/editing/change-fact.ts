import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import type { Sequence } from '../../ledger/sequence.js';
import type { CatalogueFact, FactSlot } from '../catalogue-fact.js';
import type { CatalogueField } from '../effective-item.js';
import type { OpenItem } from './open-item.js';
import { type NewFact, writeFacts } from './write-facts.js';

/** What a verb of the catalogue did: the fact that holds now (null where one was removed) and since when. */
export interface CatalogueChange {
  readonly divisionCode: string;
  readonly itemCode: string;
  readonly field: CatalogueField;
  readonly factId: string | null;
  readonly sequence: Sequence;
  readonly at: Date;
}

export interface FactChange {
  readonly verb: string;
  readonly fact: Omit<NewFact, 'itemCode' | 'divisionCode'>;
}

/** The division's own fact in a slot of a field. */
export function ownFact(open: OpenItem, field: CatalogueField, slot: FactSlot): CatalogueFact | undefined {
  return open.own.find((fact) => fact.field === field && fact.slot === slot);
}

/**
 * Puts a fact in the place of the division's own one of that slot: two rows, whatever the number of descendants.
 * Saving what already stands writes nothing and answers with the standing fact.
 */
export async function changeFact(
  tx: Tx,
  actor: Actor,
  { open, verb, fact }: FactChange & { readonly open: OpenItem },
): Promise<CatalogueChange> {
  const subject = { divisionCode: open.division.code, itemCode: open.item.code };
  const before = ownFact(open, fact.field, fact.slot);
  if (before !== undefined && says(before, fact)) {
    return { ...subject, field: fact.field, factId: before.id, sequence: before.since, at: before.at };
  }
  await recordAudit(tx, actor, {
    verb,
    subject: `item:${subject.divisionCode}/${subject.itemCode}`,
    details: { field: fact.field, state: fact.state, replaced: before?.id ?? null, approver: fact.approver ?? null },
  });
  const written = await writeFacts(tx, actor, {
    divisionCode: subject.divisionCode,
    itemCodes: [subject.itemCode],
    close: before === undefined ? [] : [before.id],
    open: [{ ...subject, ...fact }],
  });
  const { sequence, at } = written;
  return { ...subject, field: fact.field, factId: written.factIds[0] ?? null, sequence, at };
}

/** Ends facts of a field; what is inherited shows again. */
export async function closeFacts(
  tx: Tx,
  actor: Actor,
  {
    open,
    verb,
    field,
    facts,
  }: { open: OpenItem; verb: string; field: CatalogueField; facts: readonly CatalogueFact[] },
): Promise<CatalogueChange> {
  const subject = { divisionCode: open.division.code, itemCode: open.item.code };
  const close = facts.map((fact) => fact.id);
  await recordAudit(tx, actor, {
    verb,
    subject: `item:${subject.divisionCode}/${subject.itemCode}`,
    details: { field, closed: close },
  });
  const { sequence, at } = await writeFacts(tx, actor, {
    divisionCode: subject.divisionCode,
    itemCodes: [subject.itemCode],
    close,
  });
  return { ...subject, field, factId: null, sequence, at };
}

function says(before: CatalogueFact, fact: FactChange['fact']): boolean {
  const parts = (one: Pick<NewFact, 'state' | 'value' | 'reason' | 'basis'>) =>
    sorted([one.state, one.value, one.reason ?? null, one.basis ?? null]);
  return parts(before) === parts(fact);
}

/** JSON with sorted keys: the database gives keys back in an order of its own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
