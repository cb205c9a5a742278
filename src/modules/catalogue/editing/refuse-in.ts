import type { Sql } from '../../../platform/db/sql.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { findDivision } from '../../jurisdictions/find-division.js';
import type { RuleFault } from '../../rules/explain-errors.js';
import { packFor } from '../../rules/packs.js';
import { refuseUnder } from './refuse-under.js';

/** Refuses by the rules that hold in a division, for verbs that did not need its pack before. */
export async function refuseIn(db: Sql, divisionCode: string, ...faults: readonly RuleFault[]): Promise<never> {
  const division = await findDivision(db, divisionCode);
  if (division === null) throw notFound();
  refuseUnder(packFor(division.pack), ...faults);
}
