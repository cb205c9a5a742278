import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Task } from './task.js';
import { taskColumns, taskOf, type TaskRow } from './task-row.js';

/** Null where there is none. */
export async function findTask(db: Sql, id: string): Promise<Task | null> {
  if (!isUuid(id)) return null;
  const [row] = await db.sql<TaskRow>(`select ${taskColumns} from task t where t.id = $1`, [id]);
  return row === undefined ? null : taskOf(row);
}
