import type { Tx } from '../../../platform/db/tx.js';
import { UserErrors } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { closeConflicts } from '../drift/close-conflicts.js';
import { branchesOf } from '../editing/dead-branches.js';
import { lockTree, nextPosition } from '../editing/lock-tree.js';
import { lockItems, needsApproval } from '../editing/open-item.js';
import { refuseUnder } from '../editing/refuse-under.js';
import { type FactWrites, type NewFact, writeFacts } from '../editing/write-facts.js';
import { checkChanges, type EditionContent, readEditionContent } from './check-changes.js';
import { type Edition, editionStateLabels } from './edition.js';
import { retires } from './edition-changes.js';
import { requireKeeper } from './edition-policy.js';
import { type EditionStep, type HeldEdition, holdEdition } from './hold-edition.js';
import { moveEdition } from './move-edition.js';

/**
 * Makes all changes of an edition public at one sequence. Where the level above approves (K15), only an approved one
 * (R-I13); one that declares something not applicable must be approved everywhere (R-I10). Errors: NOT_FOUND,
 * FORBIDDEN, CONFLICT; as data NOT_ALLOWED_HERE and every change that no longer fits what holds.
 */
export async function publishEdition(tx: Tx, actor: Actor, step: EditionStep): Promise<Edition> {
  const held = await holdEdition(tx, actor, { step, to: 'PUBLISHED', policy: requireKeeper });
  const { edition } = held;
  const content = await readEditionContent(tx, held);
  requireApproval(held, content);
  if (content.items.length > 0) await lockTree(tx);
  const groups = content.items.flatMap((item) => item.parentCode ?? []);
  await lockItems(tx, [...content.changes.map((change) => change.itemCode), ...(await branchesOf(tx, groups))]);
  const faults = await checkChanges(tx, held, content);
  if (faults.length > 0) throw new UserErrors(faults);
  const writes = await writesOf(tx, held, content);
  await recordAudit(tx, actor, {
    verb: 'publish-edition',
    subject: `edition:${edition.id}`,
    details: { items: writes.itemCodes, changes: content.changes.length, approver: edition.approvedBy },
  });
  await tx.sql('delete from catalogue_edition_item where edition_id = $1', [edition.id]);
  const moved = await moveEdition(tx, actor, { id: edition.id, to: 'PUBLISHED' });
  await closeConflicts(tx, actor, {
    divisionCode: edition.divisionCode,
    fields: content.changes.filter((change) => change.slot !== 'LOCK'),
    outcome: 'CHANGED',
  });
  const { sequence } = await writeFacts(tx, actor, {
    ...writes,
    also: [
      {
        text: 'update catalogue_edition set published_sequence = head.sequence from head where id = $1',
        params: [edition.id],
      },
    ],
  });
  return { ...moved, publishedSequence: sequence };
}

function requireApproval(held: HeldEdition, { changes }: EditionContent): void {
  const { edition, upper, pack } = held;
  if (edition.state === 'APPROVED' || upper === null) return;
  const suppressed = changes.filter(({ fact }) => fact?.state === 'SUPPRESS').map((change) => change.itemCode);
  const asked = needsApproval(held);
  if (!asked && suppressed.length === 0) return;
  const why = asked ? '修订稿' : '声明不适用的修订稿';
  const message = `${why}须经${upper.name}审核同意后才能发布。`;
  const inputs = [
    { name: '状态', value: editionStateLabels[edition.state] },
    { name: '审核', value: upper.name },
    ...(asked ? [] : [{ name: '声明不适用的事项', value: suppressed.join('、') }]),
  ];
  const rule = asked ? 'R-I13' : 'R-I10';
  refuseUnder(pack, { code: 'NOT_ALLOWED_HERE', path: ['editionId'], message, rule, inputs });
}

async function writesOf(
  tx: Tx,
  { edition, division }: HeldEdition,
  { changes, items }: EditionContent,
): Promise<FactWrites> {
  const [first, ...rest] = new Set(changes.map((change) => change.itemCode));
  if (first === undefined) throw new Error('An edition without a change.');
  const start = items.length === 0 ? 0 : await nextPosition(tx);
  return {
    divisionCode: division.code,
    itemCodes: [first, ...rest],
    close: changes.flatMap((change) => change.basedOn ?? []),
    open: changes.flatMap(({ fact }): NewFact[] => {
      if (fact === null) return [];
      const { id, itemCode, divisionCode, field, slot, state, value, reason, basis, rule } = fact;
      const approver = state === 'SUPPRESS' ? edition.approvedBy : null;
      return [{ id, itemCode, divisionCode, field, slot, state, value, reason, basis, rule, approver }];
    }),
    items: items.map((item, index) => ({ ...item, position: start + index })),
    retire: changes.filter(retires).map((change) => change.itemCode),
  };
}
