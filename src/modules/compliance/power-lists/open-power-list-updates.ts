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
import { readKnownTakeovers } from './read-known-takeovers.js';
import { keyOf, type Takeover } from './takeover.js';

type Due = Pick<NewTask, 'dueDate' | 'why'>;

/**
 * After a release that tells of bodies, everyone that took over from others by now has to update its list of powers and
 * responsibilities (POW-01): one open POWER_LIST_UPDATE task for each body, due as its pack says, counted from the day
 * of effect (R-D08); without such a parameter the task has no day. Each takeover is asked for once, in whatever order
 * releases are looked at; one that comes while a task is open joins it, and the earlier day stays. Answers with the
 * ids of new tasks.
 */
export async function openPowerListUpdates(tx: Tx, sequence: Sequence): Promise<readonly string[]> {
  const directory = await loadDirectory(tx, newest);
  const takeovers = takeoversOf(directory, shanghaiDate(tx.clock.now()));
  if (takeovers.size === 0) return [];
  await tx.sql(`select pg_advisory_xact_lock(hashtextextended('compliance.power-lists', 0))`);
  const known = await readKnownTakeovers(
    tx,
    [...takeovers.keys()].map((heir) => heir.id),
  );
  const calendar = await loadCalendar(tx);
  const tasks = [...takeovers].flatMap(([heir, all]): NewTask[] => {
    const before = known.get(heir.id);
    const fresh = all.filter((one) => before?.keys.has(keyOf(one)) !== true);
    if (fresh.length === 0) return [];
    const dues = [...(before?.open === undefined ? [] : [before.open]), ...fresh.map(dueOf(directory, heir, calendar))];
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
  return openTasks(tx, tasks);
}

/** Everything that took effect by a day, by the body that has it now. */
function takeoversOf(directory: Directory, today: string): ReadonlyMap<Body, readonly Takeover[]> {
  const found = new Map<Body, Takeover[]>();
  for (const body of directory.bodies()) {
    const ended = body.validTo !== null && body.validTo < today;
    for (const { heir, ...takeover } of ended ? heirsOf(directory, body) : handedOver(directory, body)) {
      if (heir === undefined || takeover.effectiveOn > today) continue;
      found.set(heir, [...(found.get(heir) ?? []), takeover]);
    }
  }
  return found;
}

/** Where nobody carries on what a body did, the government of its division has it, if there was something. */
function heirsOf(directory: Directory, ended: Body): (Takeover & { readonly heir: Body | undefined })[] {
  const { id: predecessorId, name: predecessorName, validTo } = ended;
  const successions = directory.successionsFrom(predecessorId);
  if (successions.length > 0 || validTo === null || ended.functions.length === 0) {
    return successions.map(({ successorId, functions, effectiveOn }) => {
      return { heir: directory.body(successorId), predecessorId, predecessorName, functions, effectiveOn };
    });
  }
  const effectiveOn = addDays(validTo, 1);
  const heir = directory.government(ended.divisionCode);
  return [{ heir, predecessorId, predecessorName, functions: null, effectiveOn }];
}

/** Whoever hands a function over and lives on has a list to update as well. */
function handedOver(directory: Directory, body: Body): (Takeover & { readonly heir: Body | undefined })[] {
  const { id: predecessorId, name: predecessorName, validTo } = body;
  return directory.successionsFrom(predecessorId).flatMap(({ successorId, functions, effectiveOn }) => {
    if (functions === null || (validTo !== null && effectiveOn > validTo)) return [];
    const takeover = { predecessorId, predecessorName, functions, effectiveOn };
    return [directory.body(successorId), body].map((heir) => ({ ...takeover, heir }));
  });
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
