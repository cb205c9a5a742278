import type { Sql } from '../../../platform/db/sql.js';
import type { Sequence } from '../../ledger/sequence.js';
import type { GoneOutcome } from './close-conflicts.js';
import { settledConflictsSql } from './settled-conflicts.sql.js';

/** An open conflict that nobody has to decide any longer. */
export interface Settled {
  readonly subject: string;
  readonly outcome: GoneOutcome;
}

/** Those among the conflicts about what a release spoke of. */
export function findSettled(db: Sql, sequence: Sequence): Promise<Settled[]> {
  return db.sql<Settled>(settledConflictsSql, [sequence]);
}
