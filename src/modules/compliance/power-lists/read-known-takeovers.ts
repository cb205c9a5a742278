import type { Sql } from '../../../platform/db/sql.js';
import type { NewTask } from '../../tasks/open-tasks.js';
import { keyOf, type Takeover } from './takeover.js';

/** What a body was asked to update its list for already. */
export interface KnownTakeovers {
  readonly keys: ReadonlySet<string>;
  /** Those of them that it did. */
  readonly done: ReadonlySet<string>;
  /** Of the task that is open. */
  readonly open: (Pick<NewTask, 'dueDate' | 'why'> & { readonly takeovers: readonly Takeover[] }) | undefined;
}

interface TaskRow {
  readonly subject: string;
  readonly state: string;
  readonly dueDate: string | null;
  readonly why: NewTask['why'];
  readonly takeovers: readonly Takeover[];
}

/** By body id; bodies that were never asked are left out. */
export async function readKnownTakeovers(db: Sql): Promise<ReadonlyMap<string, KnownTakeovers>> {
  const rows = await db.sql<TaskRow>(
    `select t.subject, t.state, t.due_date::text as "dueDate", t.why, t.details -> 'takeovers' as takeovers
     from task t where t.kind = 'POWER_LIST_UPDATE' order by t.opened_at, t.id`,
  );
  return new Map(
    [...Map.groupBy(rows, (row) => row.subject)].map(([subject, tasks]) => [
      subject,
      {
        keys: keysOf(tasks),
        done: keysOf(tasks.filter((task) => task.state === 'DONE')),
        open: tasks.find((task) => task.state === 'OPEN'),
      },
    ]),
  );
}

function keysOf(tasks: readonly TaskRow[]): ReadonlySet<string> {
  return new Set(tasks.flatMap((task) => task.takeovers.map(keyOf)));
}
