import type { Sql } from '../../platform/db/sql.js';
import type { Sequence } from './sequence.js';

export interface Head {
  readonly sequence: Sequence;
  readonly at: Date;
}

/** SQL for the newest committed sequence, which only grows. */
export const headSequence = 'select sequence from ledger_head where id = 1';

/** The newest committed point of the ledger: 0 before the first release. */
export async function readHead(db: Sql): Promise<Head> {
  const [row] = await db.sql<{ sequence: string; at: Date }>('select sequence::text, at from ledger_head where id = 1');
  if (row === undefined) throw new Error('The ledger has no head row: the database was not migrated.');
  return { sequence: BigInt(row.sequence), at: new Date(row.at) };
}
