import type { Tx } from '../../../platform/db/tx.js';
import { recordAudit } from '../../identity/record-audit.js';
import { timekeeper } from '../../identity/system-actors.js';
import { appendRelease } from '../../ledger/append-release.js';
import type { EntryInput } from '../../ledger/ledger-entry.js';
import { lockDirectory } from '../lock-directory.js';

/**
 * Days on which something recorded about a body begins to count: its first day, the day after its last, the first day
 * of a succession for both sides. Those that came ($1, a day) and that no entry about the body told since.
 */
const untold = `
  with begun as (
    select id, valid_from as day from body where to_sequence is null and valid_from <= $1::date
    union select id, valid_to + 1 from body where to_sequence is null and valid_to < $1::date
    union select predecessor_id, effective_on from body_succession where to_sequence is null and effective_on <= $1::date
    union select successor_id, effective_on from body_succession where to_sequence is null and effective_on <= $1::date
  )
  select b.id::text as id from body b join (select id, max(day) as day from begun group by id) newest on newest.id = b.id
  where b.to_sequence is null and not exists (
    select 1 from ledger_entry e where e.subject = b.id::text and e.kind = 'BODY_CHANGED'
      and e.at >= newest.day::timestamp at time zone 'Asia/Shanghai')
  order by b.position, b.slug`;

/**
 * Tells, once, that the day came from which something recorded earlier counts: from this release on every reader sees
 * it. Answers with the ids of the bodies told of; on other days it does nothing.
 */
export async function announceDatedChanges(tx: Tx): Promise<readonly string[]> {
  const today = await dayOf(tx);
  if ((await idsOf(tx, today)).length === 0) return [];
  await lockDirectory(tx);
  const ids = await idsOf(tx, today);
  const [first, ...others] = ids.map((id): EntryInput => ({ kind: 'BODY_CHANGED', subject: id }));
  if (first === undefined) return [];
  await recordAudit(tx, timekeeper, {
    verb: 'announce-dated-changes',
    subject: `body:${first.subject}`,
    details: { ids, today },
  });
  await appendRelease(tx, { entries: [first, ...others], writes: [] });
  return ids;
}

async function idsOf(tx: Tx, today: string): Promise<string[]> {
  return (await tx.sql<{ id: string }>(untold, [today])).map((row) => row.id);
}

async function dayOf(tx: Tx): Promise<string> {
  const [row] = await tx.sql<{ day: string }>(
    `select ($1::timestamptz at time zone 'Asia/Shanghai')::date::text as day`,
    [tx.clock.now()],
  );
  if (row === undefined) throw new Error('The database did not answer.');
  return row.day;
}
