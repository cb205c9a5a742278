import type { Tx } from '../../../platform/db/tx.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { type CalendarDate, shanghaiDate } from '../calendar-date.js';
import { explainErrors } from '../explain-errors.js';
import { findAliasFaults, findDayFaults, findWordingFaults } from './law-faults.js';
import type { Law, LawKind } from './law.js';
import { loadLaws } from './load-laws.js';
import { plainTitle } from './plain-citation.js';
import { requireLawKeeper } from './require-law-keeper.js';
import { writeLaw } from './write-law.js';

export interface RegisterLaw {
  readonly kind: LawKind;
  /** Full; title marks around it are taken off. */
  readonly title: string;
  readonly docNo: string;
  readonly aliases?: readonly string[] | null;
  /** None or null: clauses are not checked by name. */
  readonly clauses?: readonly string[] | null;
  readonly effectiveFrom?: CalendarDate | null;
  readonly note?: string | null;
}

/**
 * Adds a text to the register (CAT-09): from now on it is cited by its full title and number.
 * Errors as data: INVALID, REQUIRED, DUPLICATE.
 */
export async function registerLaw(tx: Tx, actor: Actor, input: RegisterLaw): Promise<Law> {
  const pack = await requireLawKeeper(tx, actor);
  const register = await loadLaws(tx, shanghaiDate(tx.clock.now()));
  const title = plainTitle(input.title);
  const docNo = input.docNo.trim();
  const aliases = [...new Set((input.aliases ?? []).map(plainTitle))];
  const faults = [
    ...findWordingFaults(register, { title, docNo }, null),
    ...findAliasFaults(register, aliases, title),
    ...findDayFaults('effectiveFrom', input.effectiveFrom ?? null),
  ];
  if (faults.length > 0) refuse(...explainErrors(pack, faults));
  const { kind, clauses, effectiveFrom = null, note = null } = input;
  const law: Law = {
    id: tx.ids.uuid(),
    kind,
    aliases,
    versions: [{ version: 1, title, docNo, clauses: clauses ?? [], effectiveFrom, lastDay: null, endedAs: null, note }],
  };
  await recordAudit(tx, actor, { verb: 'register-law', subject: `law:${law.id}`, details: { docNo } });
  await writeLaw(tx, actor, law);
  return law;
}
