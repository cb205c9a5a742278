import type { Sql } from '../../platform/db/sql.js';
import type { Task, TaskKind } from './task.js';
import { taskColumns, taskOf, type TaskRow } from './task-row.js';

/** The open tasks of one kind about these subjects, by subject. */
export async function findOpenTasks(
  db: Sql,
  kind: TaskKind,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Task>> {
  const rows = await db.sql<TaskRow>(
    `select ${taskColumns} from task t where t.kind = $1 and t.state = 'OPEN' and t.subject = any($2::text[])`,
    [kind, subjects],
  );
  return new Map(rows.map((row) => [row.subject, taskOf(row)]));
}
