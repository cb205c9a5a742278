import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { conflict } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../identity/actor.js';
import { shanghaiDate } from '../calendar-date.js';
import { type Law, type LawRegister, type LawVersion, newestOf } from './law.js';
import { loadLaws } from './load-laws.js';

/** The text that somebody is about to change, as they saw it. Errors: NOT_FOUND, CONFLICT with both versions. */
export async function openLaw(
  tx: Tx,
  wanted: { readonly lawId: string; readonly expectedVersion: number },
): Promise<{ readonly law: Law; readonly register: LawRegister; readonly newest: LawVersion }> {
  const register = await loadLaws(tx, shanghaiDate(tx.clock.now()));
  const law = register.laws.find((one) => one.id === wanted.lawId);
  if (law === undefined) throw notFound();
  const newest = newestOf(law);
  if (newest.version !== wanted.expectedVersion) throw conflict(wanted.expectedVersion, newest.version);
  return { law, register, newest };
}

/** Writes the text with all its versions over what is stored of it. */
export async function writeLaw(tx: Tx, actor: Actor, law: Law): Promise<void> {
  const now = tx.clock.now();
  await tx.sql(
    `insert into law (id, kind, aliases, registered_by, at) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set aliases = excluded.aliases`,
    [law.id, law.kind, law.aliases, actor.accountId, now],
  );
  await tx.sql(
    `insert into law_version (law_id, version, title, doc_no, clauses, effective_from, last_day, ended_as, note, recorded_by, at)
     select $1, v.version, v.title, v."docNo", v.clauses, v."effectiveFrom", v."lastDay", v."endedAs", v.note, $3, $4
     from jsonb_to_recordset($2::jsonb) as v(version int, title text, "docNo" text, clauses text[], "effectiveFrom" date,
       "lastDay" date, "endedAs" text, note text)
     on conflict (law_id, version) do update set last_day = excluded.last_day, ended_as = excluded.ended_as`,
    [law.id, JSON.stringify(law.versions), actor.accountId, now],
  );
}
