import type { Tx } from '../../../platform/db/tx.js';
import { timekeeper } from '../../identity/system-actors.js';
import type { Body, Directory } from '../../jurisdictions/directory.js';
import { loadDirectory } from '../../jurisdictions/load-directory.js';
import { newest } from '../../jurisdictions/select-directory.js';
import type { Sequence } from '../../ledger/sequence.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import { computeDueDate } from '../../rules/due-date.js';
import { loadCalendar } from '../../rules/load-calendar.js';
import { packAt, parameterOf } from '../../rules/packs.js';
import type { WorkingCalendar } from '../../rules/working-calendar.js';
import { closeTasks } from '../../tasks/close-tasks.js';
import { type NewTask, openTasks } from '../../tasks/open-tasks.js';
import { readKnownTakeovers } from './read-known-takeovers.js';
import { keyOf, type Takeover } from './takeover.js';
import { hasTakeovers, takeoversOf } from './takeovers-of.js';

type Due = Pick<NewTask, 'dueDate' | 'why'>;

/**
 * After a release that tells of bodies, everyone that took over from others by now has to update its list of powers and
 * responsibilities (POW-01): one open POWER_LIST_UPDATE task for each body, due as its pack says, counted from the day
 * of effect (R-D08); without such a parameter the task has no day. Each takeover is asked for once, in whatever order
 * releases are looked at; one that comes while a task is open joins it, and the earlier day stays. What a body was
 * asked for and had not done when it ended passes on to whoever answers for it now. Answers with the ids of new tasks.
 */
export async function openPowerListUpdates(tx: Tx, sequence: Sequence): Promise<readonly string[]> {
  const directory = await loadDirectory(tx, newest);
  const today = shanghaiDate(tx.clock.now());
  const dated = directory.asOf(today);
  if (!hasTakeovers(dated)) return [];
  await tx.sql(`select pg_advisory_xact_lock(hashtextextended('compliance.power-lists', 0))`);
  const known = await readKnownTakeovers(tx);
  const { owned, passedOn } = takeoversOf(dated, known);
  const calendar = await loadCalendar(tx);
  const tasks = [...owned].flatMap(([heir, all]): NewTask[] => {
    const before = known.get(heir.id);
    const fresh = all.filter((one) => before?.keys.has(keyOf(one)) !== true);
    if (fresh.length === 0) return [];
    const dues = [...(before?.open === undefined ? [] : [before.open]), ...fresh.map(dueOf(dated, heir, calendar))];
    return [
      {
        kind: 'POWER_LIST_UPDATE',
        subject: heir.id,
        cause: fresh.map(keyOf).join(','),
        divisionCode: heir.divisionCode,
        bodyId: heir.id,
        ...earliest(dues),
        details: { takeovers: [...(before?.open?.takeovers ?? []), ...fresh] },
        openedSequence: sequence,
      },
    ];
  });
  for (const [subject, heirs] of passedOn) {
    await closeTasks(tx, {
      kind: 'POWER_LIST_UPDATE',
      subjects: [subject],
      outcome: 'PASSED_ON',
      evidence: heirs.map((heir) => heir.id).join(','),
      accountId: timekeeper.accountId,
      state: 'CANCELLED',
    });
  }
  return openTasks(tx, tasks);
}

function dueOf(directory: Directory, heir: Body, calendar: WorkingCalendar): (takeover: Takeover) => Due {
  const division = directory.division(heir.divisionCode);
  if (division === undefined) throw new Error(`The directory has no division ${heir.divisionCode}.`);
  return ({ effectiveOn: at }) => {
    const pack = packAt(division.pack, at);
    const limit = parameterOf(pack, 'powerList.updateDue');
    if (limit === null) return { dueDate: null, why: null };
    const { value, rule } = limit;
    const due = computeDueDate({ ...value, trigger: 'CHANGED', at, calendar, rule, pack });
    return { dueDate: due.date, why: due.explanation };
  };
}

function earliest(dues: readonly Due[]): Due {
  const dated = dues.filter(({ dueDate }) => dueDate != null);
  const [first] = dated.toSorted((one, other) => ((one.dueDate ?? '') < (other.dueDate ?? '') ? -1 : 1));
  return { dueDate: first?.dueDate ?? null, why: first?.why ?? null };
}
