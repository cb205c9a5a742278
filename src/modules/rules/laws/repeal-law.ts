import type { Tx } from '../../../platform/db/tx.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import { appendEvent } from '../../../platform/outbox/append-event.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import type { CalendarDate } from '../calendar-date.js';
import { explainErrors, type RuleFault } from '../explain-errors.js';
import { lawChanged } from './law-changed.js';
import { findDayFaults, lastDayOf } from './law-faults.js';
import type { Law, LawVersion } from './law.js';
import { requireLawKeeper } from './require-law-keeper.js';
import { openLaw, writeLaw } from './write-law.js';

export interface RepealLaw {
  readonly lawId: string;
  /** The newest version that the editor saw. */
  readonly expectedVersion: number;
  /** The last day on which it is in force. */
  readonly lastDay: CalendarDate;
}

/**
 * Records that a text ends without another wording. Every leaf that cites it gets a task of adjusting, opened by the
 * worker. Errors: NOT_FOUND, CONFLICT; as data INVALID, NOT_ALLOWED_HERE for a text that was repealed before.
 */
export async function repealLaw(tx: Tx, actor: Actor, input: RepealLaw): Promise<Law> {
  const pack = await requireLawKeeper(tx, actor);
  const { law, newest } = await openLaw(tx, input);
  const faults = [...findFaults(newest, input.lastDay), ...findDayFaults('lastDay', input.lastDay)];
  if (faults.length > 0) refuse(...explainErrors(pack, faults));
  const [first, ...rest] = law.versions.map((version) =>
    version === newest ? { ...version, lastDay: input.lastDay, endedAs: 'REPEALED' as const } : version,
  );
  const repealed: Law = { ...law, versions: [first ?? law.versions[0], ...rest] };
  await recordAudit(tx, actor, {
    verb: 'repeal-law',
    subject: `law:${law.id}`,
    details: { version: newest.version, lastDay: input.lastDay },
  });
  await writeLaw(tx, actor, repealed);
  await appendEvent(tx, lawChanged(law.id, newest.version, 'REPEALED'));
  return repealed;
}

function findFaults(newest: LawVersion, lastDay: CalendarDate): RuleFault[] {
  const { title, endedAs, effectiveFrom } = newest;
  const rule = 'CAT-09';
  if (endedAs !== null) {
    const message = `《${title}》已废止。`;
    return [{ code: 'NOT_ALLOWED_HERE', path: ['lawId'], message, rule, inputs: lastDayOf(newest) }];
  }
  if (effectiveFrom === null || lastDay >= effectiveFrom) return [];
  const inputs = [{ name: '施行日期', value: effectiveFrom }];
  return [
    { code: 'INVALID', path: ['lastDay'], message: `最后有效日不得早于施行日期${effectiveFrom}。`, rule, inputs },
  ];
}
