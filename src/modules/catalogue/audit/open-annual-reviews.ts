import type { Tx } from '../../../platform/db/tx.js';
import { addDays, shanghaiDate } from '../../rules/calendar-date.js';
import { explain, packFor } from '../../rules/packs.js';
import { type NewTask, openTasks } from '../../tasks/open-tasks.js';
import { nextReview, readLastReviews } from './review-due.js';

/** How long before the day it is due, so that there is time for it. */
const noticeDays = 30;
/** Whoever looks first does it: nodes look at about the same time. */
const reviewLock = 1_400_002;

/** Opens a task for each division whose yearly review comes due, once for each due day. Answers with their ids. */
export async function openAnnualReviews(tx: Tx): Promise<readonly string[]> {
  await tx.sql('select pg_advisory_xact_lock($1)', [reviewLock]);
  const today = shanghaiDate(tx.clock.now());
  const lasts = await readLastReviews(tx, null);
  const due = lasts.flatMap((last): NewTask[] => {
    const pack = packFor(last.pack);
    const dueDate = nextReview(pack, last);
    if (dueDate === null || today < addDays(dueDate, -noticeDays)) return [];
    const { divisionCode } = last;
    const text = `标准目录应于${dueDate}前复核。`;
    const inputs = [{ name: last.reviewed ? '上次复核' : '目录开始', value: last.on }];
    return [
      {
        kind: 'CATALOGUE_REVIEW',
        subject: divisionCode,
        cause: dueDate,
        divisionCode,
        dueDate,
        why: explain(pack, 'CAT-19', { inputs, text }),
        details: { last: last.on, reviewed: last.reviewed },
      },
    ];
  });
  return openTasks(tx, due);
}
