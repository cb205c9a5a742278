import type { Tx } from '../../../platform/db/tx.js';
import { isRecord } from '../../../platform/values/is-record.js';
import type { Actor } from '../../identity/actor.js';
import { auditWrite, recordAudit } from '../../identity/record-audit.js';
import type { Sequence } from '../../ledger/sequence.js';
import type { CatalogueFact, FactSlot } from '../catalogue-fact.js';
import type { CatalogueField } from '../effective-item.js';
import { closeConflicts } from '../drift/close-conflicts.js';
import {
  endEditionChanges,
  isOvertaken,
  type ProposedChange,
  writeEditionChanges,
} from '../editions/edition-changes.js';
import { type OpenItem, requireEdition } from './open-item.js';
import { type NewFact, writeFacts } from './write-facts.js';

/** What a verb of the catalogue did: the fact that holds now (null where one was removed) and since when. */
export interface CatalogueChange {
  readonly divisionCode: string;
  readonly itemCode: string;
  readonly field: CatalogueField;
  readonly factId: string | null;
  /** Null for what is only proposed. */
  readonly sequence: Sequence | null;
  readonly at: Date;
  /** The edition that it was put into; null for what took effect. */
  readonly editionId: string | null;
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
 * In an edition it is only proposed. Saving what already stands writes nothing and answers with the standing fact; a
 * proposal that was overtaken is made anew, on what stands now.
 */
export async function changeFact(
  tx: Tx,
  actor: Actor,
  { open, verb, fact }: FactChange & { readonly open: OpenItem },
): Promise<CatalogueChange> {
  const subject = { divisionCode: open.division.code, itemCode: open.item.code };
  requireEdition(open);
  const before = ownFact(open, fact.field, fact.slot);
  const editionId = open.edition?.id ?? null;
  const overtaken = open.proposed.some((change) => change.id === before?.id && isOvertaken(change, open.published));
  if (before !== undefined && says(before, fact) && !overtaken) {
    const sequence = editionId === null ? before.since : null;
    return { ...subject, field: fact.field, factId: before.id, sequence, at: before.at, editionId };
  }
  const audit = {
    verb,
    subject: `item:${subject.divisionCode}/${subject.itemCode}`,
    details: {
      field: fact.field,
      state: fact.state,
      replaced: before?.id ?? null,
      approver: fact.approver ?? null,
      ...(editionId === null ? {} : { edition: editionId }),
    },
  };
  if (open.edition !== null) {
    await recordAudit(tx, actor, audit);
    const [factId = null] = await proposeChanges(tx, actor, open, [fact]);
    return { ...subject, field: fact.field, factId, sequence: null, at: tx.clock.now(), editionId };
  }
  await decide(tx, actor, open, [fact]);
  const written = await writeFacts(tx, actor, {
    divisionCode: subject.divisionCode,
    itemCodes: [subject.itemCode],
    close: before === undefined ? [] : [before.id],
    open: [{ ...subject, ...fact }],
    also: [auditWrite(tx, actor, audit)],
  });
  const { sequence, at } = written;
  return { ...subject, field: fact.field, factId: written.factIds[0] ?? null, sequence, at, editionId };
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
    followsAbove = false,
  }: {
    open: OpenItem;
    verb: string;
    field: CatalogueField;
    facts: readonly CatalogueFact[];
    /** Nothing of one's own is left to approve: what shows is what the level above decided. */
    followsAbove?: boolean;
  },
): Promise<CatalogueChange> {
  if (!followsAbove) requireEdition(open);
  const subject = { divisionCode: open.division.code, itemCode: open.item.code };
  const close = facts.map((fact) => fact.id);
  const editionId = open.edition?.id ?? null;
  await recordAudit(tx, actor, {
    verb,
    subject: `item:${subject.divisionCode}/${subject.itemCode}`,
    details: { field, closed: close, ...(editionId === null ? {} : { edition: editionId }) },
  });
  if (open.edition !== null) {
    const back = facts.map(({ slot }) => ({ field, slot, state: null, value: null }));
    await proposeChanges(tx, actor, open, back);
    return { ...subject, field, factId: null, sequence: null, at: tx.clock.now(), editionId };
  }
  await decide(tx, actor, open, facts);
  const { sequence, at } = await writeFacts(tx, actor, {
    divisionCode: subject.divisionCode,
    itemCodes: [subject.itemCode],
    close,
  });
  return { ...subject, field, factId: null, sequence, at, editionId };
}

/** Whoever changes a field of their own has decided what was open about it; a lock is for those below. */
async function decide(
  tx: Tx,
  actor: Actor,
  { division, item, inherited }: OpenItem,
  facts: readonly Pick<CatalogueFact, 'field' | 'slot'>[],
): Promise<void> {
  const decided = facts.filter((fact) => fact.slot !== 'LOCK');
  if (inherited === null || decided.length === 0) return;
  const fields = decided.map(({ field }) => ({ itemCode: item.code, field }));
  await closeConflicts(tx, actor, { divisionCode: division.code, fields, outcome: 'CHANGED' });
}

type Proposal = Pick<ProposedChange, 'field' | 'slot' | 'state' | 'value'> & {
  readonly reason?: string | null;
  readonly basis?: string | null;
  readonly rule?: string | null;
};

/** What was only proposed before and is taken back leaves the edition; the rest is put into it. */
async function proposeChanges(
  tx: Tx,
  actor: Actor,
  { edition, item, published }: OpenItem,
  proposals: readonly Proposal[],
): Promise<readonly string[]> {
  if (edition === null) throw new Error('There is no edition to propose in.');
  const changes = proposals.map(({ reason = null, basis = null, rule = null, ...proposal }): ProposedChange => {
    const standing = published.find((fact) => fact.field === proposal.field && fact.slot === proposal.slot);
    return { ...proposal, reason, basis, rule, itemCode: item.code, basedOn: standing?.id ?? null };
  });
  const [dropped, written] = partition(changes, ({ state, basedOn }) => state === null && basedOn === null);
  await endEditionChanges(tx, edition.id, dropped);
  return writeEditionChanges(tx, actor, edition.id, written);
}

function partition<T>(all: readonly T[], chosen: (one: T) => boolean): [T[], T[]] {
  return [all.filter(chosen), all.filter((one) => !chosen(one))];
}

function says(before: CatalogueFact, fact: FactChange['fact']): boolean {
  const parts = (one: Pick<NewFact, 'state' | 'value' | 'reason' | 'basis'>) =>
    sorted([one.state, one.value, one.reason ?? null, one.basis ?? null]);
  return parts(before) === parts(fact);
}

/** JSON with sorted keys: the database gives keys back in an order of its own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
