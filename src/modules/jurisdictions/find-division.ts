import type { Sql } from '../../platform/db/sql.js';
import type { Division } from './directory.js';
import { newest, selectDivisions } from './select-directory.js';

/** The division as it stands now. */
export async function findDivision(db: Sql, code: string): Promise<Division | null> {
  const [division] = await selectDivisions(db, { at: newest, only: code });
  return division ?? null;
}
