import type { Sql } from '../../platform/db/sql.js';
import { migrations } from '../migrations.js';

export interface MigrationState {
  /** Of this program, not yet applied. */
  readonly pending: readonly string[];
  /** Applied, and unknown to this program: a newer one was here. */
  readonly unknown: readonly string[];
}

/** Compares without touching anything: the migrator itself would make its table first. */
export async function compareMigrations(db: Sql): Promise<MigrationState> {
  const [table] = await db.sql<{ found: boolean }>(`select to_regclass('schema_migration') is not null as found`);
  const rows = table?.found === true ? await db.sql<{ name: string }>('select name from schema_migration') : [];
  const applied = new Set(rows.map((row) => row.name));
  const own = migrations.map((migration) => migration.name);
  return {
    pending: own.filter((name) => !applied.has(name)),
    unknown: [...applied].filter((name) => !own.includes(name)),
  };
}
