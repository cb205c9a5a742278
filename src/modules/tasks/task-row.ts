import { named } from '../../platform/db/named.js';
import { type Task, taskKinds, taskStates } from './task.js';

export interface TaskRow extends Omit<Task, 'kind' | 'state' | 'openedAt' | 'closedAt' | 'openedSequence'> {
  kind: string;
  state: string;
  openedAt: string;
  openedSequence: string | null;
  closedAt: string | null;
}

/** The columns of `task t` for `taskOf`. */
export const taskColumns = `t.id::text as id, t.kind, t.subject, t.cause, t.division_code as "divisionCode", t.body_id::text as "bodyId",
  t.due_date::text as "dueDate", t.why, t.details, t.state, t.opened_at::text as "openedAt",
  t.opened_sequence::text as "openedSequence", t.closed_at::text as "closedAt", t.closed_by::text as "closedBy",
  t.outcome, t.evidence`;

export function taskOf(row: TaskRow): Task {
  return {
    ...row,
    kind: named(taskKinds, row.kind),
    state: named(taskStates, row.state),
    openedAt: new Date(row.openedAt),
    openedSequence: row.openedSequence === null ? null : BigInt(row.openedSequence),
    closedAt: row.closedAt === null ? null : new Date(row.closedAt),
  };
}
