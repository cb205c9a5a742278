import type { Tx } from '../../platform/db/tx.js';
import type { Task } from './task.js';

export interface NewTask extends Pick<Task, 'kind' | 'subject' | 'cause' | 'divisionCode' | 'details'> {
  readonly bodyId?: string | null;
  readonly dueDate?: string | null;
  readonly why?: Task['why'];
  readonly openedSequence?: Task['openedSequence'];
}

/**
 * Opens a task for each subject, by one statement, and answers with the ids of those that are new. A cause that had its
 * task opens none again, nor does one that is older than the last cause of its subject. A later cause of a task that is
 * still open takes its place.
 */
export async function openTasks(tx: Tx, tasks: readonly NewTask[]): Promise<readonly string[]> {
  // One row for each subject: the last one named counts.
  const fresh = new Map(tasks.map((task) => [`${task.kind} ${task.subject}`, { ...task, id: tx.ids.uuid() }]));
  if (fresh.size === 0) return [];
  const rows = [...fresh.values()].map(({ openedSequence, ...task }) => ({
    ...task,
    openedSequence: openedSequence?.toString() ?? null,
  }));
  const written = await tx.sql<{ id: string }>(
    `insert into task (id, kind, subject, cause, division_code, body_id, due_date, why, details, state, opened_at, opened_sequence)
     select n.id, n.kind, n.subject, n.cause, n."divisionCode", n."bodyId", n."dueDate", n.why, n.details, 'OPEN', $2, n."openedSequence"
     from jsonb_to_recordset($1::jsonb) as n(id uuid, kind text, subject text, cause text, "divisionCode" text, "bodyId" uuid,
       "dueDate" date, why jsonb, details jsonb, "openedSequence" bigint)
     where not exists (
       select 1 from task had where had.kind = n.kind and had.subject = n.subject
         and (had.cause = n.cause or had.opened_sequence > n."openedSequence")
     )
     order by n.kind, n.subject
     on conflict (kind, subject) where state = 'OPEN' do update set
       cause = excluded.cause, details = excluded.details, due_date = excluded.due_date, why = excluded.why,
       opened_sequence = excluded.opened_sequence
       where coalesce(excluded.opened_sequence >= task.opened_sequence, true)
     returning id::text as id`,
    [JSON.stringify(rows), tx.clock.now()],
  );
  const ids = new Set(rows.map((row) => row.id));
  return written.map((row) => row.id).filter((id) => ids.has(id));
}
