import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { type Actor, holds } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { divisionScopes } from '../../jurisdictions/division-scopes.js';
import { readHead } from '../../ledger/read-head.js';
import { findTask } from '../../tasks/find-task.js';
import { type Task, taskReaders } from '../../tasks/task.js';
import type { CatalogueChange } from '../editing/change-fact.js';
import { type ColumnValues, columnFields } from '../editing/check-columns.js';
import type { CatalogueFact } from '../catalogue-fact.js';
import { lockItems, openPlace, type Place } from '../editing/open-item.js';
import { refuseUnder } from '../editing/refuse-under.js';
import { type CatalogueField, catalogueFields } from '../effective-item.js';
import { fieldPolicies } from '../field-policy.js';
import { overrideField } from '../override-field.js';
import { readFacts } from '../read-catalogue.js';
import { resetField } from '../reset-field.js';
import { retireItem } from '../retire-item.js';
import { closeConflicts, type ConflictOutcome } from './close-conflicts.js';
import { isListField, mergeAdditions } from './merge-additions.js';

/**
 * KEEP: the own value or the own additions stay. ACCEPT: they are taken back. MERGE: another own value takes the place
 * of the own one; of a list, the own additions stay without what stands above now, or others take their place.
 */
export const conflictDecisions = ['KEEP', 'ACCEPT', 'MERGE'] as const;
export type ConflictDecision = (typeof conflictDecisions)[number];

export interface ResolveConflict {
  readonly taskId: string;
  readonly decision: ConflictDecision;
  /** For MERGE: exactly the field of the conflict; of a list the additions, which may be left out. */
  readonly value?: ColumnValues;
  /**
   * The edition that proposes the value, or the end of an item of the division's own, where the level above approves;
   * the task ends as it is published. To take a value back asks for none.
   */
  readonly editionId?: string | null;
  readonly reason?: string | null;
}

export interface ResolvedConflict {
  readonly task: Task;
  /** Null where nothing changed: the own value was kept, or was gone already. */
  readonly change: CatalogueChange | null;
}

interface Subject {
  readonly divisionCode: string;
  readonly itemCode: string;
  readonly field: CatalogueField;
}

const outcomes: Readonly<Record<ConflictDecision, ConflictOutcome>> = {
  KEEP: 'KEPT',
  ACCEPT: 'ACCEPTED',
  MERGE: 'MERGED',
};

/**
 * Decides what becomes of a field that was changed above after the division had set it (R-I12). Until then, and after
 * KEEP, the merge rule of the field says what counts. Errors: NOT_FOUND, FORBIDDEN; as data NOT_ALLOWED_HERE, INVALID,
 * and those of `overrideField`, `mergeAdditions` and `resetField`.
 */
export async function resolveConflict(tx: Tx, actor: Actor, input: ResolveConflict): Promise<ResolvedConflict> {
  const { decision, reason = null } = input;
  const task = await findTask(tx, input.taskId);
  const subject = task?.kind === 'CATALOGUE_CONFLICT' ? subjectOf(task) : null;
  if (task === null || subject === null) throw notFound();
  if (!holds(actor, taskReaders, await divisionScopes(tx, subject.divisionCode))) throw notFound();
  const { divisionCode, itemCode, field } = subject;
  const place = await openPlace(tx, actor, { divisionCode, roles: fieldPolicies[field].roles });
  if (decision === 'MERGE') requireValue(place, task, { field, value: input.value });
  if (input.editionId == null) await lockItems(tx, [itemCode]);
  const own = decision === 'ACCEPT' ? await ownFacts(tx, task, subject) : [];
  // What is only proposed decides nothing yet: the task ends when the edition is published.
  const proposed = input.editionId != null && (decision === 'MERGE' || own.some(defines));
  const decided = { divisionCode, fields: [{ itemCode, field }], outcome: outcomes[decision], reason };
  const closed = proposed ? [] : await closeConflicts(tx, actor, decided);
  if (!(proposed ? task.state === 'OPEN' : closed.includes(task.id))) {
    refuseConflict(place, task, { code: 'NOT_ALLOWED_HERE', path: ['taskId'], message: '该冲突已经处理。' });
  }
  const details = { decision, subject: task.subject };
  await recordAudit(tx, actor, { verb: 'resolve-conflict', subject: `task:${task.id}`, details });
  const change = await carryOut(tx, actor, { input, subject, own });
  return { task: (await findTask(tx, task.id)) ?? task, change };
}

function subjectOf({ subject }: Task): Subject | null {
  const [divisionCode = '', itemCode = '', last] = subject.split('/');
  const field = catalogueFields.find((known) => known === last);
  return field === undefined ? null : { divisionCode, itemCode, field };
}

function requireValue(
  place: Place,
  task: Task,
  { field, value = {} }: { readonly field: CatalogueField; readonly value: ColumnValues | undefined },
): void {
  const named = columnFields.filter((one) => value[one] !== undefined);
  if (named.length === 0 && isListField(field)) return;
  if (named.length === 1 && named[0] === field) return;
  const message = `合并须给出“${fieldPolicies[field].label}”的新值，且只给出这一栏。`;
  refuseConflict(place, task, { code: 'INVALID', path: ['value'], message });
}

/** What the division would give up. What keeps an item alive after its retirement above is its own basis. */
async function ownFacts(
  tx: Tx,
  { details }: Task,
  { divisionCode, itemCode, field }: Subject,
): Promise<readonly CatalogueFact[]> {
  const given = details['retired'] === true ? 'bases' : field;
  const { sequence: at } = await readHead(tx);
  const facts = await readFacts(tx, { at, itemCodes: [itemCode] });
  return facts.filter((fact) => fact.divisionCode === divisionCode && fact.field === given && fact.slot !== 'LOCK');
}

function defines(fact: CatalogueFact): boolean {
  return fact.state === 'DEFINED';
}

async function carryOut(
  tx: Tx,
  actor: Actor,
  {
    input,
    subject,
    own,
  }: { readonly input: ResolveConflict; readonly subject: Subject; readonly own: readonly CatalogueFact[] },
): Promise<CatalogueChange | null> {
  const { decision, value = {}, editionId = null, reason = null } = input;
  const { divisionCode, itemCode, field } = subject;
  if (decision === 'MERGE' && isListField(field)) {
    const merged = value[field] === undefined ? null : { [field]: value[field] };
    return mergeAdditions(tx, actor, { divisionCode, itemCode, field, value: merged, editionId, reason });
  }
  if (decision === 'MERGE') return overrideField(tx, actor, { divisionCode, itemCode, value, editionId, reason });
  const [first] = own;
  if (first === undefined) return null;
  if (defines(first)) {
    return retireItem(tx, actor, { divisionCode, itemCode, editionId, reason: reason ?? '上级事项已停用' });
  }
  return resetField(tx, actor, { divisionCode, itemCode, field: first.field, followsAbove: true });
}

/** Every refusal names the values that stand against each other. */
function refuseConflict(
  place: Place,
  { details }: Task,
  fault: { readonly code: 'INVALID' | 'NOT_ALLOWED_HERE'; readonly path: readonly string[]; readonly message: string },
): never {
  const inputs = [
    { name: '上级的值', value: String(details['upperValue']) },
    { name: '本级的值', value: String(details['ownValue']) },
  ];
  refuseUnder(place.pack, { ...fault, rule: 'R-I12', inputs });
}
