import type { Tx } from '../../platform/db/tx.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Task } from './task.js';
import { taskColumns, taskOf, type TaskRow } from './task-row.js';

/** Holds one task for whoever decides on it; null where there is none. */
export async function lockTask(tx: Tx, id: string): Promise<Task | null> {
  if (!isUuid(id)) return null;
  const [row] = await tx.sql<TaskRow>(`select ${taskColumns} from task t where t.id = $1 for update`, [id]);
  return row === undefined ? null : taskOf(row);
}
