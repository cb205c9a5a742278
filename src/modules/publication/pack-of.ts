import type { Sql } from '../../platform/db/sql.js';
import { findDivision } from '../jurisdictions/find-division.js';
import { type Pack, packFor } from '../rules/packs.js';

/** The pack that applies at a division of the directory. */
export async function packOf(db: Sql, divisionCode: string): Promise<Pack> {
  const division = await findDivision(db, divisionCode);
  if (division === null) throw new Error(`The directory has no division ${divisionCode}.`);
  return packFor(division.pack);
}
