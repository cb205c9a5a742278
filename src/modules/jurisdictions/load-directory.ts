import type { Sql } from '../../platform/db/sql.js';
import type { Sequence } from '../ledger/sequence.js';
import { Directory } from './directory.js';
import { type DirectoryContent, selectDirectory } from './select-directory.js';

/** The whole directory as it stood at one sequence, on the day of that release; before the first release it is empty. */
export async function loadDirectory(db: Sql, at: Sequence): Promise<Directory> {
  return directoryOf(await selectDirectory(db, at));
}

/** What was read, on the day of the release at which it stood. */
export function directoryOf({ divisions, bodies, successions, today }: DirectoryContent): Directory {
  const directory = new Directory(divisions, bodies, successions);
  return today === null ? directory : directory.asOf(today);
}
