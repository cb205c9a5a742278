import { named } from '../../../platform/db/named.js';
import type { Sql } from '../../../platform/db/sql.js';
import type { CalendarDate } from '../calendar-date.js';
import { lawRegister } from '../law-register.js';
import { type Law, lawKinds, type LawRegister, type LawVersion } from './law.js';

interface LawRow {
  id: string;
  kind: string;
  aliases: string[];
  versions: readonly [LawVersion, ...LawVersion[]];
}

/** The register on a day: the texts of the product, as amended here, then those registered here, oldest first. */
export async function loadLaws(db: Sql, on: CalendarDate): Promise<LawRegister> {
  const rows = await db.sql<LawRow>(
    `select l.id::text as id, l.kind, l.aliases, (
       select jsonb_agg(jsonb_build_object('version', v.version, 'title', v.title, 'docNo', v.doc_no, 'clauses', v.clauses,
         'effectiveFrom', v.effective_from, 'lastDay', v.last_day, 'endedAs', v.ended_as, 'note', v.note) order by v.version)
       from law_version v where v.law_id = l.id
     ) as versions
     from law l order by l.at, l.id`,
  );
  const stored = new Map(rows.map((row): [string, Law] => [row.id, { ...row, kind: named(lawKinds, row.kind) }]));
  const base = lawRegister.laws.map((law) => stored.get(law.id) ?? law);
  const known = new Set(base.map((law) => law.id));
  return { laws: [...base, ...[...stored.values()].filter((law) => !known.has(law.id))], on };
}
