import { decodeCursor, encodeCursor } from '../../platform/db/cursor.js';
import type { Sql } from '../../platform/db/sql.js';
import { badInput } from '../../platform/errors/app-error.js';
import type { Task, TaskKind, TaskState } from './task.js';
import { taskColumns, taskOf, type TaskRow } from './task-row.js';

export interface TaskQuery {
  readonly divisionCode: string;
  /** All kinds without it. */
  readonly kinds?: readonly TaskKind[];
  readonly state?: TaskState;
  /** 1 to 100. */
  readonly first: number;
  /** `cursor` of the last task seen. */
  readonly after?: string;
}

export interface TaskPage {
  readonly tasks: readonly (Task & { readonly cursor: string })[];
  readonly hasNextPage: boolean;
}

const most = 100;

/** Tasks of one division, newest first. Errors: BAD_USER_INPUT for `first` out of range or an unknown cursor. */
export async function listTasks(db: Sql, query: TaskQuery): Promise<TaskPage> {
  const { divisionCode, kinds, state, first, after } = query;
  if (!Number.isInteger(first) || first < 1 || first > most) throw badInput(`first must be from 1 to ${most}.`);
  const context = `tasks/${divisionCode}/${kinds?.toSorted().join(',') ?? ''}/${state ?? ''}`;
  const [openedAt = null, id = null] = after === undefined ? [] : decodeCursor(after, context);
  const rows = await db.sql<TaskRow>(
    `select ${taskColumns} from task t
     where t.division_code = $1 and ($2::text[] is null or t.kind = any($2::text[])) and ($3::text is null or t.state = $3)
       and ($4::timestamptz is null or (t.opened_at, t.id) < ($4::timestamptz, $5::uuid))
     order by t.opened_at desc, t.id desc limit $6`,
    [divisionCode, kinds ?? null, state ?? null, openedAt, id, first + 1],
  );
  const tasks = rows.slice(0, first).map((row) => ({
    ...taskOf(row),
    cursor: encodeCursor([row.openedAt, row.id], context),
  }));
  return { tasks, hasNextPage: rows.length > first };
}
