import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import { citedVersion, stateOf } from '../../rules/laws/law.js';
import { loadLaws } from '../../rules/laws/load-laws.js';
import { printCitation } from '../../rules/print-term.js';
import { closeTasks } from '../../tasks/close-tasks.js';
import { findTask } from '../../tasks/find-task.js';
import type { Task } from '../../tasks/task.js';
import { refuseIn } from '../editing/refuse-in.js';
import { requireCatalogueKeeper } from './audit-policy.js';
import { readCitations } from './read-citations.js';

export interface SettleLawAdjustment {
  readonly taskId: string;
  /** What was changed, or why nothing has to be. */
  readonly note: string;
}

/**
 * Closes the task that a changed text made necessary: refused while the division still states a wording that is no
 * longer in force (CAT-09). Errors: NOT_FOUND, FORBIDDEN; as data REQUIRED, NOT_ALLOWED_HERE, RULE_VIOLATION.
 */
export async function settleLawAdjustment(tx: Tx, actor: Actor, input: SettleLawAdjustment): Promise<Task> {
  const task = await findTask(tx, input.taskId);
  if (task?.kind !== 'LAW_ADJUSTMENT') throw notFound();
  await requireCatalogueKeeper(tx, actor, task.divisionCode);
  const note = input.note.trim();
  const { divisionCode } = task;
  if (note === '') {
    const message = '请写明调整情况。';
    await refuseIn(tx, divisionCode, { code: 'REQUIRED', path: ['note'], message, rule: 'CAT-19' });
  }
  const ended = await findEnded(tx, task.subject);
  if (ended.length > 0) {
    const message = `仍引用已失效的文本：${ended.join('、')}。`;
    const inputs = ended.map((value) => ({ name: '已失效的公开依据', value }));
    await refuseIn(tx, divisionCode, { code: 'RULE_VIOLATION', path: ['taskId'], message, rule: 'CAT-09', inputs });
  }
  const closed = await closeTasks(tx, {
    kind: task.kind,
    subjects: task.state === 'OPEN' ? [task.subject] : [],
    outcome: 'ADJUSTED',
    evidence: note,
    accountId: actor.accountId,
  });
  if (!closed.includes(task.id)) {
    const message = '该任务已经办结。';
    const inputs = [{ name: '办结说明', value: task.evidence ?? '' }];
    await refuseIn(tx, divisionCode, { code: 'NOT_ALLOWED_HERE', path: ['taskId'], message, rule: 'CAT-19', inputs });
  }
  await recordAudit(tx, actor, { verb: 'settle-law-adjustment', subject: `task:${task.id}` });
  return (await findTask(tx, task.id)) ?? task;
}

/** What the division itself still cites for this item though it ended. */
async function findEnded(tx: Tx, subject: string): Promise<string[]> {
  const { laws, on } = await loadLaws(tx, shanghaiDate(tx.clock.now()));
  const [divisionCode, ...itemCode] = subject.split('/');
  const stated = await readCitations(tx, { itemCode: itemCode.join('/') });
  const cited = stated.filter((one) => one.divisionCode === divisionCode).flatMap((one) => one.bases);
  return cited
    .filter((basis) =>
      laws.some((law) => {
        const version = citedVersion(law, basis);
        return version !== undefined && ['AMENDED', 'REPEALED'].includes(stateOf(version, on));
      }),
    )
    .map(printCitation);
}
