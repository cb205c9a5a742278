import { Pool } from 'pg';
import type { Clock } from '../../../platform/clock/clock.js';
import { type Connection, sessionOptions } from '../../../platform/db/database.js';
import type { Sql } from '../../../platform/db/sql.js';
import type { Config } from '../../config.js';
import { databaseFault } from '../database-fault.js';
import { type Check, fault, fine, type Finding, questionPatience, runCheck, withinPatience } from './finding.js';
import { indexCheck } from './part-checks.js';
import { clockCheck, serverChecks } from './server-checks.js';
import { migrationsCheck, storeChecks } from './store-checks.js';

export interface Probe {
  readonly connection: Connection;
  readonly config: Config;
  readonly clock: Clock;
}

/** Everything that only the database can tell, by a session that may not write. */
export async function probeDatabase({ connection, config, clock }: Probe): Promise<Finding[]> {
  const pool = new Pool({
    ...connection,
    // As the product opens its own, so that what is seen is what it gets.
    options: `${sessionOptions} -c default_transaction_read_only=on`,
    max: 1,
    connectionTimeoutMillis: questionPatience,
    query_timeout: questionPatience,
  });
  pool.on('error', () => undefined);
  try {
    const reached = await runCheck({ name: 'database', run: () => reach(pool, connection) });
    if (reached.state === 'FAULT') return [reached];
    const db: Sql = { sql: async (text, params = []) => (await pool.query(text, [...params])).rows };
    // Alone: others would wait in line for the one connection.
    const clocks = await runCheck(clockCheck(db, clock));
    const general = await runAll([...serverChecks(db), migrationsCheck(db)]);
    const usable = general.every(({ check, state }) => check !== 'migrations' || state === 'OK');
    const index = config.openSearchUrl === undefined ? [] : [indexCheck(db)];
    const inside = usable ? await runAll([...storeChecks(db, config, clock), ...index]) : [];
    return [reached, clocks, ...general, ...inside];
  } finally {
    // A server that fell silent does not say good-bye either.
    await withinPatience(() => pool.end()).catch(() => undefined);
  }
}

export function runAll(checks: readonly Check[]): Promise<Finding[]> {
  return Promise.all(checks.map(runCheck));
}

async function reach(pool: Pool, { host, port, database }: Connection) {
  const where = `${host}:${port}/${database}`;
  try {
    await pool.query('select 1');
    return fine(`${where} 可连接`);
  } catch (error) {
    const reason = databaseFault(error) ?? (error instanceof Error ? error.message : String(error));
    return fault(`${where}: ${reason}`, '请检查 DATABASE_URL 和数据库服务。');
  }
}
