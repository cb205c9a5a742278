import type { Tx } from '../../platform/db/tx.js';
import type { TaskKind, TaskState } from './task.js';

export interface CloseTasks {
  readonly kind: TaskKind;
  readonly subjects: readonly string[];
  /** What was decided, e.g. `KEPT`. */
  readonly outcome: string;
  readonly evidence?: string | null;
  readonly accountId: string;
  /** DONE where left out. */
  readonly state?: Exclude<TaskState, 'OPEN'>;
}

/** Closes the open tasks of these subjects, by one statement, and answers with their ids; closed ones stay as they are. */
export async function closeTasks(tx: Tx, tasks: CloseTasks): Promise<readonly string[]> {
  const { kind, subjects, outcome, evidence = null, accountId, state = 'DONE' } = tasks;
  const rows = await tx.sql<{ id: string }>(
    `update task set state = $3, outcome = $4, evidence = $5, closed_by = $6, closed_at = $7
     where kind = $1 and subject = any($2::text[]) and state = 'OPEN' returning id::text as id`,
    [kind, subjects, state, outcome, evidence, accountId, tx.clock.now()],
  );
  return rows.map((row) => row.id);
}
