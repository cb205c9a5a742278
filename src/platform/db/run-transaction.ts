import type { MikroORM } from '@mikro-orm/postgresql';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Clock } from '../clock/clock.js';
import type { IdSource } from '../ids/id-source.js';
import { CommitUnknown, isUnavailable } from './is-unavailable.js';
import { markOpened, type Tx } from './tx.js';

const repeatable = new Set(['40001', '40P01']);
const attempts = 4;

export interface TransactionParts {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly requestId: string | null;
}

export async function runTransaction<T>(
  orm: MikroORM,
  work: (tx: Tx) => Promise<T>,
  parts: TransactionParts,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(orm, work, parts);
    } catch (error) {
      if (attempt >= attempts || !repeatable.has(sqlState(error))) throw error;
    }
  }
}

async function runOnce<T>(orm: MikroORM, work: (tx: Tx) => Promise<T>, parts: TransactionParts): Promise<T> {
  let worked = false;
  const transaction = orm.em.fork({ disableContextResolution: true }).transactional(async (em) => {
    const open = em.getTransactionContext<Kysely<unknown>>();
    if (open === undefined) throw new Error('The transaction did not open.');
    // `em.getConnection().execute` would run outside the transaction; the transaction's own handle does not.
    const sql = async <Row extends object>(text: string, params: readonly unknown[] = []): Promise<Row[]> => {
      const result = await open.executeQuery<Row>(CompiledQuery.raw(text, [...params]));
      return result.rows;
    };
    const result = await work(markOpened({ em, sql, ...parts }));
    worked = true;
    return result;
  });
  try {
    return await transaction;
  } catch (error) {
    throw worked && isUnavailable(error) ? new CommitUnknown(error) : error;
  }
}

/** The SQLSTATE of a database error, however deep it is wrapped; an empty string for anything else. */
export function sqlState(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string') return current.code;
  }
  return '';
}
