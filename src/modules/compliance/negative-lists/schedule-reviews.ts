import type { Tx } from '../../../platform/db/tx.js';
import { timekeeper } from '../../identity/system-actors.js';
import { disclosureChanges } from '../../ledger/ledger-entry.js';
import type { Sequence } from '../../ledger/sequence.js';
import { closeTasks } from '../../tasks/close-tasks.js';
import { openTasks } from '../../tasks/open-tasks.js';

interface ListRow {
  readonly id: string;
  /** Null once it is withdrawn. */
  readonly version: number | null;
  readonly bodyId: string | null;
  readonly divisionCode: string;
  readonly reviewDate: string | null;
  readonly releasedBy: string | null;
  /** Cause of the open task. */
  readonly cause: string | null;
}

/**
 * Every negative list is to be looked at again by its review date (POW-05): a task for each list that the releases
 * tell of, due that day. A new version is that look: it closes the task and opens the next. A list that was withdrawn
 * has none.
 */
export async function scheduleReviews(tx: Tx, sequences: readonly Sequence[]): Promise<void> {
  for (const list of await listsOf(tx, sequences)) {
    const { id, version, cause } = list;
    const wanted = version === null ? null : `${id}@${version}`;
    if (cause !== null && cause !== wanted) {
      await closeTasks(tx, {
        kind: 'NEGATIVE_LIST_REVIEW',
        subjects: [id],
        outcome: wanted === null ? 'WITHDRAWN' : 'PUBLISHED',
        evidence: wanted,
        accountId: list.releasedBy ?? timekeeper.accountId,
        state: wanted === null ? 'CANCELLED' : 'DONE',
      });
    }
    if (wanted === null) continue;
    await openTasks(tx, [
      {
        kind: 'NEGATIVE_LIST_REVIEW',
        subject: id,
        cause: wanted,
        divisionCode: list.divisionCode,
        bodyId: list.bodyId,
        dueDate: list.reviewDate,
        details: { disclosureId: id, version },
      },
    ]);
  }
}

/**
 * The lists that the releases tell of, as they stand now: releases may be looked at in any order. The limit keeps each
 * from being looked for among all disclosures, because lists are rare.
 */
function listsOf(tx: Tx, sequences: readonly Sequence[]): Promise<ListRow[]> {
  return tx.sql<ListRow>(
    `with told as materialized (
       select distinct subject::uuid as id from ledger_entry
       where sequence = any($1::bigint[]) and kind = any($2::text[])
     )
     select d.id::text as id, v.version, v.lead_body_id::text as "bodyId", d.division_code as "divisionCode",
       v.fields ->> 'reviewDate' as "reviewDate", v.released_by::text as "releasedBy", t.cause
     from told cross join lateral (
       select id, division_code from disclosure where id = told.id and kind = 'NEGATIVE_LIST' limit 1
     ) d
     left join disclosure_version v on v.disclosure_id = d.id and v.to_sequence is null and v.withdrawn_sequence is null
     left join task t on t.kind = 'NEGATIVE_LIST_REVIEW' and t.subject = d.id::text and t.state = 'OPEN'
     order by d.id`,
    [sequences, disclosureChanges],
  );
}
