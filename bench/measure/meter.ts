import type { Database } from '../../src/platform/db/database.js';
import { cpuOf, cpuOfChildren } from './process-costs.js';

/** What one stretch of work cost. Processor time in milliseconds. */
export interface Cost {
  readonly serverCpu: number;
  readonly postgresCpu: number;
  readonly statements: number;
}

export interface Meters {
  readonly db: Database;
  readonly postmaster: number;
}

/** Measures what a server and PostgreSQL spend from now to the call of what is returned. */
export async function startMeter({ db, postmaster }: Meters, serverPid: number): Promise<() => Promise<Cost>> {
  const statements = await countStatements(db);
  const postgres = cpuOfChildren(postmaster);
  const server = cpuOf(serverPid);
  return async () => {
    const serverCpu = cpuOf(serverPid) - server;
    let postgresCpu = 0;
    for (const [pid, spent] of cpuOfChildren(postmaster)) postgresCpu += spent - (postgres.get(pid) ?? 0);
    return { serverCpu, postgresCpu, statements: (await countStatements(db)) - statements };
  };
}

/** All statements of this database so far but for those that count them. */
async function countStatements(db: Database): Promise<number> {
  const [row] = await db.sql<{ calls: number }>(
    `select coalesce(sum(calls), 0)::float8 as calls from pg_stat_statements s
     join pg_database d on d.oid = s.dbid and d.datname = current_database()
     where s.query not like '%pg_stat_statements%'`,
  );
  return row?.calls ?? 0;
}
