import type { Sql } from '../../platform/db/sql.js';
import type { Sequence } from '../ledger/sequence.js';
import type { Directory } from './directory.js';
import { directoryOf } from './load-directory.js';
import { type ChainStart, selectChain } from './select-directory.js';

/**
 * The part of the directory that decides about one division, or the division of a body: itself and those above it,
 * their bodies, and heirs of bodies; with `bodyIds`, also these bodies wherever they are, without their divisions.
 * For verbs, which ask about one place and should not read the whole city for it.
 */
export async function loadChain(
  db: Sql,
  from: ChainStart,
  { at, bodyIds = [] }: { at: Sequence; bodyIds?: readonly string[] },
): Promise<Directory> {
  return directoryOf(await selectChain(db, { at, from, bodyIds }));
}
