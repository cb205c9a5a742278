import type { Tx } from '../../../platform/db/tx.js';
import type { Body, Directory } from '../../jurisdictions/directory.js';
import { loadDirectory } from '../../jurisdictions/load-directory.js';
import { newest } from '../../jurisdictions/select-directory.js';
import type { Sequence } from '../../ledger/sequence.js';
import { addDays, shanghaiDate } from '../../rules/calendar-date.js';
import { computeDueDate } from '../../rules/due-date.js';
import { loadCalendar } from '../../rules/load-calendar.js';
import { packAt, parameterOf } from '../../rules/packs.js';
import type { WorkingCalendar } from '../../rules/working-calendar.js';
import { type NewTask, openTasks } from '../../tasks/open-tasks.js';

/** A body took over what another one did, or one ended without an heir and its division's government has it now. */
interface Takeover {
  readonly ended: Body;
  readonly heir: Body;
  readonly functions: readonly string[] | null;
  readonly effectiveOn: string;
}

/**
 * Where a release tells of bodies that ended by now, each heir has to update its list of powers and responsibilities
 * (POW-01): one POWER_LIST_UPDATE task for each, due as its pack says, counted from the day of effect (R-D08). Without
 * such a parameter the task has no day. Once for each takeover, however often it is called; answers with the new tasks.
 */
export async function openPowerListUpdates(tx: Tx, sequence: Sequence): Promise<readonly string[]> {
  const told = await tx.sql<{ subject: string }>(
    `select subject from ledger_entry where sequence = $1::bigint and kind = 'BODY_CHANGED'`,
    [sequence],
  );
  if (told.length === 0) return [];
  const directory = await loadDirectory(tx, newest);
  const takeovers = takeoversOf(
    directory,
    told.map((entry) => entry.subject),
    shanghaiDate(tx.clock.now()),
  );
  if (takeovers.length === 0) return [];
  const calendar = await loadCalendar(tx);
  return openTasks(
    tx,
    takeovers.map((takeover) => ({ ...taskOf(directory, takeover, calendar), openedSequence: sequence })),
  );
}

function takeoversOf(directory: Directory, told: readonly string[], today: string): readonly Takeover[] {
  return told.flatMap((id): Takeover[] => {
    const ended = directory.body(id);
    if (ended === undefined || ended.validTo === null || ended.validTo >= today) return [];
    const successions = directory.successionsFrom(id);
    if (successions.length === 0) return abandoned(directory, ended);
    return successions.flatMap(({ successorId, functions, effectiveOn }) => {
      const heir = directory.body(successorId);
      return heir === undefined || effectiveOn > today ? [] : [{ ended, heir, functions, effectiveOn }];
    });
  });
}

/** Only where there was something to carry on. */
function abandoned(directory: Directory, ended: Body): Takeover[] {
  const heir = directory.government(ended.divisionCode);
  if (heir === undefined || heir.id === ended.id || ended.validTo === null || ended.functions.length === 0) return [];
  return [{ ended, heir, functions: null, effectiveOn: addDays(ended.validTo, 1) }];
}

function taskOf(directory: Directory, takeover: Takeover, calendar: WorkingCalendar): NewTask {
  const { ended, heir, functions, effectiveOn } = takeover;
  const division = directory.division(heir.divisionCode);
  if (division === undefined) throw new Error(`The directory has no division ${heir.divisionCode}.`);
  const pack = packAt(division.pack, effectiveOn);
  const limit = parameterOf(pack, 'powerList.updateDue');
  const due =
    limit === null
      ? null
      : computeDueDate({ ...limit.value, trigger: 'CHANGED', at: effectiveOn, calendar, rule: limit.rule, pack });
  return {
    kind: 'POWER_LIST_UPDATE',
    subject: heir.id,
    cause: `${ended.id}/${effectiveOn}`,
    divisionCode: division.code,
    bodyId: heir.id,
    dueDate: due?.date ?? null,
    why: due?.explanation ?? null,
    details: { predecessorId: ended.id, predecessorName: ended.name, functions, effectiveOn },
  };
}
