import type { Sql } from '../../platform/db/sql.js';
import type { Sequence } from '../ledger/sequence.js';
import { Directory } from './directory.js';
import { selectBodies, selectDivisions, selectSuccessions } from './select-directory.js';

/** The whole directory as it stood at one sequence; for an older one than the first release it is empty. */
export async function loadDirectory(db: Sql, at: Sequence): Promise<Directory> {
  const divisions = await selectDivisions(db, { at });
  const bodies = await selectBodies(db, { at });
  return new Directory(divisions, bodies, await selectSuccessions(db, at));
}
