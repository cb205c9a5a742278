import type { Tx } from '../../../platform/db/tx.js';
import { closeTasks } from '../../tasks/close-tasks.js';

/**
 * Closes every open POWER_LIST_UPDATE task whose body published a list of powers and responsibilities, or a new version
 * of one, after what opened the task. Looks at the truth: events may come in any order.
 */
export async function closePowerListUpdates(tx: Tx): Promise<void> {
  const rows = await tx.sql<{ subject: string; disclosure_id: string; version: number; released_by: string }>(
    `select distinct on (t.subject) t.subject, v.disclosure_id::text as disclosure_id, v.version, v.released_by::text as released_by
     from task t join disclosure_version v on v.lead_body_id = t.body_id and v.kind = 'POWER_LIST'
       and v.from_sequence > t.opened_sequence and v.withdrawn_sequence is null
     where t.kind = 'POWER_LIST_UPDATE' and t.state = 'OPEN'
     order by t.subject, v.from_sequence`,
  );
  for (const { subject, disclosure_id: id, version, released_by: accountId } of rows) {
    const evidence = `${id}@${version}`;
    await closeTasks(tx, { kind: 'POWER_LIST_UPDATE', subjects: [subject], outcome: 'PUBLISHED', evidence, accountId });
  }
}
