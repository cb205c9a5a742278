import type { Tx } from '../../../platform/db/tx.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import { appendEvent } from '../../../platform/outbox/append-event.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { addDays, type CalendarDate } from '../calendar-date.js';
import { lawChanged } from './law-changed.js';
import { explainErrors, type RuleFault } from '../explain-errors.js';
import { findAliasFaults, findDayFaults, findWordingFaults, lastDayOf } from './law-faults.js';
import type { Law, LawVersion } from './law.js';
import { plainTitle } from './plain-citation.js';
import { requireLawKeeper } from './require-law-keeper.js';
import { openLaw, writeLaw } from './write-law.js';

export interface AmendLaw {
  readonly lawId: string;
  /** The newest version that the editor saw. */
  readonly expectedVersion: number;
  readonly docNo: string;
  /** Where the text has another title from now on. */
  readonly title?: string | null;
  readonly effectiveFrom: CalendarDate;
  /** What changed, for those who adjust what cites it. */
  readonly note: string;
  /** More short titles. */
  readonly aliases?: readonly string[] | null;
  /** Clauses of the new wording; none or null: not checked by name. */
  readonly clauses?: readonly string[] | null;
}

/**
 * Records the next version of a text; the one before ends the day before it begins. Every leaf that cites the text gets
 * a task of adjusting (CAT-19), opened by the worker. Errors: NOT_FOUND, CONFLICT; as data REQUIRED, INVALID,
 * DUPLICATE, NOT_ALLOWED_HERE for a text that was repealed.
 */
export async function amendLaw(tx: Tx, actor: Actor, input: AmendLaw): Promise<Law> {
  const pack = await requireLawKeeper(tx, actor);
  const { law, register, newest } = await openLaw(tx, input);
  const title = plainTitle(input.title ?? newest.title);
  const docNo = input.docNo.trim();
  const added = [...new Set((input.aliases ?? []).map(plainTitle))];
  const faults = [
    ...findOrderFaults(newest, input),
    ...findDayFaults('effectiveFrom', input.effectiveFrom),
    ...findWordingFaults(register, { title, docNo }, law.id),
    ...findAliasFaults(register, added, title),
  ];
  if (faults.length > 0) refuse(...explainErrors(pack, faults));
  const { effectiveFrom, note, clauses } = input;
  const [first, ...rest] = law.versions.map((version) =>
    version === newest ? { ...version, lastDay: addDays(effectiveFrom, -1), endedAs: 'AMENDED' as const } : version,
  );
  const next: LawVersion = {
    version: newest.version + 1,
    title,
    docNo,
    clauses: clauses ?? [],
    effectiveFrom,
    lastDay: null,
    endedAs: null,
    note: note.trim(),
  };
  const amended: Law = {
    ...law,
    aliases: [...new Set([...law.aliases, ...added])],
    versions: [first ?? law.versions[0], ...rest, next],
  };
  await recordAudit(tx, actor, {
    verb: 'amend-law',
    subject: `law:${law.id}`,
    details: { version: next.version, effectiveFrom },
  });
  await writeLaw(tx, actor, amended);
  await appendEvent(tx, lawChanged(law.id, next.version, 'AMENDED'));
  return amended;
}

function findOrderFaults(newest: LawVersion, { note, effectiveFrom }: AmendLaw): RuleFault[] {
  const faults: RuleFault[] = [];
  if (newest.endedAs === 'REPEALED') {
    const message = `《${newest.title}》已废止，不能再修订。`;
    faults.push({ code: 'NOT_ALLOWED_HERE', path: ['lawId'], message, rule: 'CAT-09', inputs: lastDayOf(newest) });
  }
  if (note.trim() === '')
    faults.push({ code: 'REQUIRED', path: ['note'], message: '请说明修订的内容。', rule: 'CAT-19' });
  if (newest.effectiveFrom !== null && effectiveFrom <= newest.effectiveFrom) {
    const message = `新版本的施行日期应晚于现行版本的${newest.effectiveFrom}。`;
    const inputs = [{ name: '现行版本的施行日期', value: newest.effectiveFrom }];
    faults.push({ code: 'INVALID', path: ['effectiveFrom'], message, rule: 'CAT-09', inputs });
  }
  return faults;
}
